import { applyFor, changeVolunteer, correctEntry, entriesOf, getVolunteer, listCertificates, recordEntry } from '#modules/volunteers/index.ts';
import { text, volunteerValues } from '#modules/volunteers/volunteers.forms.ts';
import { dateIn } from '#platform/dates/index.ts';
import { newId } from '#platform/ids.ts';
import { formAction } from '#platform/web/forms.ts';
import { communityChoices } from '../communities.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { ctx } = locals;
	const volunteer = await getVolunteer(ctx, { id: params.id });
	const [entries, certificates, communities] = await Promise.all([entriesOf(ctx, { volunteerId: params.id, cursor: url.searchParams.get('cursor') }), listCertificates(ctx, { volunteerId: params.id, limit: 20 }), communityChoices(ctx)]);
	return { volunteer, entries: entries.items, next: entries.next, certificates: certificates.items, communities, done: url.searchParams.get('done'), clientId: newId(), today: dateIn(ctx.clock.now(), locals.subdistrict!.timeZone) };
};

const back = (id: string, done: string) => `/desk/volunteers/${id}?done=${done}`;

export const actions: Actions = {
	change: ({ locals, request, params }) =>
		formAction(request, async (values) => {
			await changeVolunteer(locals.ctx, { ...volunteerValues(values), id: params.id, state: text(values.state), version: Number(values.version) } as never);
			return back(params.id, 'saved');
		}),
	record: ({ locals, request, params }) =>
		formAction(request, async (values) => {
			await recordEntry(locals.ctx, { volunteerId: params.id, kind: text(values.kind) as 'training', minutes: values.minutes ? Number(values.minutes) : 0, on: text(values.on), title: text(values.title), place: text(values.place), clientId: text(values.clientId) || undefined });
			return back(params.id, 'added');
		}),
	correct: ({ locals, request, params }) =>
		formAction(request, async (values) => {
			await correctEntry(locals.ctx, { id: text(values.id), minutes: values.minutes === undefined ? 0 : Number(values.minutes), reason: text(values.reason) });
			return back(params.id, 'corrected');
		}),
	apply: ({ locals, request, params }) =>
		formAction(request, async (values) => {
			const { id } = await applyFor(locals.ctx, { volunteerId: params.id, from: text(values.from) || null, to: text(values.to) || null, purpose: text(values.purpose), clientId: text(values.clientId) || undefined });
			return `/desk/volunteers/certificates/${id}`;
		})
};
