import { cancelShift, cancelSignupFor, checkInFor, checkOutFor, getShift, recordPaper, signUpFor, suggestFor, voidSpan } from '#modules/volunteers/index.ts';
import { text } from '#modules/volunteers/volunteers.forms.ts';
import type { Ctx } from '#platform/context.ts';
import { formAction } from '#platform/web/forms.ts';
import { findVolunteer } from '../../find.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { ctx } = locals;
	const shift = await getShift(ctx, { id: params.id });
	const takesPeople = shift.mayChange && shift.state === 'open' && shift.endsAt > ctx.clock.now();
	return { shift, suggestions: takesPeople ? await suggestFor(ctx, { shiftId: shift.id }) : [], now: ctx.clock.now() };
};

/** Everything on this page comes back to it. */
const act = (work: (ctx: Ctx, values: Record<string, unknown>, shiftId: string) => Promise<unknown>) => ({ locals, request, params }: RequestEvent) =>
	formAction(request, async (values) => {
		await work(locals.ctx, values, params.id);
		return `/desk/volunteers/shifts/${params.id}`;
	});

export const actions: Actions = {
	find: findVolunteer,
	signUp: act((ctx, values, shiftId) => signUpFor(ctx, { shiftId, volunteerId: text(values.volunteerId), roleId: text(values.roleId) || null })),
	release: act((ctx, values) => cancelSignupFor(ctx, { id: text(values.id) })),
	checkIn: act((ctx, values, shiftId) => checkInFor(ctx, { shiftId, volunteerId: text(values.volunteerId) })),
	checkOut: act((ctx, values) => checkOutFor(ctx, { id: text(values.id) })),
	paper: act((ctx, values, shiftId) => recordPaper(ctx, { shiftId, volunteerId: text(values.volunteerId), in: text(values.in), out: text(values.out) })),
	void: act((ctx, values) => voidSpan(ctx, { id: text(values.id), reason: text(values.reason) })),
	cancel: act((ctx, values, id) => cancelShift(ctx, { id, reason: text(values.reason) }))
};
