import { answerOffer, cancelSignup, placeOf, placePath } from '#modules/activities/index.ts';
import { notFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const refOf = ({ params, url }: Pick<RequestEvent, 'params' | 'url'>) => ({ partyId: params.party, key: url.searchParams.get('key') });

export const load: PageServerLoad = async ({ locals, params, url }) => {
	if (!isId(params.party)) throw notFound('place');
	return { place: await placeOf(locals.ctx, refOf({ params, url })), key: url.searchParams.get('key'), done: url.searchParams.has('done') };
};

/** Back to the same page, by its key where it was opened by one. */
const back = ({ params, url }: Pick<RequestEvent, 'params' | 'url'>): string => (url.searchParams.has('key') ? placePath(params.party) : `/activities/place/${params.party}`);

export const actions: Actions = {
	answer: (event) =>
		formAction(event.request, async (values) => {
			await answerOffer(event.locals.ctx, { ...refOf(event), accept: values.accept === 'yes' });
			return back(event);
		}),
	cancel: (event) =>
		formAction(event.request, async (values) => {
			await cancelSignup(event.locals.ctx, { ...refOf(event), ids: values.who === 'all' ? 'all' : Array.isArray(values.ids) ? (values.ids as string[]) : [] });
			return back(event);
		})
};
