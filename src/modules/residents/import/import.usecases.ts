/** What a person does with a sheet: brings it, says what its columns are, decides on lines, lets it be taken in, takes it back. */
import { sql } from 'kysely';
import { AppError, conflict } from '#platform/errors.ts';
import { isId, newId } from '#platform/ids.ts';
import { forModule } from '#platform/usecase.ts';
import { fieldWrong } from '../residents.errors.ts';
import { permissions } from '../residents.permissions.ts';
import { todayOf } from '#platform/today.ts';
import { countRows, rememberForms } from './import.check.ts';
import { consentPurposes } from './import.consents.ts';
import { isConsent } from './fields.ts';
import { keepFile, openRow, readSheets } from './import.file.ts';
import { demandImportInto, demandOwn, demandSeen, importScope } from './import.policy.ts';
import { AcceptInput, CheckInput, DecideInput, DecideRestInput, ImportId, ReceiveInput } from './import.schemas.ts';
import { holdImport, setState, type SealedRow, type SheetLine } from './import.store.ts';

const { useCase } = forModule<'residents'>();
const subject = (input: { id: string }) => ({ subjectType: 'import', subjectId: input.id });

/**
 * Takes a sheet in: what stands on it is read at once, nothing goes into the register.
 * @throws AppError `sheets.*` for a file that is none; residents.noTable (422) when no row of it names columns; residents.fileTooLarge
 */
export const receiveSheet = useCase({
	name: 'residents.receiveSheet',
	access: permissions.import,
	input: ReceiveInput,
	prepare: async (_ctx, { bytes }): Promise<SheetLine[]> => {
		const { sheets } = await readSheets(Buffer.from(bytes));
		const lines = sheets.map(({ name, hidden, tables }): SheetLine => ({
			name,
			hidden,
			tables: tables.map(({ title, headRows, rows, fingerprint, columns }) => ({ title, headRows, rows: rows.length, fingerprint, heads: columns.map(({ head }) => head) }))
		}));
		if (!lines.some(({ tables }) => tables.some(({ rows }) => rows > 0))) throw new AppError('residents.noTable', { status: 422 });
		return lines;
	},
	run: async (tx, { name, bytes, communityId }, sheets) => {
		const { db, ctx } = tx;
		demandImportInto(ctx.actor, communityId);
		const scope = importScope(ctx.actor);
		const id = newId();
		const home = communityId ?? (scope !== 'all' && scope.length === 1 ? scope[0]! : null);
		await db
			.insertInto('residents.import')
			.values({ subdistrict_id: ctx.subdistrictId, id, community_id: home, file_name: name, sheets: JSON.stringify(sheets), state: 'read', created_at: ctx.clock.now(), created_by: isId(ctx.actor.id) ? ctx.actor.id : null, created_by_name: ctx.actor.name })
			.execute();
		await keepFile(tx, id, Buffer.from(bytes));
		return { id };
	},
	subject: (_input, { id }) => ({ subjectType: 'import', subjectId: id })
});

/** Says which tables and columns are meant, and has every line checked. The choice is remembered for the next file of the form. */
export const checkImport = useCase({
	name: 'residents.checkImport',
	access: permissions.import,
	input: CheckInput,
	run: async (tx, input) => {
		const held = await holdImport(tx, input.id, ['read', 'checking', 'checked', 'failed'], input.version);
		demandOwn(tx.ctx.actor, held);
		const scope = importScope(tx.ctx.actor);
		const communityId = input.communityId ?? held.communityId;
		if (communityId === null) throw fieldWrong('communityId', 'residents.communityMissing');
		demandImportInto(tx.ctx.actor, communityId);
		if (input.statedOn > (await todayOf(tx))) throw fieldWrong('statedOn', 'residents.inTheFuture');
		const fields = Object.values(input.columns);
		if (!fields.includes('name') && !fields.includes('headName')) throw fieldWrong('columns', 'residents.noNameColumn');
		const asked = new Set((await consentPurposes(tx)).map(({ field }) => field));
		if (fields.some((field) => field && isConsent(field) && !asked.has(field))) throw fieldWrong('columns', 'residents.noConsentNeeded');
		const tables = input.tables.map(([sheet, table]) => held.sheets[sheet]?.tables[table]).filter((table) => table !== undefined);
		const forms = [...new Map(tables.map((table) => [table.fingerprint, { fingerprint: table.fingerprint, name: table.title || held.fileName, keys: Object.keys(input.columns) }])).values()];
		await rememberForms(tx, forms, input.columns);
		await setState(tx, input.id, { state: 'checking', communityId, doneCount: 0, counts: {}, errorCode: null, choices: { tables: input.tables, columns: input.columns, statedOn: input.statedOn, accepted: held.choices?.accepted ?? [] } });
		await tx.enqueue('residents:checkImport', { importId: input.id, version: held.version + 1, scope }, { key: `check:${input.id}` });
	},
	subject
});

