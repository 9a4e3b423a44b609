/** Takes a whole import back: a job, one transaction. What somebody has changed or built on since stays, and is counted. */
import { sql } from 'kysely';
import * as v from 'valibot';
import type { Ctx } from '#platform/context.ts';
import { writeTx } from '#platform/db/tx.ts';
import { AppError } from '#platform/errors.ts';
import { forModule } from '#platform/usecase.ts';
import { id as Id } from '../household/household.schemas.ts';
import { takeBackChange } from '../household/membership.store.ts';
import { withdrawSource } from '../person/person.store.ts';
import { tellProgress } from './import.apply.ts';
import { holdImport, setState, type Counts } from './import.store.ts';
import { forgetRows } from './import.usecases.ts';

const { useCase } = forModule<'residents'>();
type Tx = Parameters<Parameters<typeof useCase>[0]['run']>[0];

interface Made {
	target: string;
	rowId: string;
	personId: string | null;
	version: number | null;
}

const unwrite = useCase({
	name: 'residents.unwriteImport',
	access: { key: 'residents.unwriteImport', roles: [] },
	input: v.object({ id: Id, onProgress: v.optional(v.custom<(done: number) => void>((fn) => typeof fn === 'function')) }),
	run: async (tx, { id, onProgress }): Promise<Counts | null> => {
		const { db, ctx } = tx;
		const { rows: lock } = await sql<{ got: boolean }>`SELECT pg_try_advisory_xact_lock(hashtextextended(${id}, 0)) AS got`.execute(db);
		if (!lock[0]!.got) return null;
		const record = await db.selectFrom('residents.import').select(['state', 'row_count']).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).executeTakeFirstOrThrow();
		if (record.state !== 'undoing') return null;
		const made = (await db.selectFrom('residents.import_change').select(['target', 'row_id as rowId', 'person_id as personId', 'after_version as version']).where('subdistrict_id', '=', ctx.subdistrictId).where('import_id', '=', id).orderBy('seq').execute()) as Made[];
		const of = (target: string) => made.filter((each) => each.target === target);

		const untouched = await untouchedPeople(tx, id, of('person'));
		await removeFacts(tx, of('group_fact').map(({ rowId }) => rowId));
		await removeTies(tx, of('relation').map(({ rowId }) => rowId));
		onProgress?.(Math.floor(record.row_count / 3));
		for (const { rowId } of of('change')) {
			const people = await whoseLineIsAsLeft(tx, rowId);
			if (people.length) await takeBackChange(tx, rowId, people);
		}
		onProgress?.(Math.floor((record.row_count * 2) / 3));
		const restored = await withdrawSource(tx, id);
		const removed = await removePeople(tx, untouched);
		const kept = of('person').length - removed;

		const held = await holdImport(tx, id, ['undoing']);
		const counts: Counts = { ...held.counts, removed, restored: restored.filter((personId) => !untouched.includes(personId)).length, kept };
		await forgetRows(tx, id);
		await setState(tx, id, { state: 'undone', doneCount: held.rowCount, counts, undoneAt: ctx.clock.now(), errorCode: null });
		return counts;
	},
	subject: ({ id }, counts) => ({ subjectType: 'import', subjectId: id, detail: { ...counts } })
});

/** People whom the import made and of whom nobody but the import has said or written anything. */
async function untouchedPeople({ db, ctx }: Tx, importId: string, made: readonly Made[]): Promise<string[]> {
	if (made.length === 0) return [];
	const given = made.map(({ personId, version }) => ({ id: personId, version }));
	// Joining the household raised no version; what staff change does. Others' traces are asked for by table.
	const { rows } = await sql<{ id: string }>`SELECT p.id FROM residents.person p JOIN json_to_recordset(${JSON.stringify(given)}) AS n(id uuid, version integer) ON n.id = p.id
		WHERE p.subdistrict_id = ${ctx.subdistrictId} AND p.version = n.version AND p.merged_into IS NULL AND p.erased_at IS NULL AND p.died_on IS NULL
			AND NOT EXISTS (SELECT 1 FROM residents.statement s WHERE s.subdistrict_id = p.subdistrict_id AND s.person_id = p.id AND s.source_id IS DISTINCT FROM ${importId}::uuid)
			AND NOT EXISTS (SELECT 1 FROM residents.group_fact f WHERE f.subdistrict_id = p.subdistrict_id AND f.person_id = p.id AND (f.source_id IS DISTINCT FROM ${importId}::uuid OR f.until_on IS NOT NULL))
			AND NOT EXISTS (SELECT 1 FROM residents.consent c WHERE c.subdistrict_id = p.subdistrict_id AND c.person_id = p.id)
			AND NOT EXISTS (SELECT 1 FROM residents.account_link l WHERE l.subdistrict_id = p.subdistrict_id AND l.person_id = p.id)
			AND NOT EXISTS (SELECT 1 FROM residents.subject_request q WHERE q.subdistrict_id = p.subdistrict_id AND q.person_id = p.id)
			AND NOT EXISTS (SELECT 1 FROM residents.relation r WHERE r.subdistrict_id = p.subdistrict_id AND (r.other_id = p.id OR (r.person_id = p.id AND NOT EXISTS (SELECT 1 FROM residents.import_change c WHERE c.subdistrict_id = p.subdistrict_id AND c.import_id = ${importId} AND c.target = 'relation' AND c.row_id = r.id))))
			AND NOT EXISTS (SELECT 1 FROM residents.membership m WHERE m.subdistrict_id = p.subdistrict_id AND m.person_id = p.id AND (m.until_on IS NOT NULL OR NOT EXISTS (SELECT 1 FROM residents.import_change c WHERE c.subdistrict_id = p.subdistrict_id AND c.import_id = ${importId} AND c.target = 'change' AND c.row_id = m.opened_in)))`.execute(db);
	return rows.map(({ id }) => id);
}

