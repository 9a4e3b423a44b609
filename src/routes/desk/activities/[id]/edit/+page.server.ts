import { deskActivity, showActivity } from '#modules/activities/index.ts';
import { notFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { formContext } from '../../form.server.ts';
import { saveActions } from '../../save.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	if (!isId(params.id)) throw notFound('activity');
	const [{ activity }, { context, choices }] = await Promise.all([deskActivity(locals.ctx, { id: params.id }), formContext(locals.ctx, locals.subdistrict!.timeZone)]);
	return { id: activity.id, title: activity.title, values: showActivity(activity, context), choices, locked: activity.state !== 'draft' };
};

export const actions = saveActions;
