/** Writes what is recorded of groups: who belongs to one from when until when, by which source. */
import type { WriteTx } from '#platform/db/tx.ts';
import { addMonths } from '#platform/dates/index.ts';
import { conflict, notFound } from '#platform/errors.ts';
import { isId, newId } from '#platform/ids.ts';
import { lookupHash, seal, unseal } from '#platform/secrets.ts';
import type { SourceKind } from '../person/fields.ts';
import { demandGround, withheldOf } from '../privacy/grounds.ts';
import { fieldWrong, noSuchPerson } from '../residents.errors.ts';
import { todayOf } from '#platform/today.ts';
import './group.events.ts';
import type { GroupOption, GroupType, Sensitivity } from './group-types.data.ts';

type Tx = WriteTx<'residents'>;

/** What stands behind a fact; of groups of sensitivity `health` all of it is sealed. */
export interface FactDetail {
	kind: string | null;
	grade: string | null;
	/** the illness, in words */
	diagnosis: string;
	/** number of the card or the decision */
	certificate: string;
}

export interface NewFact extends Partial<FactDetail> {
	personId: string;
	code: string;
	fromOn: string;
	expiresOn?: string | null;
	/** when it is looked at again; by the group's months if not given */
	reviewOn?: string | null;
	source: { kind: SourceKind; id?: string | null; note?: string };
}

const HEALTH = 'health';

/** The keyed hash by which lists filter sealed kinds and grades. */
export const detailHash = (code: string, what: 'kind' | 'grade', value: string): string => lookupHash('group', `${code}:${what}:${value}`);

const maskCertificate = (text: string): string => (text.length > 8 ? `${text.slice(0, 2)}${'*'.repeat(text.length - 6)}${text.slice(-4)}` : '*'.repeat(text.length));

/** Detail in the columns in which it is kept. */
export function detailColumns(code: string, sensitivity: Sensitivity, { kind = null, grade = null, diagnosis = '', certificate = '' }: Partial<FactDetail>) {
	const sealed = sensitivity === HEALTH;
	const hidden = { ...(sealed ? { kind, grade } : {}), ...(diagnosis ? { diagnosis } : {}), ...(certificate ? { certificate } : {}) };
	return {
		kind: sealed ? null : kind,
		grade: sealed ? null : grade,
		detail_sealed: Object.values(hidden).some((value) => value) ? seal(JSON.stringify(hidden), HEALTH) : null,
		detail_hashes: sealed ? [...(kind ? [detailHash(code, 'kind', kind)] : []), ...(grade ? [detailHash(code, 'grade', grade)] : [])] : [],
		certificate_masked: maskCertificate(certificate)
	};
}

/** The whole detail of a row; only for who may see it. */
export function openDetail(row: { kind: string | null; grade: string | null; detail_sealed: string | null }): FactDetail {
	const hidden = row.detail_sealed ? (JSON.parse(unseal(row.detail_sealed, HEALTH)) as Partial<FactDetail>) : {};
	return { kind: row.kind, grade: row.grade, diagnosis: '', certificate: '', ...hidden };
}

/** A group type as it is set. @throws AppError platform.notFound */
export async function groupType({ db, ctx }: Pick<Tx, 'db' | 'ctx'>, code: string): Promise<GroupType & { active: boolean }> {
	const row = await db.selectFrom('residents.group_type').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('code', '=', code).executeTakeFirst();
	if (!row) throw notFound('group');
	return { code: row.code, name: row.name, nameEn: row.name_en, sensitivity: row.sensitivity as Sensitivity, kinds: row.kinds as unknown as GroupOption[], grades: row.grades as unknown as GroupOption[], reviewMonths: row.review_months, source: row.source, active: row.active };
}

function demandDetail(type: GroupType, { kind, grade }: Partial<FactDetail>): void {
	if (kind && !type.kinds.some(({ code }) => code === kind)) throw fieldWrong('kind', 'residents.codeUnknown');
	if (grade && !type.grades.some(({ code }) => code === grade)) throw fieldWrong('grade', 'residents.codeUnknown');
}

/**
 * Records that somebody belongs to a group. One group (of the 优抚 kinds: one kind) holds once at a time.
 * @param demand throws unless the caller may write people of the community
 * @throws AppError platform.notFound, residents.factThere, residents.personDied, residents.consentMissing, residents.noPurpose (409), residents.inTheFuture, residents.codeUnknown (422)
 */
export async function addFact(tx: Tx, fact: NewFact, demand: (communityId: string | null) => void = () => {}): Promise<{ id: string; communityId: string | null }> {
	const { db, ctx } = tx;
	const type = await groupType(tx, fact.code);
	demandDetail(type, fact);
	const person = await db.selectFrom('residents.person').select(['community_id as communityId', 'died_on as diedOn']).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', fact.personId).where('merged_into', 'is', null).where('erased_at', 'is', null).forUpdate().executeTakeFirst();
	if (!person) throw noSuchPerson();
	demand(person.communityId);
	if (person.diedOn) throw conflict('residents.personDied', { day: person.diedOn });
	await demandConsent(tx, fact.personId, type);
	const today = await todayOf(tx);
	if (fact.fromOn > today) throw fieldWrong('fromOn', 'residents.inTheFuture');
	const open = await db.selectFrom('residents.group_fact').select(['id', 'kind']).where('subdistrict_id', '=', ctx.subdistrictId).where('person_id', '=', fact.personId).where('code', '=', fact.code).where('until_on', 'is', null).execute();
	// Somebody may be a veteran and a martyr's child; of sealed kinds there is one (several disabilities are 多重).
	if (open.some((row) => type.sensitivity === HEALTH || row.kind === (fact.kind ?? null))) throw conflict('residents.factThere');
	const id = newId();
	await db
		.insertInto('residents.group_fact')
		.values({
			subdistrict_id: ctx.subdistrictId,
			id,
			person_id: fact.personId,
			code: fact.code,
			...detailColumns(fact.code, type.sensitivity, fact),
			from_on: fact.fromOn,
			expires_on: fact.expiresOn ?? null,
			review_on: fact.reviewOn ?? (type.reviewMonths ? addMonths(today, type.reviewMonths) : null),
			source_kind: fact.source.kind,
			source_id: fact.source.id ?? null,
			source_note: fact.source.note ?? '',
			recorded_at: ctx.clock.now(),
			recorded_by: isId(ctx.actor.id) ? ctx.actor.id : null,
			recorded_by_name: ctx.actor.name
		})
		.execute();
	await tx.emit('residents.groupChanged', { personId: fact.personId, code: fact.code, holds: true });
	return { id, communityId: person.communityId };
}

