/**
 * The record of service as an Excel sheet in the field order of the national record (民函〔2012〕340号, from memory and
 * unverified): unofficial, until the ministry's data standard (MZ/T 061) is in hand. One row for each line of service.
 */
import type { Writable } from 'node:stream';
import type { Ctx } from '#platform/context.ts';
import { pagedSheet, SHEET_BATCH } from '#platform/sheets/paged.ts';
import { sheetWords } from '../messages/sheet.ts';
import { volunteersMessages } from '../messages/index.ts';
import { exportService, type ServiceRecord } from './ledger.queries.ts';

/**
 * @returns what writes the workbook into a stream and ends it
 * @throws platform.forbidden (403), platform.invalidInput (422) without a reason
 */
export async function serviceSheet(ctx: Ctx, asked: { from: string; to: string; communityId: string | null; reason: string }): Promise<(target: Writable) => Promise<void>> {
	const m = volunteersMessages[ctx.locale];
	const w = sheetWords[ctx.locale];
	const said = (words: Record<string, string>, codes: readonly string[]): string => codes.map((code) => words[code] ?? code).join(w.comma);
	return pagedSheet<ServiceRecord>(
		ctx,
		w.sheet,
		[
			{ header: w.name, value: (row) => row.name },
			{ header: w.sex, value: (row) => m.sex[row.sex as keyof typeof m.sex] ?? '' },
			{ header: w.birth, value: (row) => row.birthDate },
			{ header: w.idNumber, value: (row) => row.idNumber },
			{ header: w.livingArea, value: (row) => row.livingArea },
			{ header: w.phone, value: (row) => row.phone },
			{ header: w.skills, value: (row) => said(m.skill, row.skills) },
			{ header: w.categories, value: (row) => said(m.category, row.categories) },
			{ header: w.number, value: (row) => row.number },
			{ header: w.title, width: 24, value: (row) => row.title },
			{ header: w.on, value: (row) => row.onDay },
			{ header: w.place, value: (row) => row.place },
			{ header: w.served, value: (row) => row.served },
			{ header: w.content, width: 30, value: (row) => row.content },
			{ header: w.minutes, format: 'integer', value: (row) => row.minutes },
			{ header: w.quality, value: (row) => row.quality },
			{ header: w.lead, value: (row) => row.leadName },
			{ header: w.recorder, value: (row) => row.recorderName }
		],
		(cursor) => exportService(ctx, { ...asked, cursor, limit: SHEET_BATCH })
	);
}
