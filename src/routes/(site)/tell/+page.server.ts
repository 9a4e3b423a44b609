import { redirect } from '@sveltejs/kit';
import { listCommunities } from '#modules/areas/index.ts';
import { emptyDraft } from '#modules/site/index.ts';
import { invalid } from '#platform/errors.ts';
import { formAction } from '#platform/web/forms.ts';
import { askedFor } from './asked.ts';
import { forget, keep, kept } from './kept.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const [draft, communities, asked] = await Promise.all([kept(event), listCommunities(event.locals.ctx, {}), askedFor(event.locals.ctx, (name) => event.url.searchParams.get(name))]);
	return { text: draft.text, asked, desks: communities.filter(({ deskPhone }) => deskPhone).map(({ name, nameEn, deskPhone }) => ({ name, nameEn, deskPhone })) };
};

export const actions: Actions = {
	/** From this page and from the box on the front page: the text is kept, then comes what could help. */
	say: (event) =>
		formAction(event.request, async (values) => {
			const text = typeof values.text === 'string' ? values.text.trim() : '';
			if ([...text].length < 2) throw invalid([{ path: 'text', code: 'requests.textMissing' }]);
			if (text.length > 4000) throw invalid([{ path: 'text', code: 'requests.textTooLong' }]);
			const draft = await kept(event);
			const { chosen } = await askedFor(event.locals.ctx, (name) => (typeof values[name] === 'string' ? values[name] : null));
			if (chosen) {
				// From a service's own page: what could help is chosen already.
				await keep(event, { ...draft, clientId: emptyDraft().clientId, text, chosen, decided: true, fields: withoutAnswers(draft.fields) });
				return '/tell/details';
			}
			// Other words are another need: what was chosen for the old ones falls away, contact and place stay.
			await keep(event, text === draft.text ? draft : { ...draft, clientId: emptyDraft().clientId, text, chosen: null, decided: false, fields: withoutAnswers(draft.fields) });
			return '/tell/ways';
		}),
	clear: async (event) => {
		await forget(event);
		redirect(303, '/tell');
	}
};

const withoutAnswers = (fields: Record<string, string | string[]>) => Object.fromEntries(Object.entries(fields).filter(([name]) => !name.startsWith('answers.') && name !== 'categoryCode'));
