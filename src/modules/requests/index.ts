/** The only file of this module that others import. Pages also import `ui/`. */
import './requests.events.ts';

// what comes in
export { submit, propose, join, type Receipt } from './intake/intake.usecases.ts';
export { similarCases, similarToCase, type LikelyDuplicate } from './triage/similar.queries.ts';
export { overhear, registerNeed, sayAboutCase, type Overheard } from './intake/counter.ts';
export { registerPatrol } from './intake/patrol.ts';
export { keepPhotos } from './intake/photos.ts';
// triage
export { accept, assign, claim, decline, merge, recategorise, transfer, unmerge } from './triage/triage.usecases.ts';
// providers and times
export { acceptSlot, offer, proposeTime, providerAccept, providerDecline, refuseTime, withdrawOffer } from './offers/offer.usecases.ts';
export { answerAsProvider, type ProviderAnswer } from './offers/fulfilment.ts';
// the work
export { addNote, attach, callIn, chase, pause, recordContact, reportIn, requestExtension, resume, ruleExtension, ruleSendBack, sendBack, sendMessage, serve, start, supervise } from './handling/handling.usecases.ts';
export { bulk, undo, type BulkResult } from './handling/undo.ts';
export { dropProxy, nameProxy, reveal, type Revealed } from './handling/persons.ts';
// what residents say came of it
export { closeUnsolved, confirm, deny, rate, recordCallback, reopen, withdraw } from './answers/answer.usecases.ts';
// lists and views
export { allowanceOf, listCategories } from './settings/choices.ts';
export { takeStaffStep } from './handling/staff-steps.ts';
export { caseByNumber, casesByPhone, listCases, openCasesOfPhones, listEntries, queueCounts, CaseListInput, QUEUES, type CaseEntry, type CaseLine, type CaseListQuery, type Queue, type QueueCounts } from './lists/list.queries.ts';
export { getCase, type DeskCase } from './detail/desk-case.ts';
export { followCase, myCases, type ResidentCase } from './detail/resident-case.ts';
export type { HistoryEntry } from './detail/parts.ts';
export { callbackList, type CallbackLine } from './answers/callback.queries.ts';
export { offerList, type OfferLine } from './offers/offer.queries.ts';
export { handleMisses, missesByTerm, missList, noteSearchMiss, type MissLine } from './lists/misses.ts';
export { exportRateRecords, rateRecords, rates, RATE_PARTS, type GroupedFigures, type RateGroup, type RatePart, type RateRecord } from './rates/rates.queries.ts';
export { LEFT_OUT, RATE_KEYS, RATES, type LeftOut, type RateFigure, type RateKey } from './rates/rates.model.ts';
// what makes the desk quick
export { archiveTemplate, fillTemplate, listTemplates, saveTemplate, TEMPLATE_BLANKS, TEMPLATE_PURPOSES } from './settings/template.usecases.ts';
export { listViews, removeView, saveView } from './lists/view.usecases.ts';
export { exportCases, type ExportRow } from './lists/export.usecases.ts';
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
} from './settings/settings.usecases.ts';
export { RULE_KEYS, type RuleKey } from './settings/rules.ts';
export { installDefaults } from './settings/config.ts';
export { seedRequests } from './demo/requests.seed.ts';

export * as schemas from './case/case.schemas.ts';
export { permissions } from './requests.permissions.ts';
export { joinPorts, type Households, type Notice, type Notifier, type People, type Proposal, type ProposedOffer, type Proposer, type Provider, type Providers, type Slot, type Slots, type Staff, type StaffMember } from './requests.ports.ts';
export { followPath, toldText } from './case/told.ts';
export * from './case/case.model.ts';
export type { Stepped } from './case/step.ts';
export type { Page } from '#platform/keyset.ts';
export type { Verdict, Refusal } from './case/actions.ts';
export type { Category, Question, Words } from './settings/categories.ts';
export { slip, slipWords } from './print/slip.ts';
export { printSlip } from './print/print-slip.ts';
export { attachmentOf } from './case/attachments.ts';
export { exportSheet } from './lists/export-sheet.ts';
export { rateRecordsSheet } from './rates/records-sheet.ts';
export { ratesSheet } from './rates/rates-sheet.ts';
export type { ClockResult } from './clocks/clocks.model.ts';
