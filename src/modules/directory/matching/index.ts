/** The matching engine: everything that the rest of the directory module may use of it. */
export { classifyNeed, classifyService, type NeedTerm, type ServiceTerm } from './classify.ts';
export { Corpus } from './corpus.ts';
export { tokenizer } from './language.ts';
export { CONFIDENT, matchServices, type MatchOptions } from './match.ts';
export type { Locale } from './reasons.ts';
export type { Match, MatchPerson, MatchService, Reason, ReasonCode } from './service.ts';
export { builtInTaxonomy, createTaxonomy, type Taxonomy } from './taxonomy.ts';
export { proposeTriage, type Proposal } from './triage.ts';
