import { bulk, getCase, listEntries, permissions, removeView, saveView, takeStaffStep } from '#modules/requests/index.ts';
import { forgetRailCounts } from '#app/queue-counts.ts';
import { mayCall } from '#platform/access.ts';
import { AppError } from '#platform/errors.ts';
import { formAction, readForm } from '#platform/web/forms.ts';
import { Shown } from '#ui/shown.ts';
import type { Actions, PageServerLoad } from './$types';
import { categoryGroups, communityNames, forgetViews, listsFor, savedViews } from './lists.server.ts';
import { rowsOf } from './rows.server.ts';
import { filterOf, isUnfolded, viewOf } from './view.ts';

export const load: PageServerLoad = async ({ locals, url, depends, isDataRequest }) => {
	const { ctx } = locals;
	depends('desk:cases');
	const id = url.searchParams.get('id');
	const unfolded = isUnfolded(url);
	const [list, choices, views, open] = await Promise.all([
		listEntries(ctx, { ...filterOf(url), cursor: url.searchParams.get('cursor'), limit: 50 }),
		unfolded ? choicesOf(ctx) : null,
		savedViews(ctx),
		id ? openCase(ctx, id, url.searchParams.get('provider')) : null
	]);
	const now = ctx.clock.now().getTime();
	const rows = rowsOf(list.items, url, ctx.locale, now);
	return {
		now,
		rows: isDataRequest ? { value: rows } : new Shown('cases', rows),
		next: list.next,
		view: viewOf(url),
		mayExport: mayCall(ctx.actor, permissions.export),
		choices,
		views,
		open
	};
};

/** What the unfolded filters choose from. */
async function choicesOf(ctx: App.Locals['ctx']) {
	const [communities, categories] = await Promise.all([communityNames(ctx), categoryGroups(ctx)]);
	return { communities, categories };
}

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
		return { bulk: { step, ...result } };
	},

	/* A view is the address's filter under a name. */
	saveView: ({ locals, request, url }) =>
		formAction(request, async (values) => {
			const { cursor: _cursor, limit: _limit, ...query } = filterOf(url);
			await saveView(locals.ctx, { name: String(values.name ?? ''), query, shared: values.shared === 'on' });
			forgetViews();
		}),

	removeView: ({ locals, request }) =>
		formAction(request, async (values) => {
			await removeView(locals.ctx, { id: String(values.id ?? '') });
			forgetViews();
		})
};
