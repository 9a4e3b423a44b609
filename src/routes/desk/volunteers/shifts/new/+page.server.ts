import { titleOfTime } from '#modules/activities/index.ts';
import { getOpenTask, permissions } from '#modules/volunteers/index.ts';
import { demand } from '#platform/access.ts';
import { addDays, dateIn } from '#platform/dates/index.ts';
import { isId, newId } from '#platform/ids.ts';
import { formAction } from '#platform/web/forms.ts';
import { saveFromForm, shiftChoices } from '../shift-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { ctx } = locals;
	demand(ctx.actor, permissions.keep);
	const asked = url.searchParams.get('task');
	const task = isId(asked) ? await getOpenTask(ctx, { id: asked }) : null;
	const occurrence = url.searchParams.get('occurrence');
	const time = isId(occurrence) ? await titleOfTime(ctx, { id: occurrence }) : null;
	return { ...(await shiftChoices(ctx)), occurrence: time && { id: occurrence!, ...time }, clientId: newId(), tomorrow: addDays(dateIn(ctx.clock.now(), locals.subdistrict!.timeZone), 1), task };
};

export const actions: Actions = {
	default: ({ locals, request }) => formAction(request, async (values) => `/desk/volunteers/shifts/${await saveFromForm(locals.ctx, values)}`)
};
