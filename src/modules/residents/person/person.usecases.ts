import { sql } from 'kysely';
import * as v from 'valibot';
import type { WriteTx } from '#platform/db/tx.ts';
import { conflict } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { parseIdNumber } from '#platform/text/index.ts';
import { forModule } from '#platform/usecase.ts';
import { matchPerson } from '../import/match.ts';
import { withheldOf } from '../privacy/grounds.ts';
import { fieldWrong, maybeThere, noSuchPerson, recordMoved } from '../residents.errors.ts';
import { permissions } from '../residents.permissions.ts';
import { demandEdit } from '../residents.policy.ts';
import { todayOf } from '#platform/today.ts';
import { choose, type FieldKey, type SourceKind } from './fields.ts';
import { holdPerson } from './hold.ts';
import { changePerson, refuseTaken, type Changed, type PersonChange } from './person.store.ts';
import { AddPersonInput, CorrectInput, PinInput } from './person.schemas.ts';
import { columnsOf, idHash, nameKey, normalised, phoneHash, type StoredValue } from './values.ts';

const { useCase } = forModule<'residents'>();

/**
 * Values as they are kept. What an ID number says of birth and sex is taken from it, and a contradiction with what is typed beside it
 * is refused: one of the two is a slip of the pen.
 */
export function readFields(given: Partial<Record<FieldKey, string | null | undefined>>): PersonChange['fields'] {
	const fields: PersonChange['fields'] = {};
	for (const [key, value] of Object.entries(given) as [FieldKey, string | null | undefined][]) {
		if (value === undefined || value === '') continue;
		fields[key] = value === null ? null : normalised(key, value);
	}
	if (fields.idNumber) {
		const read = parseIdNumber(fields.idNumber);
		if (read.ok) {
			if (fields.birthDate && !read.birthDate.startsWith(fields.birthDate)) throw fieldWrong('birthDate', 'residents.birthDateUnlikeId');
			if ((fields.sex === '1' || fields.sex === '2') && fields.sex !== read.sex) throw fieldWrong('sex', 'residents.sexUnlikeId');
			fields.birthDate = read.birthDate;
			fields.sex = read.sex;
		}
	}
	return fields;
}

/** What is not needed is not asked for, and not taken either: nothing of the form is written. */
function demandPurpose([first]: Changed['refused']): void {
	if (first) throw fieldWrong(first.field, first.why === 'no_purpose' ? 'residents.noPurpose' : 'residents.consentMissing');
}

/** Somebody of the same community whom the new person may be: by name with telephone or birth, as a sheet's row is compared. A taken number says so by itself. */
async function demandNobodyLike({ db, ctx }: WriteTx<'residents'>, communityId: string, { name, idNumber, phone, birthDate }: PersonChange['fields']): Promise<void> {
	const key = nameKey(name!);
	const rows = await db
		.selectFrom('residents.person')
		.select(['id', 'id_hash', 'phone_hash', 'birth_date', 'birth_known'])
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('name_key', '=', key)
		.where('community_id', '=', communityId)
		.where('merged_into', 'is', null)
		.where('erased_at', 'is', null)
		.limit(100)
		.execute();
	const known = rows.map((row) => ({ personId: row.id, name: key, id: row.id_hash, birth: row.birth_date && row.birth_date.slice(0, row.birth_known === 'day' ? 10 : row.birth_known === 'month' ? 7 : 4), dwelling: null, phones: row.phone_hash ? [row.phone_hash] : [] }));
	const { candidates } = matchPerson({ name: key, id: idNumber ? idHash(idNumber) : null, birth: birthDate ?? null, dwelling: null, phones: phone ? [phoneHash(phone)] : [] }, known);
	const [first] = candidates.filter(({ reasons }) => !reasons.includes('id'));
	if (first) throw maybeThere(first.personId);
}

/**
 * A new person of the caller's community. Sent twice with one client id, it is made once.
 * @throws AppError residents.maybeThere (409) with `params.personId`, where `ask` wants to know; residents.idNumberTaken (409)
 */
