import { listCommunities } from '#modules/areas/index.ts';
import { permissions, registerPatrol } from '#modules/requests/index.ts';
import { demand } from '#platform/access.ts';
import { communitiesOf } from '#platform/context.ts';
import { newId } from '#platform/ids.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { ctx } = locals;
	demand(ctx.actor, permissions.register);
	const own = communitiesOf(ctx.actor, 'worker', 'head', 'manager');
	return {
		clientId: newId(),
		communities: (await listCommunities(ctx, {})).map((each) => ({ id: each.id, name: (ctx.locale === 'en' && each.nameEn) || each.name })),
		communityId: own !== 'all' && own.length === 1 ? own[0]! : null,
		sent: url.searchParams.get('sent')
	};
};

export const actions: Actions = {
	send: ({ locals, request }) =>
		formAction(request, async (values) => {
			const { number } = await registerPatrol(locals.ctx, values, locals.subdistrict?.timeZone ?? 'Asia/Shanghai');
			return `/desk/patrol?sent=${number}`;
		})
};
