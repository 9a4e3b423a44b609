import { listFrameworks, permissions, saveFramework } from '#modules/plan/index.ts';
import { mayCall } from '#platform/access.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { ctx } }) => ({ frameworks: await listFrameworks(ctx, {}), mayChange: mayCall(ctx.actor, permissions.configure) });

/** The rows of the form: `group.<n>.code`, `group.<n>.name`; one without a name is not wanted. */
function groupsOf(value: unknown): { code: string; name: string }[] {
	if (typeof value !== 'object' || value === null) return [];
	return Object.values(value as Record<string, { code?: string; name?: string }>).flatMap(({ code = '', name = '' }) => (name.trim() ? [{ code, name: name.trim() }] : []));
}

export const actions: Actions = {
	default: ({ locals, request }) =>
		formAction(request, async (values) => {
			await saveFramework(locals.ctx, { code: String(values.code ?? ''), name: String(values.name ?? ''), groups: groupsOf(values.group) });
		})
};
