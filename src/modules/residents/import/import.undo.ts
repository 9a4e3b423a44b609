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
import { anonymise } from '../privacy/erasure.ts';
import { undoConsents } from './import.consents.ts';
import { tellProgress } from './import.apply.ts';
import { holdImport, setState, type Counts } from './import.store.ts';
import { forgetRows } from './import.usecases.ts';

const { useCase } = forModule<'residents'>();
type Tx = Parameters<Parameters<typeof useCase>[0]['run']>[0];

interface Made {
	target: string;
	rowId: string;
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
		const made = (await db.selectFrom('residents.import_change').select(['target', 'row_id as rowId', 'after_version as version']).where('subdistrict_id', '=', ctx.subdistrictId).where('import_id', '=', id).orderBy('seq').execute()) as Made[];
		const of = (target: string) => made.filter((each) => each.target === target);

		const untouched = await untouchedPeople(tx, id, made);
		await removeFacts(tx, of('group_fact').map(({ rowId }) => rowId));
		await undoConsents(tx, of('consent').map(({ rowId }) => rowId));
		await removeTies(tx, of('relation').map(({ rowId }) => rowId));
		onProgress?.(Math.floor(record.row_count / 3));
		for (const [change, people] of await linesAsLeft(tx, of('change').map(({ rowId }) => rowId))) await takeBackChange(tx, change, people);
		onProgress?.(Math.floor((record.row_count * 2) / 3));
		const restored = await withdrawSource(tx, id);
		// Records of people who were never anybody's: the rows stay without a name, for somebody may have noted an id meanwhile.
		await anonymise(tx, untouched);
		const removed = untouched.length;
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
	const of = (target: string) => made.filter((each) => each.target === target);
	const ids = of('person').map(({ rowId }) => rowId);
	if (ids.length === 0) return [];
	// Each table is asked once for all of them: one statement that asks for everything is planned as a loop over each person.
	const here = ctx.subdistrictId;
	const these = sql<string>`any(${ids}::uuid[])`;
	const notOurs = sql<boolean>`source_id IS DISTINCT FROM ${importId}::uuid`;
	// Joining the household raised no version; what staff change does.
	const standing = await db.selectFrom('residents.person').select(['id', 'version']).where('subdistrict_id', '=', here).where('id', '=', these).where('merged_into', 'is', null).where('erased_at', 'is', null).where('died_on', 'is', null).execute();
	const said = await db.selectFrom('residents.statement').select('person_id as id').distinct().where('subdistrict_id', '=', here).where('person_id', '=', these).where(notOurs).execute();
	const facts = await db
		.selectFrom('residents.group_fact')
		.select('person_id as id')
		.where('subdistrict_id', '=', here)
		.where('person_id', '=', these)
		.where((eb) => eb.or([notOurs, eb('until_on', 'is not', null)]))
		.execute();
	// Of the import's own consents those that were taken back since are somebody's word.
	const madeConsents = new Set(of('consent').map(({ rowId }) => rowId));
	const consents = (await db.selectFrom('residents.consent').select(['person_id as id', 'id as consent', 'withdrawn_at as withdrawnAt']).where('subdistrict_id', '=', here).where('person_id', '=', these).execute()).filter(({ consent, withdrawnAt }) => withdrawnAt !== null || !madeConsents.has(consent));
	const links = await db.selectFrom('residents.account_link').select('person_id as id').where('subdistrict_id', '=', here).where('person_id', '=', these).execute();
	const requests = await db.selectFrom('residents.subject_request').select('person_id as id').where('subdistrict_id', '=', here).where('person_id', '=', these).execute();
	const ties = await db
		.selectFrom('residents.relation')
		.select(['id', 'person_id', 'other_id', 'until_on'])
		.where('subdistrict_id', '=', here)
		.where((eb) => eb.or([eb('person_id', '=', these), eb('other_id', '=', these)]))
		.execute();
	const lines = await db.selectFrom('residents.membership').select(['person_id as id', 'until_on', 'opened_in']).where('subdistrict_id', '=', here).where('person_id', '=', these).execute();

	const madeVersion = new Map(of('person').map(({ rowId, version }) => [rowId, version]));
	const madeTies = new Set(of('relation').map(({ rowId }) => rowId));
	const madeChanges = new Set(of('change').map(({ rowId }) => rowId));
	const touched = new Set([...said, ...facts, ...consents, ...links, ...requests].map(({ id }) => id));
	for (const tie of ties) {
		if (tie.until_on === null && madeTies.has(tie.id)) continue;
		touched.add(tie.person_id);
		if (tie.other_id !== null) touched.add(tie.other_id);
	}
	for (const { id, until_on, opened_in } of lines) if (until_on !== null || opened_in === null || !madeChanges.has(opened_in)) touched.add(id);
	return standing.filter(({ id, version }) => version === madeVersion.get(id) && !touched.has(id)).map(({ id }) => id);
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

/** By change, the people who still live where it put them. */
async function linesAsLeft({ db, ctx }: Tx, changeIds: readonly string[]): Promise<Map<string, string[]>> {
	const { rows } = await sql<{ id: string; change: string }>`SELECT m.person_id AS id, m.opened_in AS change FROM residents.membership m JOIN residents.person p ON p.subdistrict_id = m.subdistrict_id AND p.id = m.person_id
		WHERE m.subdistrict_id = ${ctx.subdistrictId} AND m.opened_in = any(${changeIds}::uuid[]) AND p.merged_into IS NULL AND p.erased_at IS NULL AND p.died_on IS NULL
		GROUP BY m.person_id, m.opened_in HAVING bool_and(m.until_on IS NULL AND m.ended_in IS NULL)`.execute(db);
	return new Map([...Map.groupBy(rows, ({ change }) => change)].map(([change, people]) => [change, people.map(({ id }) => id)]));
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
