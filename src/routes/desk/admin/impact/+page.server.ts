import { personalData } from '#app/personal-data.ts';
import { impactRecord } from '#modules/residents/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { ctx } }) => ({ impacts: await impactRecord(ctx, { others: await personalData(ctx) }) });
