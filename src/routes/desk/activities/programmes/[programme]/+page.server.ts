import { certificatesOf, changeProgramme, closeProgramme, programmeView, setSession } from '#modules/activities/index.ts';
import { notFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { formAction } from '#platform/web/forms.ts';
import { ownCommunities } from '../own-communities.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	if (!isId(params.programme)) throw notFound('programme');
	const [programme, certificates, own] = await Promise.all([programmeView(locals.ctx, { id: params.programme }), certificatesOf(locals.ctx, { programmeId: params.programme }), ownCommunities(locals.ctx)]);
	return { programme, certificates: Object.fromEntries(certificates.map(({ whoKey, number }) => [whoKey, number])), ...own };
};

export const actions: Actions = {
	change: ({ locals, params, request }) => formAction(request, async (values) => void (await changeProgramme(locals.ctx, { ...values, id: params.programme, version: values.version as string, title: (values.title as string | undefined) ?? '' }))),
	attach: ({ locals, params, request }) => formAction(request, async ({ activityId, role }) => void (await setSession(locals.ctx, { id: params.programme, activityId: activityId as string, role: role === 'outreach' ? 'outreach' : 'session' }))),
	detach: ({ locals, params, request }) => formAction(request, async ({ activityId }) => void (await setSession(locals.ctx, { id: params.programme, activityId: activityId as string, role: null }))),
	close: ({ locals, params, request }) => formAction(request, async ({ open }) => void (await closeProgramme(locals.ctx, { id: params.programme, open: open === 'yes' })))
};
