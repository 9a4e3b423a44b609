import { categoryGroups, categorySettings, permissions } from '#modules/requests/index.ts';
import { mayCall } from '#platform/access.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { ctx } = locals;
	const [groups, categories] = await Promise.all([categoryGroups(ctx, {}), categorySettings(ctx, {})]);
	return {
		mayEdit: mayCall(ctx.actor, permissions.configure),
		groups: groups.map((group) => ({
			name: (ctx.locale === 'en' && group.nameEn) || group.name,
			items: categories
				.filter((each) => each.group === group.code)
				.map(({ code, name, type, urgency, active, confidential, questions }) => ({ code, name: name[ctx.locale] || name.zh, type, urgency, active, confidential, questions: questions.length }))
		}))
	};
};
