/** Assessing somebody: begin, fill in over several sittings, complete; a mistake is corrected by a new assessment. */
import { hasRole } from '#platform/context.ts';
import type { WriteTx } from '#platform/db/tx.ts';
import { AppError, conflict, forbidden, invalid } from '#platform/errors.ts';
import { addMonths } from '#platform/dates/index.ts';
import { forModule } from '#platform/usecase.ts';
import { assessedPerson, assessedPersonOf, type AssessedPerson } from './assessed-person.ts';
import { permissions } from '../care.permissions.ts';
import { demandLookAfter, mayLookAfter } from '../care.policy.ts';
import { mayFill, maySeeContent } from './assessment.policy.ts';
import { CorrectInput, DropInput, SaveInput, StartInput, type About } from './assessment.schemas.ts';
import { settledFor } from './assessment.settings.ts';
import { assessmentById, dropDraft, insertDraft, lineOf, lockAssessment, supersede, writeComplete, writeDraft, type AssessmentLine, type Sealed } from './assessment.store.ts';
import type { AssessmentForm, Filled } from './form.model.ts';
import { formOn, formVersion } from './forms.ts';
import { RECORD_LEVEL } from './record-level.ts';
import { score, strangersIn } from './scoring.model.ts';

const { useCase } = forModule<'care' | 'platform'>();
type Tx = WriteTx<'care' | 'platform'>;

const subjectOf = (line: AssessmentLine) => ({ subjectType: 'person', subjectId: line.personId, communityId: line.communityId, detail: { assessment: line.id, form: line.formKey } });

/**
 * Begins an assessment by the version of the form that is in force today, or finds the draft that the same assessor left.
 * @throws platform.notFound (404) outside the own communities; platform.forbidden (403); care.consentMissing (409); care.formNotInForce (422)
 */
export const startAssessment = useCase({
	name: 'care.startAssessment',
	access: permissions.assess,
	input: StartInput,
	prepare: (ctx, input) => assessedPerson(ctx, input.personId),
	run: async (tx, input, person) => {
		const { ctx } = tx;
		demandLookAfter(ctx.actor, person.communityId);
		demandConsent(person);
		const form = formOn(input.formKey, person.today);
		if (!form) throw notInForce();
		const begun = await insertDraft(
			tx,
			{
				id: input.id,
				personId: person.id,
				communityId: person.communityId,
				formKey: form.key,
				formVersion: form.version,
				assessedOn: person.today,
				place: '',
				reason: '',
				assessors: ctx.actor.name ? [ctx.actor.name] : [],
				informant: '',
				supersedes: null,
				reviewOn: addMonths(person.today, form.reviewMonths)
			},
			{ answers: {}, facts: {} }
		);
		return { ...begun, personId: person.id, communityId: person.communityId };
	},
	subject: (input, result) => ({ subjectType: 'person', subjectId: result.personId, communityId: result.communityId, detail: { assessment: result.id, form: input.formKey } })
});

/**
 * Keeps what was filled in so far; sent as often as somebody answers.
 * @throws platform.changed (409) when it was written elsewhere since; care.assessmentClosed (409) when it is complete
 */
export const saveAssessment = useCase({
	name: 'care.saveAssessment',
	access: permissions.assess,
	input: SaveInput,
	prepare: (ctx, input) => assessedPersonOf(ctx, input.id),
	run: async (tx, input, person) => {
		const { version, line } = await fill(tx, input, person);
		return { version, line };
	},
	subject: (_input, { line }) => subjectOf(line)
});

/**
 * Takes the last answers and gives the level. From here on the assessment is never written again.
 * @throws care.assessmentIncomplete (422) while an item, or a fact that decides, is missing; care.assessorMissing (422);
 * care.alreadyCorrected (409) when somebody else corrected the same one in between
 */
export const completeAssessment = useCase({
	name: 'care.completeAssessment',
	access: permissions.assess,
	input: SaveInput,
	prepare: (ctx, input) => assessedPersonOf(ctx, input.id),
	run: async (tx, input, person) => {
		const { line, form, filled } = await fill(tx, input, person);
		if (line.assessors.length === 0) throw invalid([{ path: 'about.assessors', code: 'care.assessorMissing' }]);
		const result = score(form, filled, await settledFor(tx, form));
		if (result.level === null) {
			const open = result.adjustments.flatMap((each) => (each.applied === null ? each.open : []));
			throw new AppError('care.assessmentIncomplete', { status: 422, params: { missing: result.missing.length, open: result.missing.length ? 0 : open.length } });
		}
		if (line.supersedes && !(await supersede(tx, line.supersedes))) throw conflict('care.alreadyCorrected');
		await writeComplete(tx, line.id, result);
		if (form.group) await tx.enqueue(RECORD_LEVEL, { personId: line.personId, formKey: form.key }, { key: `${RECORD_LEVEL}:${line.personId}:${form.key}` });
		await tx.emit('care.assessed', {
			assessmentId: line.id,
			personId: line.personId,
			formKey: form.key,
			formVersion: form.version,
			level: result.level,
			on: line.assessedOn,
			reviewOn: line.reviewOn
		});
		return { line };
	},
	subject: (_input, { line }) => subjectOf(line)
});

