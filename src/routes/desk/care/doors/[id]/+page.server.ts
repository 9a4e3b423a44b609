import { closeDoor, doorOf, handOnDoor, laterSteps, noteDoor, takeDoor, tryDoor } from '#modules/care/index.ts';
import type { Ctx } from '#platform/context.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const door = await doorOf(locals.ctx, params.id);
	return { door, later: laterSteps(door.step) };
};

type Work = (ctx: Ctx, input: Record<string, unknown> & { id: string }) => Promise<unknown>;

/** One form of the page: what it sends goes to the use case as it is, and the page is loaded anew. */
const form = (work: Work) => ({ locals, request, params }: RequestEvent) => formAction(request, async (values) => void (await work(locals.ctx, { ...values, id: params.id })));

export const actions: Actions = {
	try: form((ctx, { reached, ...input }) => tryDoor(ctx, { ...(input as { id: string; who: string }), reached: reached === 'yes' })),
	on: form((ctx, input) => handOnDoor(ctx, input as never)),
	take: form((ctx, { id }) => takeDoor(ctx, { id })),
	note: form((ctx, input) => noteDoor(ctx, input as never)),
	close: form((ctx, input) => closeDoor(ctx, input as never))
};