/** Ordinary groups belong to the base of the register; the others are taken on their own ground. */
async function demandConsent(tx: Tx, personId: string, { sensitivity }: GroupType): Promise<void> {
	if (sensitivity !== 'plain') demandGround(await withheldOf(tx, personId), `group:${sensitivity}`);
}

interface HeldFact {
	id: string;
	personId: string;
	communityId: string | null;
	type: GroupType;
	fromOn: string;
	untilOn: string | null;
	detail: FactDetail;
}

/** Holds a fact until the transaction ends. @throws AppError platform.notFound */
export async function holdFact(tx: Tx, id: string): Promise<HeldFact> {
	const { db, ctx } = tx;
	const row = await db.selectFrom('residents.group_fact').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).forUpdate().executeTakeFirst();
	if (!row) throw notFound('group');
	const person = await db.selectFrom('residents.person').select('community_id').where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', row.person_id).executeTakeFirstOrThrow();
	return { id, personId: row.person_id, communityId: person.community_id, type: await groupType(tx, row.code), fromOn: row.from_on, untilOn: row.until_on, detail: openDetail(row) };
}

/** Ends a fact on a day; as a mistake it held on no day. @throws AppError residents.factEnded (409), residents.dayWrong, residents.inTheFuture (422) */
export async function endFact(tx: Tx, held: HeldFact, on: string, reason: string): Promise<void> {
	if (held.untilOn !== null) throw conflict('residents.factEnded');
	const day = reason === 'mistake' ? held.fromOn : on;
	if (day < held.fromOn) throw fieldWrong('on', 'residents.dayWrong');
	if (day > (await todayOf(tx))) throw fieldWrong('on', 'residents.inTheFuture');
	await tx.db.updateTable('residents.group_fact').set({ until_on: day, end_reason: reason, review_on: null }).where('subdistrict_id', '=', tx.ctx.subdistrictId).where('id', '=', held.id).execute();
	await tx.emit('residents.groupChanged', { personId: held.personId, code: held.type.code, holds: false });
}

/** It goes on: the end was a slip. @throws AppError residents.factThere (409) */
export async function reopenFact(tx: Tx, held: HeldFact): Promise<void> {
	const { db, ctx } = tx;
	await demandConsent(tx, held.personId, held.type);
	const rival = await db.selectFrom('residents.group_fact').select('id').where('subdistrict_id', '=', ctx.subdistrictId).where('person_id', '=', held.personId).where('code', '=', held.type.code).where('until_on', 'is', null).executeTakeFirst();
	if (rival) throw conflict('residents.factThere');
	await db.updateTable('residents.group_fact').set({ until_on: null, end_reason: null, review_on: held.type.reviewMonths ? addMonths(await todayOf(tx), held.type.reviewMonths) : null }).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', held.id).execute();
	await tx.emit('residents.groupChanged', { personId: held.personId, code: held.type.code, holds: true });
}

/** What was written down wrongly; what is not given stays. */
export async function correctFact(tx: Tx, held: HeldFact, change: Partial<FactDetail> & { fromOn?: string; expiresOn?: string | null; note?: string }): Promise<void> {
	demandDetail(held.type, change);
	await demandConsent(tx, held.personId, held.type);
	if (change.fromOn !== undefined && (change.fromOn > (await todayOf(tx)) || (held.untilOn !== null && change.fromOn > held.untilOn))) throw fieldWrong('fromOn', 'residents.dayWrong');
	await tx.db
		.updateTable('residents.group_fact')
		.set({
			...detailColumns(held.type.code, held.type.sensitivity, { ...held.detail, ...change }),
			...(change.fromOn !== undefined && { from_on: change.fromOn }),
			...(change.expiresOn !== undefined && { expires_on: change.expiresOn }),
			...(change.note !== undefined && { source_note: change.note })
		})
		.where('subdistrict_id', '=', tx.ctx.subdistrictId)
		.where('id', '=', held.id)
		.execute();
	await tx.emit('residents.groupChanged', { personId: held.personId, code: held.type.code, holds: held.untilOn === null });
}

/** Somebody looked, and it still holds: the next look is due after the group's months, or on the day given. @throws AppError residents.factEnded (409) */
export async function reviewFact(tx: Tx, held: HeldFact, next: string | null): Promise<string | null> {
	if (held.untilOn !== null) throw conflict('residents.factEnded');
	const today = await todayOf(tx);
	if (next !== null && next <= today) throw fieldWrong('next', 'residents.dayWrong');
	const reviewOn = next ?? (held.type.reviewMonths ? addMonths(today, held.type.reviewMonths) : null);
	await tx.db.updateTable('residents.group_fact').set({ review_on: reviewOn }).where('subdistrict_id', '=', tx.ctx.subdistrictId).where('id', '=', held.id).execute();
	return reviewOn;
}
