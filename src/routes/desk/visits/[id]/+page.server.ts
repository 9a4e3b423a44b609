import { amendVisit, visitOf, withdrawVisit } from '#modules/care/index.ts';
import { amendedFrom } from '#modules/care/ui/visits/visit-values.ts';
import { openPage } from '#modules/residents/index.ts';
import { newId } from '#platform/ids.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { person, visit } = await visitOf(locals.ctx, params.id);
	// Looking at somebody's visit is looking at their record.
	await openPage(locals.ctx, person.id);
	return { person, visit, clientId: newId(), clashed: url.searchParams.getAll('clash'), saved: url.searchParams.has('saved') };
};

export const actions: Actions = {
	amend: ({ locals, params, request }) =>
		formAction(request, async (values) => {
			const { conflicts } = await amendVisit(locals.ctx, { id: params.id, clientId: String(values.clientId), version: Number(values.version), fields: amendedFrom(values) });
			return `/desk/visits/${params.id}?${new URLSearchParams([['saved', '1'], ...conflicts.map((field) => ['clash', field])])}`;
		}),
	withdraw: ({ locals, params, request }) =>
		formAction(request, async () => {
			await withdrawVisit(locals.ctx, { id: params.id });
			return `/desk/visits?done=${params.id}`;
		})
};
