/** The built-in open taxonomy of needs: families, leaf terms, categories, populations, everyday words. */
import { elder } from './data/elder.ts';
import { health, mental } from './data/health.ts';
import { housing, property, repair, utility } from './data/home.ts';
import { legal } from './data/law.ts';
import { culture, gov, life, mutual } from './data/life.ts';
import { cert, digital, familyLife } from './data/paper.ts';
import { child, disabled, education, newcomer, veteran } from './data/people.ts';
import { env, road, safety } from './data/street.ts';
import { aid, job, social } from './data/work.ts';
import type { Term } from './term.ts';

export type { CategoryCode, GroupCode, RequestType, Term, Urgency } from './term.ts';
export { categories, populations } from './categories.ts';
export { cues } from './data/cues.ts';
export { fillers } from './fillers.ts';
export { lexicon } from './lexicon.ts';

/** Families and leaves, each family before its leaves. */
export const builtInTerms: readonly Term[] = [
	elder, disabled, child, education, veteran, newcomer, health, mental, legal, job, social, aid, housing, repair,
	utility, property, road, env, safety, cert, familyLife, digital, culture, mutual, life, gov
].flat();
