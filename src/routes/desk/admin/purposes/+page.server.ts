import { permissions, purposeSettings } from '#modules/residents/index.ts';
import { mayCall } from '#platform/access.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { ctx } }) => ({ settings: await purposeSettings(ctx, {}), mayEdit: mayCall(ctx.actor, permissions.purposes) });
