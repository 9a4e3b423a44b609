import { answerWithin } from '../report-error/answer-within.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({ within: await answerWithin(locals.ctx) });
