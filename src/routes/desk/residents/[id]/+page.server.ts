import { areaNames } from '#modules/areas/index.ts';
import { accountLinks, correctFields, endLink, endRecord, linkByPhone, looksOf, openPage, personConsents, pinField, recordConsent, recordDeath, reopenRecord, restoreStatement, withdrawDeath, withdrawStatement } from '#modules/residents/index.ts';
import { personTabs } from '#app/person-tabs.ts';
import { dateIn } from '#platform/dates/index.ts';
import { formAction } from '#platform/web/forms.ts';
import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { ctx, subdistrict } = locals;
	const person = await openPage(ctx, params.id);
	if ('mergedInto' in person) redirect(303, `/desk/residents/${person.mergedInto}${url.search}`);
	const tab = url.searchParams.get('tab') ?? 'record';
	const tabs = personTabs(ctx);
	const [nameOf, looks, consents, links, shown] = await Promise.all([
		areaNames(ctx),
		tab === 'looks' ? looksOf(ctx, { id: person.id, cursor: url.searchParams.get('cursor') }) : null,
		tab === 'consents' ? personConsents(ctx, { personId: person.id }) : null,
		tab === 'consents' && person.seeing === 'own_staff' ? accountLinks(ctx, person.id) : null,
		tabs.find(({ key }) => key === tab)?.load(ctx, person.id) ?? null
	]);
	return {
		person,
		community: nameOf(person.communityId),
		tab,
		tabs: tabs.map(({ key, label }) => ({ key, label: label[ctx.locale] })),
		looks,
		consents,
		links,
		shown,
		now: ctx.clock.now(),
		today: dateIn(ctx.clock.now(), subdistrict?.timeZone ?? 'Asia/Shanghai'),
		edit: url.searchParams.get('edit'),
		done: url.searchParams.get('done'),
		undo: url.searchParams.get('statement')
	};
};

const back = (id: string, done: string) => `/desk/residents/${id}?done=${done}`;

export const actions: Actions = {
	correct: ({ locals, request, params }) =>
		formAction(request, async (values) => {
			const { field, value, clear, version, pin, source } = values as Record<string, string> & { source?: object };
			const changed = await correctFields(locals.ctx, {
				id: params.id,
				version: Number(version),
				fields: { [String(field)]: clear === 'on' ? null : (value ?? '') },
				source: (source ?? {}) as object,
				pin: pin === 'on'
			});
			return back(params.id, changed.fields.length ? 'saved' : changed.statementIds.length ? 'noted' : 'unchanged');
		}),
	pin: ({ locals, request, params }) =>
		formAction(request, async (values) => {
			await pinField(locals.ctx, { id: params.id, statementId: String(values.statement ?? '') });
			return back(params.id, 'saved');
		}),
	wrong: ({ locals, request, params }) =>
		formAction(request, async (values) => {
			await withdrawStatement(locals.ctx, { id: params.id, statementId: String(values.statement ?? '') });
			return `${back(params.id, 'withdrawn')}&statement=${values.statement}`;
		}),
	restore: ({ locals, request, params }) =>
		formAction(request, async (values) => {
			await restoreStatement(locals.ctx, { id: params.id, statementId: String(values.statement ?? '') });
			return back(params.id, 'restored');
		}),
	end: ({ locals, request, params }) =>
		formAction(request, async ({ leftOn, why, note }) => {
			await endRecord(locals.ctx, { personId: params.id, on: String(leftOn ?? ''), why: why as 'moved', note: String(note ?? '') });
			return back(params.id, 'saved');
		}),
	reopen: ({ locals, request, params }) =>
		formAction(request, async () => {
			await reopenRecord(locals.ctx, { personId: params.id });
			return back(params.id, 'saved');
		}),
	consent: ({ locals, request, params }) =>
		formAction(request, async ({ purpose, agree, way, giver, note }) => {
			await recordConsent(locals.ctx, { personId: params.id, purpose: String(purpose ?? ''), agree: agree === 'yes', way: way as 'counter', note: String(note ?? ''), ...(giver ? { giver: String(giver) } : {}) });
			return `/desk/residents/${params.id}?tab=consents&done=consent`;
		}),
	link: ({ locals, request, params }) =>
		formAction(request, async ({ phone, actsAs, guardianId }) => {
			await linkByPhone(locals.ctx, { personId: params.id, phone: String(phone ?? ''), actsAs: actsAs as 'self', guardianId: guardianId ? String(guardianId) : null });
			return `/desk/residents/${params.id}?tab=consents&done=linked`;
		}),
	unlink: ({ locals, request, params }) =>
		formAction(request, async ({ link }) => {
			await endLink(locals.ctx, { id: String(link ?? '') });
			return `/desk/residents/${params.id}?tab=consents&done=unlinked`;
		}),
	died: ({ locals, request, params }) =>
		formAction(request, async (values) => {
			await recordDeath(locals.ctx, { personId: params.id, on: String(values.on ?? '') });
			return back(params.id, 'saved');
		}),
	lives: ({ locals, request, params }) =>
		formAction(request, async () => {
			await withdrawDeath(locals.ctx, { personId: params.id });
			return back(params.id, 'saved');
		})
};
