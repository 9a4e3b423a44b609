import { makeFeedKey, myFeedKey, revokeFeedKey } from '#modules/activities/index.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const key = await myFeedKey(locals.ctx, {});
	return { address: key && `${url.origin}/feeds/mine/${key}.ics`, done: url.searchParams.get('done') };
};

export const actions: Actions = {
	make: ({ request, locals }) =>
		formAction(request, async () => {
			await makeFeedKey(locals.ctx, {});
			return '/my/calendar?done=made';
		}),
	revoke: ({ request, locals }) =>
		formAction(request, async () => {
			await revokeFeedKey(locals.ctx, {});
			return '/my/calendar?done=revoked';
		})
};
