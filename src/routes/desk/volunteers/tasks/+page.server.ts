import { acceptTask, addTask, declineTask, finishTask, listTasks, listTeams, permissions } from '#modules/volunteers/index.ts';
import { text } from '#modules/volunteers/volunteers.forms.ts';
import type { Ctx } from '#platform/context.ts';
import { formAction } from '#platform/web/forms.ts';
import { communityChoices } from '../communities.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { ctx } = locals;
	const open = url.searchParams.get('which') !== 'past';
	const [list, communities, own, teams] = await Promise.all([listTasks(ctx, { open, cursor: url.searchParams.get('cursor'), limit: 50 }), communityChoices(ctx), communityChoices(ctx, permissions.keep), listTeams(ctx, {})]);
	return { open, tasks: list.items, next: list.next, communities, own, teams: teams.map(({ id, name, nameEn }) => ({ id, name: (ctx.locale === 'en' && nameEn) || name })) };
};

const act = (work: (ctx: Ctx, values: Record<string, unknown>) => Promise<unknown>) => ({ locals, request }: RequestEvent) =>
	formAction(request, async (values) => {
		await work(locals.ctx, values);
		return '/desk/volunteers/tasks';
	});

export const actions: Actions = {
	add: act((ctx, values) => addTask(ctx, { communityId: text(values.communityId) || null, teamId: text(values.teamId) || null, title: text(values.title), about: text(values.about), category: text(values.category) as 'other' })),
	accept: act((ctx, values) => acceptTask(ctx, { id: text(values.id) })),
	decline: act((ctx, values) => declineTask(ctx, { id: text(values.id), reason: text(values.reason) })),
	finish: act((ctx, values) => finishTask(ctx, { id: text(values.id) }))
};
