import { redirect, type RequestEvent } from '@sveltejs/kit';
import { listCommunities } from '#modules/areas/index.ts';
import { followCase } from '#modules/requests/index.ts';
import { AppError } from '#platform/errors.ts';
import { caseActions, type Ref } from '../actions.ts';
import { rightTo } from '../refs.ts';
import type { Actions, PageServerLoad } from './$types';

/** The right that this browser holds; without one, the way is by number and phone. */
async function refOf({ cookies, params }: Pick<RequestEvent, 'cookies' | 'params'>): Promise<Ref> {
	const right = rightTo(cookies, params.number!);
	if (!right) redirect(303, `/follow?number=${encodeURIComponent(params.number!)}`);
	return right;
}

export const load: PageServerLoad = async (event) => {
	const { url, params, locals } = event;
	const ref = await refOf(event);
	const [found, communities] = await Promise.all([
		followCase(locals.ctx, { ref }).catch((error: unknown) => {
			if (error instanceof AppError && error.status === 404) redirect(303, `/follow?number=${encodeURIComponent(params.number)}`);
			throw error;
		}),
		listCommunities(locals.ctx, {})
	]);
	return { found, community: communities.find(({ id }) => id === found.communityId) ?? null, done: url.searchParams.get('done') };
};

export const actions: Actions = caseActions(refOf);