/** Decides on one line; `null` opens it again. @throws residents.notACandidate (422) for somebody whom the line was not compared with */
export const decideImportRow = useCase({
	name: 'residents.decideImportRow',
	access: permissions.import,
	input: DecideInput,
	run: async (tx, { id, rowNo, decision, personId }) => {
		const { db, ctx } = tx;
		demandOwn(ctx.actor, await holdImport(tx, id, ['checked']));
		const row = await db.selectFrom('residents.import_row').select(['values_sealed as sealed', 'worst', 'match']).where('subdistrict_id', '=', ctx.subdistrictId).where('import_id', '=', id).where('row_no', '=', rowNo).executeTakeFirst();
		if (!row) throw conflict('residents.importMoved');
		const { candidates } = openRow<SealedRow>(row.sealed);
		const target = decision === 'update' && row.match !== 'in_file' ? (personId ?? candidates[0]?.personId ?? null) : null;
		if (decision === 'update' && row.match !== 'in_file' && !candidates.some((candidate) => candidate.personId === target)) throw new AppError('residents.notACandidate', { status: 422 });
		await db.updateTable('residents.import_row').set({ decision, decided_for: target }).where('subdistrict_id', '=', ctx.subdistrictId).where('import_id', '=', id).where('row_no', '=', rowNo).execute();
		return countRows(tx, id);
	},
	subject: (input) => ({ ...subject(input), detail: { row: input.rowNo, decision: input.decision } })
});

/** The same decision for every line on which nobody has decided. `update` takes the likeliest person, and leaves alone where two are equally likely. */
export const decideRest = useCase({
	name: 'residents.decideRest',
	access: permissions.import,
	input: DecideRestInput,
	run: async (tx, { id, decision }) => {
		const { db, ctx } = tx;
		demandOwn(ctx.actor, await holdImport(tx, id, ['checked']));
		const { numUpdatedRows } = await db
			.updateTable('residents.import_row')
			.set({ decision, decided_for: decision === 'update' ? sql`candidates[1]` : null })
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('import_id', '=', id)
			.where('worst', '!=', 'error')
			.where('decision', 'is', null)
			.$if(decision === 'update', (q) => q.where('match', '=', 'likely'))
			.executeTakeFirst();
		return { rows: Number(numUpdatedRows) };
	},
	subject: (input, { rows }) => ({ ...subject(input), detail: { decision: input.decision, rows } })
});

