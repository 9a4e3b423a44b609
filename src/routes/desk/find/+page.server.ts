import { findAnything } from '#app/desk-nav.ts';
import { readForm } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

/** The palette's search as a page of its own, for when the script has not come. The words may be a phone number, so they are posted. */
export const load: PageServerLoad = async ({ locals }) => ({ start: await findAnything(locals.ctx, '') });

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const words = String((await readForm(request)).get('words') ?? '').slice(0, 100);
		return { words, ...(await findAnything(locals.ctx, words)) };
	}
};
