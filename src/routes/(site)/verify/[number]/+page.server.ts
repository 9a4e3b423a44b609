import { verifyCertificate } from '#modules/volunteers/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({ number: params.number.slice(0, 40), found: await verifyCertificate(locals.ctx, { number: params.number.slice(0, 40) }) });
