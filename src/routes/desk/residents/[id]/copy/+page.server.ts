import { copyForPerson } from '#modules/residents/index.ts';
import type { PageServerLoad } from './$types';

/** What somebody without a telephone is handed over the counter; asking for it is a look. */
export const load: PageServerLoad = async ({ locals, params }) => ({ record: await copyForPerson(locals.ctx, params.id), now: locals.ctx.clock.now(), by: locals.ctx.actor.name });
