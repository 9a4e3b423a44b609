import { applyOwn, checkOut, myCertificates, myEntries, mySchedule, myVolunteering, shiftsLed } from '#modules/volunteers/index.ts';
import { text } from '#modules/volunteers/volunteers.forms.ts';
import { newId } from '#platform/ids.ts';
import { dateIn } from '#platform/dates/index.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { ctx } = locals;
	const own = await myVolunteering(ctx, {});
	const [schedule, leading, entries, certificates] = await Promise.all([mySchedule(ctx, {}), shiftsLed(ctx, {}), myEntries(ctx, { cursor: url.searchParams.get('cursor'), limit: 20 }), myCertificates(ctx, {})]);
	return { own, schedule, leading, entries: entries.items, next: entries.next, certificates, done: url.searchParams.get('done'), minutes: Number(url.searchParams.get('minutes')) || 0, clientId: newId(), today: dateIn(ctx.clock.now(), locals.subdistrict!.timeZone) };
};

export const actions: Actions = {
	out: ({ locals, request }) => formAction(request, async (values) => `/my/volunteering?done=out&minutes=${(await checkOut(locals.ctx, { id: text(values.id) })).minutes}`),
	apply: ({ locals, request }) =>
		formAction(request, async (values) => {
			await applyOwn(locals.ctx, { from: text(values.from) || null, to: text(values.to) || null, purpose: text(values.purpose), clientId: text(values.clientId) || undefined });
			return '/my/volunteering?done=applied#certificate';
		})
};
