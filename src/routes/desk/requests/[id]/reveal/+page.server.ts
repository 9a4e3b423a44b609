import { getCase, reveal, type Revealed } from '#modules/requests/index.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

const WHAT = ['reporter', 'place', 'follower'] as const;
const what = (url: URL) => WHAT.find((each) => each === url.searchParams.get('what')) ?? 'reporter';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const found = await getCase(locals.ctx, { id: params.id });
	return { number: found.number, id: found.id, what: what(url) };
};

export const actions: Actions = {
	/* The values stand in this one answer and nowhere else: not in an address, not in a cache. */
	default: async ({ locals, params, url, request, setHeaders }) => {
		setHeaders({ 'cache-control': 'no-store' });
		let revealed: Revealed | undefined;
		const result = await formAction(request, async (values) => {
			const reason = values.reason === 'other' || !values.reason ? values.other : values.reason;
			const { name, phone, place } = await reveal(locals.ctx, { id: params.id, what: what(url), followerId: url.searchParams.get('follower') ?? undefined, reason: String(reason ?? '') });
			revealed = { name, phone, place };
		});
		return revealed ? { revealed } : result;
	}
};