export const addPerson = useCase({
	name: 'residents.addPerson',
	access: permissions.edit,
	input: AddPersonInput,
	run: (tx, input) => writeNewPerson(tx, input),
	subject: (_input, { id, communityId }) => ({ subjectType: 'person', subjectId: id, communityId })
});

/** The new person of `addPerson`, for who is in a transaction already. */
export async function writeNewPerson(tx: WriteTx<'residents'>, input: v.InferOutput<typeof AddPersonInput>): Promise<{ id: string; version: number; communityId: string; repeated: boolean }> {
	const { db, ctx } = tx;
	demandEdit(ctx.actor, input.communityId);
	if (input.clientId) {
		const there = await db.selectFrom('residents.person').select(['id', 'version']).where('subdistrict_id', '=', ctx.subdistrictId).where('client_id', '=', input.clientId).executeTakeFirst();
		if (there) return { id: there.id, version: there.version, communityId: input.communityId, repeated: true };
	}
	const fields = readFields(input.fields);
	if (!fields.name) throw fieldWrong('name', 'residents.nameMissing');
	if (input.ask) await demandNobodyLike(tx, input.communityId, fields);
	const { kind = 'desk' as const, note, statedOn } = input.source;
	const id = newId();
	const { version, refused } = await changePerson(tx, { id, isNew: true, communityId: input.communityId, clientId: input.clientId ?? null, fields, source: { kind, note, statedOn: statedOn ?? (await todayOf(tx)) } });
	demandPurpose(refused);
	return { id, version, communityId: input.communityId, repeated: false };
}

/** What a source says now of somebody's fields; the record follows if the source is believed. */
export const correctFields = useCase({
	name: 'residents.correctFields',
	access: permissions.edit,
	input: CorrectInput,
	run: async (tx, input) => {
		const row = await holdPerson(tx, input.id);
		const { kind = 'desk' as const, note, statedOn } = input.source;
		const changed = await changePerson(tx, { id: row.id, version: input.version, fields: readFields(input.fields), pin: input.pin, source: { kind, note, statedOn: statedOn ?? (await todayOf(tx)) } });
		demandPurpose(changed.refused);
		return { ...changed, communityId: row.communityId };
	},
	subject: (_input, { id, communityId, fields }) => ({ subjectType: 'person', subjectId: id, communityId, detail: { fields } })
});

/** Believes one statement whatever other sources say, until another is pinned. */
export const pinField = useCase({
	name: 'residents.pinField',
	access: permissions.edit,
	input: PinInput,
	run: async (tx, input) => {
		const { db, ctx } = tx;
		const row = await holdPerson(tx, input.id);
		const wanted = await db.selectFrom('residents.statement').select('field').where('subdistrict_id', '=', ctx.subdistrictId).where('person_id', '=', row.id).where('id', '=', input.statementId).where('withdrawn_at', 'is', null).executeTakeFirst();
		if (!wanted) throw noSuchPerson();
		await db
			.updateTable('residents.statement')
			.set({ pinned: sql`id = ${input.statementId}` })
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('person_id', '=', row.id)
			.where('field', '=', wanted.field)
			.execute();
		await rechoose(tx, row.id, wanted.field as FieldKey);
		return { id: row.id, communityId: row.communityId, field: wanted.field };
	},
	subject: (_input, { id, communityId, field }) => ({ subjectType: 'person', subjectId: id, communityId, detail: { field } })
});

const StatementInput = v.object({ id: v.pipe(v.string(), v.uuid()), statementId: v.pipe(v.string(), v.uuid()) });

/** The statement of somebody of the caller's community, held with the person. @throws platform.notFound */
async function holdStatement(tx: WriteTx<'residents'>, { id, statementId }: v.InferOutput<typeof StatementInput>) {
	const { db, ctx } = tx;
	const row = await holdPerson(tx, id);
	const said = await db.selectFrom('residents.statement').select(['field', 'withdrawn_at', 'withdrawn_by_name']).where('subdistrict_id', '=', ctx.subdistrictId).where('person_id', '=', row.id).where('id', '=', statementId).executeTakeFirst();
	if (!said) throw noSuchPerson();
	return { ...row, field: said.field as FieldKey, withdrawn: said.withdrawn_at !== null, byHand: said.withdrawn_by_name !== '' };
}