/**
 * Begins a new assessment in the place of a complete one, with its answers, form and day. The old one counts until the new
 * one is complete, and stays readable after.
 * @throws platform.forbidden (403) without its content open; care.notCorrectable (409); care.draftInTheWay (409)
 */
export const correctAssessment = useCase({
	name: 'care.correctAssessment',
	access: permissions.assess,
	input: CorrectInput,
	prepare: (ctx, input) => assessedPersonOf(ctx, input.of),
	run: async (tx, input, person) => {
		const { ctx } = tx;
		const old = await assessmentById(tx, input.of);
		demandLookAfter(ctx.actor, person.communityId);
		demandConsent(person);
		if (!maySeeContent(ctx.actor, old, person.healthOpen, ctx.clock.now())) throw forbidden('care.seeAssessment');
		if (old.state !== 'complete') throw conflict('care.notCorrectable');
		const { filled } = old.open();
		const begun = await insertDraft(tx, { ...lineOf(old), id: input.id, communityId: person.communityId, supersedes: old.id }, filled);
		const draft = await assessmentById(tx, begun.id);
		if (draft.supersedes !== old.id) throw conflict('care.draftInTheWay');
		return { id: begun.id, line: lineOf(draft) };
	},
	subject: (_input, { line }) => subjectOf(line)
});

/** Throws a draft away, with all that was answered. A head may also clear away what somebody left unfinished. */
export const dropAssessment = useCase({
	name: 'care.dropAssessment',
	access: permissions.assess,
	input: DropInput,
	prepare: (ctx, input) => assessedPersonOf(ctx, input.id),
	run: async (tx, input, person) => {
		const { actor } = tx.ctx;
		const draft = await lockAssessment(tx, input.id);
		if (draft.state !== 'draft') throw conflict('care.assessmentClosed');
		if (!mayFill(actor, draft) && !(mayLookAfter(actor, person.communityId) && hasRole(actor, 'head'))) throw forbidden(permissions.assess.key);
		demandVersion(draft, input.version);
		await dropDraft(tx, draft.id);
		return { line: lineOf(draft) };
	},
	subject: (_input, { line }) => subjectOf(line)
});

/** @throws care.consentMissing (409) */
function demandConsent({ withheld }: AssessedPerson): void {
	if (withheld) throw conflict('care.consentMissing');
}

/** The one way a draft changes: locked, theirs, as it was read; then merged and written. */
async function fill(tx: Tx, input: SaveInput, person: AssessedPerson): Promise<{ version: number; line: AssessmentLine; form: AssessmentForm; filled: Filled }> {
	const draft = await lockAssessment(tx, input.id);
	demandLookAfter(tx.ctx.actor, person.communityId);
	demandConsent(person);
	if (draft.state !== 'draft') throw conflict('care.assessmentClosed');
	if (!mayFill(tx.ctx.actor, draft)) throw forbidden(permissions.assess.key);
	demandVersion(draft, input.version);
	const line = withAbout(lineOf(draft), input.about, person.today);
	const form = formVersion(line.formKey, line.formVersion);
	if (line.assessedOn < form.validFrom) throw notInForce();
	const filled = merged(draft, input);
	const strangers = strangersIn(form, filled);
	if (strangers.length > 0) throw invalid(strangers.map((path) => ({ path, code: 'platform.notValid' })));
	return { version: await writeDraft(tx, line, filled), line, form, filled };
}

function merged(draft: Sealed, input: SaveInput): Filled {
	const { filled } = draft.open();
	const facts = Object.entries({ ...filled.facts, ...input.facts }).flatMap(([key, said]) => (said === null ? [] : [[key, said] as const]));
	return { answers: { ...filled.answers, ...input.answers }, facts: Object.fromEntries(facts) };
}

/** @throws care.inTheFuture (422), care.reviewTooEarly (422) */
function withAbout(line: AssessmentLine, about: About, today: string): AssessmentLine {
	const next = {
		...line,
		assessedOn: about.assessedOn ?? line.assessedOn,
		place: about.place ?? line.place,
		reason: about.reason ?? line.reason,
		assessors: about.assessors ?? line.assessors,
		informant: about.informant ?? line.informant,
		reviewOn: about.reviewOn === undefined ? line.reviewOn : about.reviewOn
	};
	if (next.assessedOn > today) throw invalid([{ path: 'about.assessedOn', code: 'care.inTheFuture' }]);
	if (next.reviewOn !== null && next.reviewOn <= next.assessedOn) throw invalid([{ path: 'about.reviewOn', code: 'care.reviewTooEarly' }]);
	return next;
}

function demandVersion(stored: { version: number }, read: number): void {
	if (stored.version !== read) throw conflict('platform.changed');
}

const notInForce = () => new AppError('care.formNotInForce', { status: 422, fields: [{ path: 'about.assessedOn', code: 'care.formNotInForce' }] });
