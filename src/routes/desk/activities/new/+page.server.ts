import { deskActivity, keptBy, permissions, newActivity, showActivity } from '#modules/activities/index.ts';
import { demand } from '#platform/access.ts';
import { isId, newId } from '#platform/ids.ts';
import { formContext } from '../form.server.ts';
import { saveActions } from '../save.server.ts';
import type { PageServerLoad } from './$types';

/** A new activity has its id before it has a word, so that a resend is the same one. `?copy=` begins with another's answers. */
export const load: PageServerLoad = async ({ locals, url }) => {
	demand(locals.ctx.actor, permissions.edit);
	const { context, choices } = await formContext(locals.ctx, locals.subdistrict!.timeZone);
	const kept = keptBy(locals.ctx.actor);
	const copied = url.searchParams.get('copy');
	const id = newId();
	const values = isId(copied) ? { ...showActivity((await deskActivity(locals.ctx, { id: copied })).activity, context), id, version: '0', firstOn: '', until: '', exceptOn: '', signupFrom: '' } : newActivity(id, kept === 'all' ? null : (kept[0] ?? null));
	return { values, choices };
};

export const actions = saveActions;
