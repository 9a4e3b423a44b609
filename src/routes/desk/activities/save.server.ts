import { publishActivity, saveActivity, readActivityForm } from '#modules/activities/index.ts';
import { formAction } from '#platform/web/forms.ts';
import { formContext, underFields } from './form.server.ts';

/** What the two buttons of the form do: keep it, or keep and publish it. Where to go next is the activity's page. */
export const saveActions = {
	save: ({ request, locals }: { request: Request; locals: App.Locals }) =>
		formAction(request, async (values) => {
			const { context } = await formContext(locals.ctx, locals.subdistrict!.timeZone);
			const { id } = await underFields(() => saveActivity(locals.ctx, readActivityForm(values, context)));
			return `/desk/activities/${id}?done=saved`;
		}),
	publish: ({ request, locals }: { request: Request; locals: App.Locals }) =>
		formAction(request, async (values) => {
			const { context } = await formContext(locals.ctx, locals.subdistrict!.timeZone);
			const { id, version } = await underFields(() => saveActivity(locals.ctx, readActivityForm(values, context)));
			// Saved it is: if publishing is refused, the form goes on from there.
			values.version = String(version);
			await publishActivity(locals.ctx, { id });
			return `/desk/activities/${id}?done=published`;
		})
};
