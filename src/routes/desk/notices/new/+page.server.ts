import { redirect } from '@sveltejs/kit';
import { newId } from '#platform/ids.ts';
import type { PageServerLoad } from './$types';

/** A new notice has its id before it has a word, so that a draft, a resend and the publication are one and the same. */
export const load: PageServerLoad = () => redirect(303, `/desk/notices/${newId()}?new=1`);
