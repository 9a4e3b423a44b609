/** The sheet of an import: kept sealed, read again whenever it is asked for. */
import type { ReadTx, WriteTx } from '#platform/db/tx.ts';
import { notFound } from '#platform/errors.ts';
import { seal, unseal } from '#platform/secrets.ts';
import { readWorkbook, type Sheet } from '#platform/sheets/index.ts';
import { findTables, type Table } from './tables.ts';

const PURPOSE = 'import';
/** Rows of a sheet that are taken; a subdistrict's largest register has about that many. */
const LIMITS = { rows: 60_000, columns: 200, cells: 2_000_000 };

export interface ReadSheet extends Pick<Sheet, 'name' | 'hidden' | 'rows'> {
	tables: Table[];
}

export interface ReadFile {
	sheets: ReadSheet[];
	date1904: boolean;
}

/** @throws AppError `sheets.*` */
export async function readSheets(bytes: Buffer): Promise<ReadFile> {
	const book = await readWorkbook(bytes, LIMITS);
	return { date1904: book.date1904, sheets: book.sheets.map(({ name, hidden, rows }) => ({ name, hidden, rows, tables: findTables({ rows }) })) };
}

export async function keepFile({ db, ctx }: WriteTx<'residents'>, importId: string, bytes: Buffer): Promise<void> {
	await db.insertInto('residents.import_file').values({ subdistrict_id: ctx.subdistrictId, import_id: importId, bytes_sealed: seal(bytes.toString('base64'), PURPOSE) }).execute();
}

/** @throws platform.notFound when it was removed */
export async function openFile({ db, ctx }: ReadTx<'residents'>, importId: string): Promise<Buffer> {
	const row = await db.selectFrom('residents.import_file').select('bytes_sealed').where('subdistrict_id', '=', ctx.subdistrictId).where('import_id', '=', importId).executeTakeFirst();
	if (!row) throw notFound('file');
	return Buffer.from(unseal(row.bytes_sealed, PURPOSE), 'base64');
}

export const sealRow = (row: unknown): string => seal(JSON.stringify(row), PURPOSE);
export const openRow = <T>(sealed: string): T => JSON.parse(unseal(sealed, PURPOSE)) as T;
