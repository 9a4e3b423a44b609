export { permissions } from './residents.permissions.ts';
export { editScope, FIELD_GROUPS, mayEdit, mayOpen, scopeOf, seeing, type FieldGroup, type Seeing } from './residents.policy.ts';
export { personCard, personCards, type PersonCard } from './person/card.ts';
export { factsOfPeople, type PersonFacts } from './person/facts.ts';
export { addPerson, correctFields, pinField, restoreStatement, withdrawStatement } from './person/person.usecases.ts';
export { registrationFacts, type RegistrationFacts } from './person/registration.ts';
export type { FieldKey, SourceKind } from './person/fields.ts';
// households and dwellings
export { addDwelling, changeHead, closeHousehold, describeMember, layOutBuilding, moveHousehold, moveIn, moveOut, recordDeath, retireDwelling, saveHousehold, takeBackMove, withdrawDeath, type Changed } from './household/household.usecases.ts';
export { findDoors, type FoundDoor } from './household/register.ts';
export { endRecord, reopenRecord } from './household/record-end.ts';
export { registerByForm, correctByForm, deathByForm, findMember, headByForm, householdByForm, moveByForm, moveInByForm, takeBackByForm } from './household/form-acts.ts';
export { dwellingPage, type DwellingView } from './household/dwelling.query.ts';
export { printHousehold } from './household/household.print.ts';
export { householdMessages } from './messages/household.ts';
export { addTie, endTie } from './household/tie.usecases.ts';
export { buildingBoard, householdPage, householdsByPhone, phoneHashesOf, type BoardDoor, type BuildingBoard, type CallersHousehold, type HouseholdView } from './household/household.queries.ts';
// groups
export { groupTypeSettings, saveGroupType, type GroupTypeSettings } from './groups/group-types.usecases.ts';
export { addGroupFact, correctGroupFact, endGroupFact, reopenGroupFact, reviewGroupFact } from './groups/groups.usecases.ts';
export { derivedGroupsOf, groupCount, groupList, groupsOfPerson, groupsOverview, groupTypes, type GroupLine, type GroupList, type GroupsOverview, type PersonGroups } from './groups/groups.queries.ts';
export { exportGroup, groupSheet, type ExportRequest } from './groups/groups.export.ts';
export { groupsMessages } from './messages/groups.ts';
export { DERIVED_CODES, isDerived, type DerivedCode } from './groups/derived.model.ts';
export { relations, sexes } from './codes/index.ts';
export { livingByDay } from './living.ts';
export { demoCallers } from './demo/demo-callers.ts';
export { seedResidents } from './demo/residents.seed.ts';
// one person, two records
export { decideDifferent, mergePair, reopenPair, unmerge } from './duplicates/duplicates.usecases.ts';
export { listPairs, pairView, type PairLine, type PairList, type PairView } from './duplicates/duplicates.queries.ts';
import './duplicates/duplicates.events.ts';
// sheets in
export { importById, importChoices, importForms, importRows, listImports, type CandidateView, type ImportChoices, type ImportLine, type RowView } from './import/import.queries.ts';
export { acceptProblems, applyImport, checkImport, decideImportRow, decideRest, dropImport, receiveSheet, undoImport } from './import/import.usecases.ts';
export { columnChoices, importFields, isRowFilter, tableChoices } from './import/import.choices.ts';
export { importScope } from './import/import.policy.ts';
// forms out
export { addForm, archiveForm, fillForm, mapForm, type FormRecord } from './forms/forms.usecases.ts';
export { filledFile, fillById, formById, listForms, type ChangeView, type FillLine, type FillView, type FormLineView } from './forms/forms.queries.ts';
export { mappingChoices } from './forms/form.choices.ts';
export { CELL_SOURCES, columnSources, type CellSource, type ColumnSource, type FormMapping } from './forms/sources.ts';
export { residentsMessages } from './messages/index.ts';
export { groupStandings, type GroupStanding } from './groups/standing.ts';
// finding and seeing people
export { PRESENCES, searchPeople, type Found, type Presence, type SearchQuery } from './person/search.ts';
export { exportPeople, peopleSheet, type PeopleExport } from './person/people.export.ts';
export { openPage, type PersonPage, type Said, type Tie } from './person/page.ts';
export { revealedGroups, withheldFor, withheldWithoutRecord } from './privacy/revealed.ts';
export { looksOf, noteLook, noteVisitList, reveal, type LookLine } from './privacy/looks.ts';
export { printRecord } from './print/print-record.ts';
export { ownRecordPdf } from './print/print-own.ts';
export { groupTags, type GroupTags } from './groups/tags.ts';
export { REVEAL_MINUTES, REVEAL_REASONS, type RevealReason } from './privacy/reasons.ts';
export { milestones, type CalendarLine } from './dates/milestones.ts';
export type { Milestone } from './dates/milestones.model.ts';
// privacy
export { accountLinks, endLink, linkByPhone, type AccountLink } from './privacy/links.desk.ts';
export { linkAtCounter, linkOwn, myLinks, unlinkOwn } from './privacy/links.ts';
export { listPurposes, type Purpose } from './privacy/purposes.ts';
export { assessImpact, impactRecord, type Impact } from './privacy/impact.ts';
export { printImpact } from './print/print-impact.ts';
export { groundsOf } from './privacy/grounds.ts';
export { purposeSettings, savePurpose, type PurposeSettings } from './privacy/purpose-settings.ts';
export { personConsents, recordConsent, setOwnConsent, type PersonConsents } from './privacy/consents.ts';
export { copyForPerson, demandOwnData, ownRecord, type OwnRecord } from './privacy/own-record.ts';
export { answerSubjectRequest, askAtCounter, askOwn, subjectRequests, type SubjectRequestLine } from './privacy/subject-requests.ts';
export { runRetention } from './privacy/retention.ts';
export { retentionRuns, type RetentionRun } from './privacy/retention.log.ts';
export { retentionForecast, type Coming, type Staying } from './privacy/retention.forecast.ts';
export type { Removed, Rule } from './privacy/retention.rules.ts';
export { setWithdrawalGrace, withdrawalGrace, type Grace } from './privacy/grace.ts';
export { auditLooks, lookAnomalies, type Anomaly, type AuditLook } from './privacy/looks.audit.ts';