/** Waves errors through: lines whose only errors are these are taken without the damaged value. An empty list takes it back. */
export const acceptProblems = useCase({
	name: 'residents.acceptProblems',
	access: permissions.import,
	input: AcceptInput,
	run: async (tx, { id, codes }) => {
		const { db, ctx } = tx;
		const held = await holdImport(tx, id, ['checked']);
		demandOwn(ctx.actor, held);
		await setState(tx, id, { state: 'checked', choices: { ...held.choices!, accepted: codes } });
		// What was an error alone becomes a warning, and gets the decision that its match proposes.
		await sql`UPDATE residents.import_row i SET worst = n.worst, decision = CASE WHEN n.worst = 'error' THEN NULL WHEN i.worst = 'error' THEN (CASE i.match WHEN 'same' THEN 'update' WHEN 'in_file' THEN 'update' WHEN 'new' THEN 'create' END) ELSE i.decision END
			FROM (SELECT r.row_no, CASE WHEN EXISTS (SELECT 1 FROM jsonb_array_elements(r.problems) p WHERE p->>'level' = 'error' AND NOT p->>'code' = ANY(${codes}::text[])) THEN 'error' WHEN jsonb_array_length(r.problems) > 0 THEN 'warning' ELSE 'ok' END AS worst
				FROM residents.import_row r WHERE r.subdistrict_id = ${ctx.subdistrictId} AND r.import_id = ${id}) n
			WHERE i.subdistrict_id = ${ctx.subdistrictId} AND i.import_id = ${id} AND i.row_no = n.row_no`.execute(db);
		return countRows(tx, id);
	},
	subject: (input) => ({ ...subject(input), detail: { codes: input.codes } })
});

/** Lets the checked lines be taken into the register: a job, in one transaction. @throws residents.nothingToImport (409) */
export const applyImport = useCase({
	name: 'residents.applyImport',
	access: permissions.import,
	input: ImportId,
	run: async (tx, { id }) => {
		// `applying` again: the machine stopped on the way, and nothing was written.
		const held = await holdImport(tx, id, ['checked', 'applying']);
		demandOwn(tx.ctx.actor, held);
		const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM residents.import_row WHERE subdistrict_id = ${tx.ctx.subdistrictId} AND import_id = ${id} AND worst <> 'error' AND decision IN ('create', 'update')`.execute(tx.db);
		if (!rows[0]!.n) throw conflict('residents.nothingToImport');
		await setState(tx, id, { state: 'applying', doneCount: 0, rowCount: rows[0]!.n, errorCode: null });
		await tx.enqueue('residents:applyImport', { importId: id, by: tx.ctx.actor.id, byName: tx.ctx.actor.name, scope: importScope(tx.ctx.actor) }, { key: `apply:${id}` });
		return { communityId: held.communityId, rows: rows[0]!.n };
	},
	subject: (input, { communityId, rows }) => ({ ...subject(input), communityId, detail: { rows } })
});

/**
 * Takes a whole import back, within 30 days; what somebody changed since stays. The head of the community may do it, too.
 * @throws residents.undoOver (409)
 */
export const undoImport = useCase({
	name: 'residents.undoImport',
	access: permissions.import,
	input: ImportId,
	run: async (tx, { id }) => {
		const held = await holdImport(tx, id, ['applied', 'undoing']);
		demandSeen(tx.ctx.actor, held);
		if (held.undoUntil === null || held.undoUntil < tx.ctx.clock.now()) throw conflict('residents.undoOver');
		await setState(tx, id, { state: 'undoing', doneCount: 0 });
		await tx.enqueue('residents:undoImport', { importId: id, by: tx.ctx.actor.id, byName: tx.ctx.actor.name }, { key: `undo:${id}` });
		return { communityId: held.communityId };
	},
	subject: (input, { communityId }) => ({ ...subject(input), communityId })
});

/** Throws away a sheet that was not taken in, with everything read from it. */
export const dropImport = useCase({
	name: 'residents.dropImport',
	access: permissions.import,
	input: ImportId,
	run: async (tx, { id }) => {
		const held = await holdImport(tx, id, ['read', 'checking', 'checked', 'failed']);
		demandOwn(tx.ctx.actor, held);
		await forgetRows(tx, id);
		await setState(tx, id, { state: 'dropped', counts: {} });
	},
	subject
});

/** Removes the file and the lines of an import: what stays says that it was, and how many. */
export async function forgetRows({ db, ctx }: Parameters<Parameters<typeof useCase>[0]['run']>[0], id: string): Promise<void> {
	for (const table of ['residents.import_file', 'residents.import_row', 'residents.import_change'] as const) await db.deleteFrom(table).where('subdistrict_id', '=', ctx.subdistrictId).where('import_id', '=', id).execute();
}
