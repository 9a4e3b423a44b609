import { myActivities } from '#modules/activities/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({ mine: await myActivities(locals.ctx, {}) });
