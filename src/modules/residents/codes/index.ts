/** Codes of people and households by the national standards: data, words in both languages, and how people's words are read. */
export type { CodeEntry, CodeTable } from './code-table.ts';
export { disabilityKinds, parseDisability, parseDisabilityCard, parseDisabilityGrade, type DisabilityGrade, type DisabilityKind } from './disability.ts';
export { educations, type Education } from './education.ts';
export { ethnicities, type Ethnicity } from './ethnicity.ts';
export { healthStates, type HealthState } from './health.ts';
export { maritalStatuses, type MaritalStatus } from './marital.ts';
export { politicalStatuses, type PoliticalStatus } from './political.ts';
export { relations, sexOfRelation, type RelationCode } from './relation.ts';
export { sexes, type Sex } from './sex.ts';
