import { forgetRailCounts } from '#app/queue-counts.ts';
import { listCommunities } from '#modules/areas/index.ts';
import { callbackList, recordCallback, reveal } from '#modules/requests/index.ts';
import { invalid } from '#platform/errors.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, depends }) => {
	const { ctx } = locals;
	depends('desk:callbacks');
	const later = url.searchParams.has('later');
	const community = url.searchParams.get('community') || null;
	const [list, communities] = await Promise.all([
		callbackList(ctx, { later, communityId: community, cursor: url.searchParams.get('cursor'), limit: 50 }),
		listCommunities(ctx, {})
	]);
	return {
		now: ctx.clock.now(),
		later,
		community,
		communities: communities.map((each) => ({ id: each.id, name: (ctx.locale === 'en' && each.nameEn) || each.name })),
		calls: list.items.map(({ servedBy, ...call }) => ({ ...call, own: servedBy !== null && servedBy === ctx.actor.id })),
		next: list.next
	};
};

const text = (values: Record<string, unknown>, name: string) => (typeof values[name] === 'string' ? (values[name] as string) : '');

/* What one line answered is told at that line. */
export const actions: Actions = {
	record: async ({ locals, request }) => {
		let outcome = '';
		const result = await formAction(request, async (values) => {
			outcome = text(values, 'outcome');
			if (outcome === 'not_solved' && !text(values, 'note')) throw invalid([{ path: 'note', code: 'requests.reasonMissing' }]);
			await recordCallback(locals.ctx, { id: text(values, 'requestId'), callbackId: text(values, 'callbackId'), outcome: outcome as 'solved', rating: (Number(text(values, 'rating')) || null) as 5 | null, note: text(values, 'note') });
			forgetRailCounts(locals.ctx);
		});
		return 'done' in result ? { recorded: outcome } : result;
	},
	/* The number is shown once, in the answer to this form, and stands in no address. */
	reveal: async ({ locals, request }) => {
		let shown: { callbackId: string; name: string | null; phone: string | null } | null = null;
		const result = await formAction(request, async (values) => {
			const followerId = text(values, 'followerId');
			const { name, phone } = await reveal(locals.ctx, { id: text(values, 'requestId'), what: followerId ? 'follower' : 'reporter', ...(followerId && { followerId }), reason: text(values, 'reason') });
			shown = { callbackId: text(values, 'callbackId'), name, phone };
		});
		return 'done' in result ? { shown: shown as { callbackId: string; name: string | null; phone: string | null } | null } : result;
	}
};
