import { addPaperFeedback, feedbackResults } from '#modules/activities/index.ts';
import { newId } from '#platform/ids.ts';
import { formAction } from '#platform/web/forms.ts';
import { chosenTime } from '../chosen.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { times, head } = await chosenTime(locals.ctx, params.id, url.searchParams.get('occurrence'));
	return { times, head, results: head && (await feedbackResults(locals.ctx, { occurrenceId: head.occurrenceId })), clientId: newId() };
};

export const actions: Actions = {
	paper: ({ locals, request }) =>
		formAction(request, async ({ occurrenceId, clientId, useful, again, words }) => {
			await addPaperFeedback(locals.ctx, { occurrenceId: occurrenceId as string, clientId: clientId as string, useful: useful as string, again: again as 'yes', words: typeof words === 'string' ? words : '' });
		})
};
