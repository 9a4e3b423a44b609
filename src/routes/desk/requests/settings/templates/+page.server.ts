import { listCommunities } from '#modules/areas/index.ts';
import { archiveTemplate, listTemplates, permissions, saveTemplate, TEMPLATE_PURPOSES } from '#modules/requests/index.ts';
import { mayCall } from '#platform/access.ts';
import { communitiesOf } from '#platform/context.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

const HERE = '/desk/requests/settings/templates';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { ctx } = locals;
	const mayEdit = mayCall(ctx.actor, permissions.templates);
	const areas = communitiesOf(ctx.actor, 'head', 'manager');
	const [templates, communities] = await Promise.all([listTemplates(ctx, {}), listCommunities(ctx, {})]);
	const mine = communities.filter((each) => areas === 'all' || areas.includes(each.id));
	return {
		mayEdit,
		/** may write for the whole subdistrict */
		whole: areas === 'all',
		purposes: TEMPLATE_PURPOSES,
		templates: templates.map((each) => ({ ...each, own: mayEdit && (areas === 'all' || (each.communityId !== null && areas.includes(each.communityId))) })),
		names: Object.fromEntries(communities.map((each) => [each.id, (ctx.locale === 'en' && each.nameEn) || each.name])),
		communities: mine.map((each) => ({ id: each.id, name: (ctx.locale === 'en' && each.nameEn) || each.name })),
		edit: url.searchParams.get('edit'),
		archived: url.searchParams.get('archived')
	};
};

const text = (values: Record<string, unknown>, name: string) => (typeof values[name] === 'string' ? (values[name] as string) : '');

export const actions: Actions = {
	save: ({ locals, request }) =>
		formAction(request, async (values) => {
			await saveTemplate(locals.ctx, {
				...(text(values, 'id') && { id: text(values, 'id') }),
				communityId: text(values, 'communityId') || null,
				title: text(values, 'title'),
				body: text(values, 'body'),
				purpose: text(values, 'purpose') as 'message'
			});
			return `${HERE}?saved`;
		}),
	archive: ({ locals, request }) =>
		formAction(request, async (values) => {
			const archived = values.restore === undefined;
			await archiveTemplate(locals.ctx, { id: text(values, 'id'), archived });
			return archived ? `${HERE}?archived=${text(values, 'id')}` : `${HERE}?saved`;
		})
};
