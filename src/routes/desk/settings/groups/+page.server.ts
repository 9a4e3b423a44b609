import { groupTypeSettings, permissions } from '#modules/residents/index.ts';
import { demand } from '#platform/access.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { ctx } }) => {
	demand(ctx.actor, permissions.configure);
	return { types: await groupTypeSettings(ctx, {}) };
};
