import { listCommunities } from '#modules/areas/index.ts';
import { offerList, reveal, takeStaffStep } from '#modules/requests/index.ts';
import { hasRole } from '#platform/context.ts';
import { AppError } from '#platform/errors.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { ctx } = locals;
	const done = url.searchParams.has('done');
	const [list, communities] = await Promise.all([offerList(ctx, { done, cursor: url.searchParams.get('cursor'), limit: 30 }), listCommunities(ctx, {})]);
	const names = new Map(communities.map((each) => [each.id, (ctx.locale === 'en' && each.nameEn) || each.name]));
	return {
		now: ctx.clock.now(),
		done,
		staff: hasRole(ctx.actor, 'worker', 'head', 'manager'),
		offers: list.items.map((offer) => ({ ...offer, community: names.get(offer.communityId ?? '') ?? '' })),
		next: list.next
	};
};

/** What a provider may do here; every other step has its own page. */
const STEPS = ['provider_accept', 'provider_decline', 'propose_time', 'serve'];

export const actions: Actions = {
	step: async ({ locals, request }) => {
		let step = '';
		const result = await formAction(request, async (values) => {
			step = String(values.step ?? '');
			if (!STEPS.includes(step)) throw new AppError('platform.notFound', { status: 404, params: { what: 'step' } });
			await takeStaffStep(locals.ctx, values, locals.subdistrict?.timeZone ?? 'Asia/Shanghai');
		});
		return 'done' in result ? { answered: step } : result;
	},
	/* Shown once, in the answer to this form. */
	reveal: async ({ locals, request }) => {
		let shown: { id: string; name: string | null; phone: string | null; place: string | null } | null = null;
		const result = await formAction(request, async (values) => {
			const [id, reason] = [String(values.id ?? ''), String(values.reason ?? '')];
			const person = await reveal(locals.ctx, { id, what: 'reporter', reason });
			const { place } = await reveal(locals.ctx, { id, what: 'place', reason });
			shown = { id, name: person.name, phone: person.phone, place };
		});
		return 'done' in result ? { shown: shown as { id: string; name: string | null; phone: string | null; place: string | null } | null } : result;
	}
};
