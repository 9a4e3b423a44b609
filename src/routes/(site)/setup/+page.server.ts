import { error, fail } from '@sveltejs/kit';
import { finishSetUp } from '#app/set-up.ts';
import { setUpNeeded } from '#app/set-up-code.ts';
import { AppError } from '#platform/errors.ts';
import { formValues, problemOf, readForm } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

/** The page is there while somebody must still be made administrator, and not a moment longer. */
export const load: PageServerLoad = async ({ locals, request }) => {
	const needed = await setUpNeeded(locals.subdistrict?.id ?? null);
	// After the form went through, the same request renders the page once more, to tell the passwords.
	if (!needed && request.method !== 'POST') error(404, 'platform.notFound');
	return { name: locals.subdistrict?.name ?? null };
};

export const actions: Actions = {
	// The answer tells two one-time passwords once, so it is no redirect.
	default: async ({ locals, request }) => {
		const values = formValues(await readForm(request));
		try {
			return { handovers: await finishSetUp(locals.subdistrict?.id ?? null, values) };
		} catch (problem) {
			if (!(problem instanceof AppError)) throw problem;
			if (problem.status === 404) error(404, 'platform.notFound');
			return fail(problem.status, { problem: problemOf(problem, values) });
		}
	}
};
