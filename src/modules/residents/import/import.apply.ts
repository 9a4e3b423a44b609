/** Takes the checked lines of a sheet into the register: a job, one transaction, all of it or nothing. */
import { sql } from 'kysely';
import * as v from 'valibot';
import { land } from '#modules/areas/index.ts';
import type { Ctx } from '#platform/context.ts';
import { writeTx } from '#platform/db/tx.ts';
import { AppError } from '#platform/errors.ts';
import { zoneOf } from '#platform/tenant.ts';
import { forModule } from '#platform/usecase.ts';
import { id as Id } from '../household/household.schemas.ts';
import { changeMemberships } from '../household/membership.store.ts';
import { changePeople } from '../person/person.store.ts';
import { openRow } from './import.file.ts';
import { addConsents, planConsents, type PlannedConsents } from './import.consents.ts';
import { addContacts, addGroups } from './import.facts.ts';
import { ensureDoors, planHouseholds } from './import.households.ts';
import { planPeople, type AppliedRow, type PlannedPerson } from './import.people.ts';
import type { Decision } from './import.schemas.ts';
import { holdImport, setState, type Counts, type SealedRow } from './import.store.ts';
import { problem, type Problem } from './problems.ts';

const { useCase } = forModule<'residents'>();

/** How long an import can be taken back. */
export const UNDO_DAYS = 30;
const DAY_MS = 86_400_000;
/** People written between two tellings of the progress. */
const BATCH = 500;

const write = useCase({
	name: 'residents.writeImport',
	access: { key: 'residents.writeImport', roles: [] },
	input: v.object({ id: Id, onProgress: v.optional(v.custom<(done: number) => void>((fn) => typeof fn === 'function')) }),
	prepare: async (ctx) => ({ all: await land(ctx), zone: await zoneOf(ctx) }),
	run: async (tx, { id, onProgress }, { all, zone }): Promise<Counts | null> => {
		const { db, ctx } = tx;
		// The same job twice at once (the queue gave it to a second worker): the other one does it.
		const { rows: lock } = await sql<{ got: boolean }>`SELECT pg_try_advisory_xact_lock(hashtextextended(${id}, 0)) AS got`.execute(db);
		if (!lock[0]!.got) return null;
		const record = await db.selectFrom('residents.import').select(['state', 'mapping', 'file_name', 'community_id']).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).executeTakeFirstOrThrow();
		if (record.state !== 'applying') return null;
		const { statedOn } = record.mapping as unknown as { statedOn: string };

		const lines = await db
			.selectFrom('residents.import_row')
			.select(['row_no as rowNo', 'match', 'decision', 'decided_for as decidedFor', 'values_sealed as sealed', 'problems', 'sheet'])
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('import_id', '=', id)
			.where('worst', '!=', 'error')
			.where('decision', 'in', ['create', 'update'])
			.orderBy('row_no')
			.execute();
		const rows = lines.map((line): AppliedRow => ({ rowNo: line.rowNo, match: line.match, decision: line.decision as Decision, decidedFor: line.decidedFor, sealed: openRow<SealedRow>(line.sealed) }));
		const { people, taken } = await planPeople(tx, rows, record.community_id);
		const writable = people.filter(({ isNew, communityId }) => !isNew || communityId !== null);

		const source = { kind: 'import' as const, id, note: record.file_name.slice(0, 200), statedOn };
		const consents = await planConsents(tx, writable, statedOn, zone);
		const changed = new Map<string, { version: number; fields: number }>();
		for (let at = 0; at < writable.length; at += BATCH) {
			const some = writable.slice(at, at + BATCH);
			for (const result of await changePeople(tx, some.map(({ id: personId, isNew, communityId, fields }) => ({ id: personId, isNew, communityId: isNew ? communityId : undefined, fields, source, agrees: consents.give.get(personId)?.map(({ purpose }) => purpose) })))) changed.set(result.id, { version: result.version, fields: result.fields.length });
			onProgress?.(Math.min(rows.length - 1, at + some.length));
		}
		const doors = await ensureDoors(tx, all, writable);
		const { changes, opened } = await planHouseholds(tx, writable, doors, statedOn);
		const moved = changes.length ? await changeMemberships(tx, changes) : null;
		const ties = await addContacts(tx, writable);
		const agreed = await addConsents(tx, consents, source.note, sheetOf(lines), zone);
		const facts = await addGroups(tx, id, writable, statedOn, source.note);
		const joined = new Set(changes.map(({ personId }) => personId));
		const added = new Set([...facts, ...ties, ...agreed].map(({ personId }) => personId));

		await remember(tx, id, [
			...writable.filter(({ isNew }) => isNew).map(({ id: personId }) => ({ target: 'person', rowId: personId, personId, version: changed.get(personId)!.version })),
			...opened.map((rowId) => ({ target: 'household', rowId, personId: null, version: null })),
			...(moved ? [{ target: 'change', rowId: moved.changeId, personId: null, version: null }] : []),
			...facts.map(({ id: rowId, personId }) => ({ target: 'group_fact', rowId, personId, version: null })),
			...ties.map(({ id: rowId, personId }) => ({ target: 'relation', rowId, personId, version: null })),
			...agreed.map(({ id: rowId, personId }) => ({ target: 'consent', rowId, personId, version: null }))
		]);
		const effectOf = (person: PlannedPerson) => (person.isNew ? 'created' : changed.get(person.id)!.fields > 0 || joined.has(person.id) || added.has(person.id) ? 'updated' : 'unchanged');
		const effects = writable.flatMap((person) => person.rows.map(({ rowNo }) => ({ rowNo, personId: person.id, effect: effectOf(person) })));
		await sql`UPDATE residents.import_row SET effect = 'skipped' WHERE subdistrict_id = ${ctx.subdistrictId} AND import_id = ${id}`.execute(db);
		await sql`UPDATE residents.import_row r SET effect = n.effect, person_id = n."personId" FROM json_to_recordset(${JSON.stringify(effects)}) AS n("rowNo" integer, "personId" uuid, effect text)
			WHERE r.subdistrict_id = ${ctx.subdistrictId} AND r.import_id = ${id} AND r.row_no = n."rowNo"`.execute(db);
		await sayTaken(tx, id, taken, lines);
		await sayRefused(tx, id, consents.refused, lines);

		const held = await holdImport(tx, id, ['applying']);
		const of = (effect: string) => writable.filter((person) => effectOf(person) === effect).length;
		const counts: Counts = { all: held.counts.all ?? rows.length, created: of('created'), updated: of('updated'), unchanged: of('unchanged'), skipped: (held.counts.all ?? rows.length) - effects.length, households: opened.length, groups: facts.length, consents: agreed.length };
		await setState(tx, id, { state: 'applied', doneCount: rows.length, counts, appliedAt: ctx.clock.now(), undoUntil: new Date(ctx.clock.now().getTime() + UNDO_DAYS * DAY_MS), errorCode: null });
		return counts;
	},
	subject: ({ id }, counts) => ({ subjectType: 'import', subjectId: id, detail: { ...counts } })
});

