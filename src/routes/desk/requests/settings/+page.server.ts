import { listCommunities } from '#modules/areas/index.ts';
import { listCategories, listClockPolicies, permissions, saveClockPolicy } from '#modules/requests/index.ts';
import { readAllowance } from '#modules/requests/settings/settings.forms.ts';
import { mayCall } from '#platform/access.ts';
import { dateIn } from '#platform/dates/index.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { ctx } = locals;
	const [policies, communities, groups] = await Promise.all([listClockPolicies(ctx, {}), listCommunities(ctx, {}), listCategories(ctx, {})]);
	return {
		mayEdit: mayCall(ctx.actor, permissions.configure),
		today: dateIn(ctx.clock.now(), locals.subdistrict?.timeZone ?? 'Asia/Shanghai'),
		policies,
		categories: groups.map((group) => ({ group: group.name[ctx.locale], options: group.categories.map((category) => ({ value: category.code, label: category.name[ctx.locale] })) })),
		communities: communities.map((each) => ({ id: each.id, name: (ctx.locale === 'en' && each.nameEn) || each.name }))
	};
};

const text = (values: Record<string, unknown>, name: string) => (typeof values[name] === 'string' ? (values[name] as string) : '');

export const actions: Actions = {
	default: ({ locals, request }) =>
		formAction(request, async (values) => {
			await saveClockPolicy(locals.ctx, {
				communityId: text(values, 'communityId') || null,
				urgency: (text(values, 'urgency') as 'normal') || null,
				categoryCode: text(values, 'categoryCode') || null,
				clock: text(values, 'clock') as 'accept',
				...readAllowance(text(values, 'amount'), text(values, 'unit')),
				validFrom: text(values, 'validFrom'),
				source: text(values, 'source') || null
			});
			return '/desk/requests/settings?saved';
		})
};
