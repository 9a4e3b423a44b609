import { heldAbout } from '#app/held-about.ts';
import { askAtCounter, copyForPerson } from '#modules/residents/index.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

/** What somebody without a telephone is handed over the counter, once they have asked for it; reading it is a look. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { ctx } = locals;
	const record = await copyForPerson(ctx, params.id);
	return { id: params.id, record, held: record ? await heldAbout(ctx, params.id) : [], now: ctx.clock.now(), by: ctx.actor.name };
};

export const actions: Actions = {
	default: ({ locals, request, params }) =>
		formAction(request, async (values) => {
			await askAtCounter(locals.ctx, { personId: params.id, kind: 'copy', way: values.way as 'counter', said: typeof values.said === 'string' ? values.said : '' });
			return `/desk/residents/${params.id}/copy`;
		})
};
