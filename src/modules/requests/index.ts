/** The only file of this module that others import. Pages also import `ui/`. */
import './requests.events.ts';

// what comes in
export { submit, propose, join, type Receipt } from './requests.intake.ts';
export { similarCases, similarToCase, type LikelyDuplicate } from './requests.similar.ts';
export { overhear, registerNeed, sayAboutCase, type Overheard } from './requests.counter.ts';
export { registerPatrol } from './requests.patrol.ts';
export { keepPhotos } from './requests.photos.ts';
// triage
export { accept, assign, claim, decline, merge, recategorise, transfer, unmerge } from './requests.triage.ts';
// providers and times
export { acceptSlot, offer, proposeTime, providerAccept, providerDecline, refuseTime, withdrawOffer } from './requests.offers.ts';
export { answerAsProvider, type ProviderAnswer } from './requests.fulfilment.ts';
// the work
export { addNote, attach, callIn, chase, pause, recordContact, reportIn, requestExtension, resume, ruleExtension, ruleSendBack, sendBack, sendMessage, serve, start, supervise } from './requests.handling.ts';
export { bulk, undo, type BulkResult } from './requests.undo.ts';
export { dropProxy, nameProxy, reveal, type Revealed } from './requests.persons.ts';
// what residents say came of it
export { closeUnsolved, confirm, deny, rate, recordCallback, reopen, withdraw } from './requests.answers.ts';
// lists and views
export { allowanceOf, caseByNumber, listCategories } from './requests.choices.ts';
export { takeStaffStep } from './requests.staff-steps.ts';
export { casesByPhone, listCases, openCasesOfPhones, listEntries, queueCounts, CaseListInput, QUEUES, type CaseEntry, type CaseLine, type CaseListQuery, type Queue, type QueueCounts } from './requests.lists.ts';
export { getCase, type DeskCase } from './requests.detail.ts';
export { followCase, myCases, type ResidentCase } from './requests.follow.ts';
export type { HistoryEntry } from './requests.parts.ts';
export { callbackList, type CallbackLine } from './requests.callback-list.ts';
export { offerList, type OfferLine } from './requests.offer-lists.ts';
export { handleMisses, missesByTerm, missList, noteSearchMiss, type MissLine } from './requests.misses.ts';
export { exportRateRecords, rateRecords, rates, RATE_PARTS, type GroupedFigures, type RateGroup, type RatePart, type RateRecord } from './requests.rates.queries.ts';
export { LEFT_OUT, RATE_KEYS, RATES, type LeftOut, type RateFigure, type RateKey } from './requests.rates.ts';
// what makes the desk quick
export { archiveTemplate, exportCases, fillTemplate, listTemplates, listViews, removeView, saveTemplate, saveView, TEMPLATE_BLANKS, TEMPLATE_PURPOSES, type ExportRow } from './requests.desk-tools.ts';
// what a subdistrict sets
export {
	categoryGroups,
	categorySettings,
	listClockPolicies,
	listRules,
	namedDays,
	saveCalendarDays,
	saveCategory,
	saveClockPolicy,
	saveRule,
	saveWeek,
	workingCalendar
} from './requests.settings.ts';
export { RULE_KEYS, type RuleKey } from './requests.rules.ts';
export { installDefaults } from './requests.config.ts';
export { seedRequests } from './requests.seed.ts';

export * as schemas from './requests.schemas.ts';
export { permissions } from './requests.permissions.ts';
export { joinPorts, type Households, type Notice, type Notifier, type People, type Proposal, type ProposedOffer, type Proposer, type Provider, type Providers, type Slot, type Slots, type Staff, type StaffMember } from './requests.ports.ts';
export { followPath, toldText } from './requests.told.ts';
export * from './requests.model.ts';
export type { Stepped } from './requests.step.ts';
export type { Page } from '#platform/keyset.ts';
export type { Verdict, Refusal } from './requests.actions.ts';
export type { Category, Question, Words } from './requests.categories.ts';
export { slip, slipWords } from './print/slip.ts';
export { printSlip } from './requests.slip.ts';
export { attachmentOf } from './requests.attachments.ts';
export { exportSheet } from './requests.export-sheet.ts';
export { rateRecordsSheet } from './requests.rate-records-sheet.ts';
export { ratesSheet } from './requests.rates-sheet.ts';
export type { ClockResult } from './requests.clocks.ts';
