import { listCommunities } from '#modules/areas/index.ts';
import { editScope, groundsOf, listPurposes, permissions, registerByForm } from '#modules/residents/index.ts';
import { demand } from '#platform/access.ts';
import { dateIn } from '#platform/dates/index.ts';
import { newId } from '#platform/ids.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const zone = locals.subdistrict?.timeZone ?? 'Asia/Shanghai';
	const { ctx } = locals;
	demand(ctx.actor, permissions.edit);
	const scope = editScope(ctx.actor);
	const communities = (await listCommunities(ctx, {})).filter(({ id }) => scope === 'all' || scope.includes(id));
	return { clientId: newId(), today: dateIn(ctx.clock.now(), zone), withheld: [...groundsOf(await listPurposes(ctx, {})).keys()], communities: communities.map(({ id, name, nameEn }) => ({ id, name: (ctx.locale === 'en' && nameEn) || name })) };
};

export const actions: Actions = {
	default: ({ locals, request }) =>
		formAction(request, async (values) => {
			const { id, householdId } = await registerByForm(locals.ctx, values);
			return `/desk/residents/${id}?done=${householdId ? 'saved' : 'new'}`;
		})
};