type Tx = Parameters<Parameters<typeof useCase>[0]['run']>[0];

/** Writes down what was made, so that it can be taken back. */
async function remember({ db, ctx }: Tx, importId: string, made: readonly { target: string; rowId: string; personId: string | null; version: number | null }[]): Promise<void> {
	const rows = made.map(({ target, rowId, personId, version }, seq) => ({ subdistrict_id: ctx.subdistrictId, import_id: importId, seq, target, row_id: rowId, person_id: personId, before_sealed: null, after_version: version }));
	for (let at = 0; at < rows.length; at += 2_000) await db.insertInto('residents.import_change').values(rows.slice(at, at + 2_000)).execute();
}

/** Lines whose number became somebody else's between checking and writing. */
async function sayTaken({ db, ctx }: Tx, importId: string, taken: readonly AppliedRow[], lines: readonly { rowNo: number; problems: unknown }[]): Promise<void> {
	for (const { rowNo } of taken) {
		const before = (lines.find((line) => line.rowNo === rowNo)?.problems ?? []) as Problem[];
		await db
			.updateTable('residents.import_row')
			.set({ worst: 'error', problems: JSON.stringify([...before, problem('idTaken', 'idNumber', before[0]?.cell ?? '')]) })
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('import_id', '=', importId)
			.where('row_no', '=', rowNo)
			.execute();
	}
}

const sheetOf = (lines: readonly { rowNo: number; sheet: string }[]) => {
	const sheets = new Map(lines.map(({ rowNo, sheet }) => [rowNo, sheet]));
	return (rowNo: number) => sheets.get(rowNo) ?? '';
};

/** Lines whose consent came to nothing between checking and writing, or could be judged only then. */
async function sayRefused({ db, ctx }: Tx, importId: string, refused: PlannedConsents['refused'], lines: readonly { rowNo: number; problems: unknown }[]): Promise<void> {
	for (const [rowNo, all] of Map.groupBy(refused, (each) => each.rowNo)) {
		const before = (lines.find((line) => line.rowNo === rowNo)?.problems ?? []) as Problem[];
		const more = all.map(({ why, purpose, cell }) => problem(why, `consent:${purpose}`, cell)).filter(({ code, field }) => !before.some((each) => each.code === code && each.field === field));
		if (more.length) await db.updateTable('residents.import_row').set({ worst: 'warning', problems: JSON.stringify([...before, ...more]) }).where('subdistrict_id', '=', ctx.subdistrictId).where('import_id', '=', importId).where('row_no', '=', rowNo).execute();
	}
}

/** The job. Whoever let it run stands in the register as who wrote it; the progress is told beside the transaction. */
export async function runApply(ctx: Ctx, { importId, by, byName }: { importId: string; by: string | null; byName: string }): Promise<void> {
	const as: Ctx = { ...ctx, actor: { ...ctx.actor, id: by, name: byName } };
	try {
		await write(as, { id: importId, onProgress: (done) => void tellProgress(ctx, importId, done) });
	} catch (error) {
		const code = error instanceof AppError ? error.code : 'platform.unexpected';
		// Nothing was written; the lines stay checked.
		await writeTx<'residents', void>(ctx, (tx) => setState(tx, importId, { state: 'checked', doneCount: 0, errorCode: code }));
		if (!(error instanceof AppError)) throw error;
	}
}

/** In a transaction of its own, so that others see it while the large one is under way. Nobody waits for it. */
export async function tellProgress(ctx: Ctx, importId: string, done: number): Promise<void> {
	await writeTx<'residents', void>(ctx, async ({ db }) => {
		await db.updateTable('residents.import').set({ done_count: done }).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', importId).where('state', 'in', ['applying', 'undoing']).execute();
	}).catch(() => {});
}
