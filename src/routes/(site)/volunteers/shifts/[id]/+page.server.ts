import { listCommunities } from '#modules/areas/index.ts';
import { askSwap, cancelSignup, checkIn, checkInAsLead, checkOut, checkOutAsLead, leadList, publicShift, signUp, takeSwap } from '#modules/volunteers/index.ts';
import { text } from '#modules/volunteers/volunteers.forms.ts';
import type { Ctx } from '#platform/context.ts';
import { notFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** `?k=` is the key of the code at the place; with it one can check in. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	if (!isId(params.id)) throw notFound('shift');
	const { ctx } = locals;
	const [shift, communities, lead] = await Promise.all([publicShift(ctx, { id: params.id }), listCommunities(ctx, {}), ctx.actor.kind === 'user' ? leadList(ctx, { shiftId: params.id }) : null]);
	const community = communities.find(({ id }) => id === shift.communityId);
	return {
		shift,
		lead,
		place: community ? (ctx.locale === 'en' && community.nameEn) || community.name : '',
		deskPhone: community?.deskPhone ?? '',
		key: url.searchParams.get('k') ?? '',
		done: url.searchParams.get('done'),
		minutes: Number(url.searchParams.get('minutes')) || 0,
		may: (ctx.actor.kind !== 'user' ? 'signIn' : shift.own.registered ? 'signUp' : 'join') as 'signIn' | 'signUp' | 'join'
	};
};

/** Does it, and comes back to this page saying so; the key of the code stays in the address. */
const act = (work: (ctx: Ctx, values: Record<string, unknown>, shiftId: string) => Promise<string>) => ({ locals, request, params, url }: RequestEvent) =>
	formAction(request, async (values) => {
		const done = await work(locals.ctx, values, params.id);
		const key = url.searchParams.get('k');
		return `/volunteers/shifts/${params.id}?${key ? `k=${encodeURIComponent(key)}&` : ''}done=${done}`;
	});

export const actions: Actions = {
	come: act(async (ctx, values, shiftId) => {
		await signUp(ctx, { shiftId, roleId: text(values.roleId) || null });
		return 'come';
	}),
	cancel: act(async (ctx, values) => ((await cancelSignup(ctx, { id: text(values.id) })).late ? 'cancelledLate' : 'cancelled')),
	swap: act(async (ctx, values) => {
		const ask = values.ask !== 'false';
		await askSwap(ctx, { id: text(values.id), ask });
		return ask ? 'swap' : 'kept';
	}),
	take: act(async (ctx, values) => {
		await takeSwap(ctx, { id: text(values.id) });
		return 'taken';
	}),
	in: act(async (ctx, values, shiftId) => {
		await checkIn(ctx, { shiftId, key: text(values.key) });
		return 'in';
	}),
	leadIn: act(async (ctx, values, shiftId) => {
		await checkInAsLead(ctx, { shiftId, volunteerId: text(values.volunteerId) });
		return 'leadIn';
	}),
	leadOut: act(async (ctx, values) => `leadOut&minutes=${(await checkOutAsLead(ctx, { id: text(values.id) })).minutes}`),
	out: act(async (ctx, values) => `out&minutes=${(await checkOut(ctx, { id: text(values.id) })).minutes}`)
};