/**
 * One thing that was said is a mistake: it counts no more, and the best of what else was said stands in the record.
 * @throws AppError residents.onlyName (409) for the only statement of a name: nobody is without one
 */
export const withdrawStatement = useCase({
	name: 'residents.withdrawStatement',
	access: permissions.edit,
	input: StatementInput,
	run: async (tx, input) => {
		const { db, ctx } = tx;
		const { id, communityId, field, withdrawn } = await holdStatement(tx, input);
		if (withdrawn) throw recordMoved();
		await db
			.updateTable('residents.statement')
			.set({ withdrawn_at: ctx.clock.now(), withdrawn_by_name: ctx.actor.name || ctx.actor.kind, chosen: false, pinned: false })
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('id', '=', input.statementId)
			.execute();
		if (field === 'name' && !(await db.selectFrom('residents.statement').select('id').where('subdistrict_id', '=', ctx.subdistrictId).where('person_id', '=', id).where('field', '=', 'name').where('value', 'is not', null).where('withdrawn_at', 'is', null).executeTakeFirst())) throw conflict('residents.onlyName');
		await rechoose(tx, id, field);
		return { id, communityId, field };
	},
	subject: (_input, { id, communityId, field }) => ({ subjectType: 'person', subjectId: id, communityId, detail: { field } })
});

/** What was taken back by hand counts again. What a whole undone import had said does not come back one by one. */
export const restoreStatement = useCase({
	name: 'residents.restoreStatement',
	access: permissions.edit,
	input: StatementInput,
	run: async (tx, input) => {
		const { db, ctx } = tx;
		const { id, communityId, field, withdrawn, byHand } = await holdStatement(tx, input);
		if (!withdrawn || !byHand) throw recordMoved();
		const withheld = await withheldOf(tx, id);
		demandPurpose(Object.hasOwn(withheld, field) ? [{ field, why: withheld[field] === null ? 'no_purpose' : 'no_consent' }] : []);
		await db.updateTable('residents.statement').set({ withdrawn_at: null, withdrawn_by_name: '' }).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', input.statementId).execute();
		await rechoose(tx, id, field);
		return { id, communityId, field };
	},
	subject: (_input, { id, communityId, field }) => ({ subjectType: 'person', subjectId: id, communityId, detail: { field } })
});

/** Chooses anew among what stands of one field, after a statement was pinned or withdrawn. */
export async function rechoose(tx: WriteTx<'residents'>, personId: string, field: FieldKey): Promise<void> {
	const { db, ctx } = tx;
	const statements = await db
		.selectFrom('residents.statement')
		.select(['id', 'value', 'value_sealed', 'value_hash', 'value_masked', 'source_kind as sourceKind', 'stated_on as statedOn', 'pinned'])
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('person_id', '=', personId)
		.where('field', '=', field)
		.where('withdrawn_at', 'is', null)
		.execute();
	const chosen = choose(field, statements as (StoredValue & { id: string; sourceKind: SourceKind; statedOn: string; pinned: boolean })[]);
	await db
		.updateTable('residents.statement')
		.set({ chosen: chosen ? sql`id = ${chosen.id}` : false })
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('person_id', '=', personId)
		.where('field', '=', field)
		.execute();
	const columns = columnsOf(field, chosen);
	await refuseTaken(tx, [{ id: personId, columns }]);
	await db
		.updateTable('residents.person')
		.set((eb) => ({ ...(columns as object), version: eb('version', '+', 1), changed_at: ctx.clock.now() }))
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('id', '=', personId)
		.execute();
	await tx.emit('residents.personChanged', { personId, fields: [field] });
}
