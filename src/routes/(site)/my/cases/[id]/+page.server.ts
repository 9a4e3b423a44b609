import type { RequestEvent } from '@sveltejs/kit';
import { listCommunities } from '#modules/areas/index.ts';
import { followCase } from '#modules/requests/index.ts';
import { notFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { caseActions, type Ref } from '../../../case/actions.ts';
import type { Actions, PageServerLoad } from './$types';

async function refOf({ params }: Pick<RequestEvent, 'params'>): Promise<Ref> {
	if (!isId(params.id)) throw notFound('request');
	return { id: params.id };
}

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const [found, communities] = await Promise.all([followCase(locals.ctx, { ref: await refOf({ params }) }), listCommunities(locals.ctx, {})]);
	return { found, community: communities.find(({ id }) => id === found.communityId) ?? null, done: url.searchParams.get('done') };
};

export const actions: Actions = caseActions(refOf);