/** Facts that still stand as the import wrote them never were. */
async function removeFacts(tx: Tx, ids: readonly string[]): Promise<void> {
	const { db, ctx } = tx;
	if (ids.length === 0) return;
	const gone = await db.deleteFrom('residents.group_fact').where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', sql<string>`any(${ids}::uuid[])`).where('until_on', 'is', null).returning(['person_id', 'code']).execute();
	for (const { person_id, code } of gone) await tx.emit('residents.groupChanged', { personId: person_id, code, holds: false });
}

async function removeTies({ db, ctx }: Tx, ids: readonly string[]): Promise<void> {
	if (ids.length) await db.deleteFrom('residents.relation').where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', sql<string>`any(${ids}::uuid[])`).where('until_on', 'is', null).execute();
}

/** People who still live where the change put them. */
async function whoseLineIsAsLeft({ db, ctx }: Tx, changeId: string): Promise<string[]> {
	const { rows } = await sql<{ id: string }>`SELECT m.person_id AS id FROM residents.membership m JOIN residents.person p ON p.subdistrict_id = m.subdistrict_id AND p.id = m.person_id
		WHERE m.subdistrict_id = ${ctx.subdistrictId} AND m.opened_in = ${changeId} AND p.merged_into IS NULL AND p.erased_at IS NULL AND p.died_on IS NULL
		GROUP BY m.person_id HAVING bool_and(m.until_on IS NULL AND m.ended_in IS NULL)`.execute(db);
	return rows.map(({ id }) => id);
}

/**
 * Records of people who were never anybody's: nothing that says who they were stays. The row itself does, for somebody
 * may have noted its id meanwhile. @returns how many
 */
async function removePeople(tx: Tx, ids: readonly string[]): Promise<number> {
	const { db, ctx } = tx;
	if (ids.length === 0) return 0;
	const wanted = sql<string>`any(${ids}::uuid[])`;
	await db.deleteFrom('residents.statement').where('subdistrict_id', '=', ctx.subdistrictId).where('person_id', '=', wanted).execute();
	await db
		.updateTable('residents.person')
		.set((eb) => ({
			name: '—',
			name_masked: '—',
			name_key: '',
			pinyin: '',
			initials: '',
			former_name: null,
			sex: '0',
			birth_date: null,
			birth_known: 'day',
			ethnicity: null,
			education: null,
			marital: null,
			political: null,
			workplace: '',
			id_hash: null,
			id_sealed: null,
			id_masked: null,
			phone_hash: null,
			phone_sealed: null,
			phone_masked: null,
			erased_at: ctx.clock.now(),
			changed_at: ctx.clock.now(),
			version: eb('version', '+', 1)
		}))
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('id', '=', wanted)
		.execute();
	return ids.length;
}

/** The job. */
export async function runUndo(ctx: Ctx, { importId, by, byName }: { importId: string; by: string | null; byName: string }): Promise<void> {
	const as: Ctx = { ...ctx, actor: { ...ctx.actor, id: by, name: byName } };
	try {
		await unwrite(as, { id: importId, onProgress: (done) => void tellProgress(ctx, importId, done) });
	} catch (error) {
		const code = error instanceof AppError ? error.code : 'platform.unexpected';
		await writeTx<'residents', void>(ctx, (tx) => setState(tx, importId, { state: 'applied', errorCode: code }));
		if (!(error instanceof AppError)) throw error;
	}
}
