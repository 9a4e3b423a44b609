import { bulk, getCase, listCases, listViews, permissions, removeView, saveView, takeStaffStep, type CaseLine } from '#modules/requests/index.ts';
import { forgetRailCounts } from '#app/queue-counts.ts';
import { mayCall } from '#platform/access.ts';
import { AppError } from '#platform/errors.ts';
import { formAction, readForm } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';
import { packed } from '#ui/packed.ts';
import { categoryGroups, communityNames, listsFor } from './lists.server.ts';
import { filterOf, viewOf, viewQuery } from './view.ts';

export const load: PageServerLoad = async ({ locals, url, depends }) => {
	const { ctx } = locals;
	depends('desk:cases');
	const id = url.searchParams.get('id');
	const [list, communities, categories, views, open] = await Promise.all([
		listCases(ctx, { ...filterOf(url), cursor: url.searchParams.get('cursor'), limit: 50 }),
		communityNames(ctx),
		categoryGroups(ctx),
		listViews(ctx, {}),
		id ? openCase(ctx, id, url.searchParams.get('provider')) : null
	]);
	return {
		now: ctx.clock.now().getTime(),
		rows: packed(list.items.map(rowOf)),
		next: list.next,
		view: viewOf(url),
		mayExport: mayCall(ctx.actor, permissions.export),
		choices: packed({ communities, categories }),
		views: views.map((view) => ({ id: view.id, name: view.name, own: view.own, href: `/desk/requests?${viewQuery(view.query)}` })),
		open
	};
};

/* Only what a row shows crosses to the browser. */
const rowOf = (line: CaseLine) => ({
	id: line.id,
	number: line.number,
	summary: line.summary,
	place: line.place,
	state: line.state,
	nextClock: line.nextClock,
	nextDueAt: line.nextDueAt?.getTime() ?? null,
	paused: line.openPauses > 0,
	fresh: line.unread > 0
});

async function openCase(ctx: App.Locals['ctx'], id: string, words: string | null) {
	try {
		const found = await getCase(ctx, { id });
		return { found, ...(await listsFor(ctx, found, words?.trim().slice(0, 100) || null)) };
	} catch (error) {
		// The list stays; the pane says that there is no such case, or none for these eyes.
		if (error instanceof AppError && (error.status === 404 || error.status === 422)) return { missing: true as const };
		throw error;
	}
}

export const actions: Actions = {
	step: async ({ locals, request }) => {
		const { ctx, subdistrict } = locals;
		let step = '';
		const answer = await formAction(request, async (values) => {
			({ step } = await takeStaffStep(ctx, values, subdistrict?.timeZone ?? 'Asia/Shanghai'));
			forgetRailCounts(ctx);
		});
		return 'done' in answer ? { ...answer, step } : answer;
	},

	/* The same step on several cases: each is a transaction of its own, and each refusal is told by its number. */
	bulk: async ({ locals, request }) => {
		const { ctx, subdistrict } = locals;
		const data = await readForm(request);
		const step = String(data.get('step') ?? '');
		const result = await bulk(data.getAll('id').map(String), (id) => takeStaffStep(ctx, { step, id }, subdistrict?.timeZone ?? 'Asia/Shanghai'));
		forgetRailCounts(ctx);
		return { bulk: { step, done: result.done.length, refused: result.refused } };
	},

	/* A view is the address's filter under a name. */
	saveView: ({ locals, request, url }) =>
		formAction(request, async (values) => {
			const { cursor: _cursor, limit: _limit, ...query } = filterOf(url);
			await saveView(locals.ctx, { name: String(values.name ?? ''), query, shared: values.shared === 'on' });
		}),

	removeView: ({ locals, request }) =>
		formAction(request, async (values) => {
			await removeView(locals.ctx, { id: String(values.id ?? '') });
		})
};
