/** Reads forms: the list with its counter of saved typing, one form, one filling with what changed, and the file itself. */
import { dateIn } from '#platform/dates/index.ts';
import { stampCell } from '#platform/sheets/paged.ts';
import { zoneOf } from '#platform/tenant.ts';
import { groupsMessages } from '../messages/groups.ts';
import { sql } from 'kysely';
import * as v from 'valibot';
import type { Ctx } from '#platform/context.ts';
import { notFound } from '#platform/errors.ts';
import { fillTemplate, stampWorkbook, type FillChange, type FillResult } from '#platform/sheets/index.ts';
import { forModule } from '#platform/usecase.ts';
import { id as Id } from '../household/household.schemas.ts';
import { CARD_COLUMNS, cardOf, people, type CardRow } from '../person/card.ts';
import { permissions } from '../residents.permissions.ts';
import { todayOf } from '#platform/today.ts';
import { FormId } from './form.schemas.ts';
import { openKept, readForm, templateOf, type FormRecord } from './forms.usecases.ts';

const { query, useCase } = forModule<'residents'>();

export interface FormLineView extends Pick<FormRecord, 'id' | 'name' | 'issuer' | 'fileName' | 'changedAt' | 'archivedAt'> {
	fills: number;
	/** cells that nobody had to type */
	cells: number;
	lastAt: Date | null;
}

/** Forms by name, those in use first; the counter adds up all of them. */
export const listForms = query({
	name: 'residents.listForms',
	access: permissions.export,
	input: v.object({}),
	run: async ({ db, ctx }): Promise<{ forms: FormLineView[]; fills: number; cells: number }> => {
		const { rows } = await sql<FormLineView>`SELECT f.id, f.name, f.issuer, f.file_name AS "fileName", f.changed_at AS "changedAt", f.archived_at AS "archivedAt", count(l.id)::int AS fills, coalesce(sum(l.cells), 0)::int AS cells, max(l.made_at) AS "lastAt"
			FROM residents.report_form f LEFT JOIN residents.report_fill l ON l.subdistrict_id = f.subdistrict_id AND l.form_id = f.id
			WHERE f.subdistrict_id = ${ctx.subdistrictId} GROUP BY f.subdistrict_id, f.id ORDER BY f.archived_at IS NOT NULL, f.name, f.id LIMIT 500`.execute(db);
		return { forms: rows, fills: rows.reduce((sum, { fills }) => sum + fills, 0), cells: rows.reduce((sum, { cells }) => sum + cells, 0) };
	}
});

export interface FillLine {
	id: string;
	communityId: string | null;
	from: string | null;
	to: string | null;
	rows: number;
	cells: number;
	changed: number;
	madeAt: Date;
	madeByName: string;
	/** the caller's own: what stands in it may be opened */
	own: boolean;
}

const FILL_COLUMNS = ['id', 'community_id as communityId', 'period_from as from', 'period_to as to', 'rows', 'cells', 'changed', 'made_at as madeAt', 'made_by as madeBy', 'made_by_name as madeByName'] as const;

/** One form, what goes where, and its fillings, the newest first. */
export const formById = query({
	name: 'residents.formById',
	access: permissions.export,
	input: FormId,
	run: async (tx, { id }): Promise<FormRecord & { fills: FillLine[] }> => {
		const { db, ctx } = tx;
		const form = await readForm(tx, id);
		const rows = await db.selectFrom('residents.report_fill').select(FILL_COLUMNS).where('subdistrict_id', '=', ctx.subdistrictId).where('form_id', '=', id).orderBy('made_at', 'desc').orderBy('id', 'desc').limit(50).execute();
		return { ...form, fills: rows.map(({ madeBy, ...row }): FillLine => ({ ...row, own: madeBy !== null && madeBy === ctx.actor.id })) };
	}
});

export interface ChangeView extends FillChange {
	/** whose line it is, as the caller may see them; null for a single cell, or somebody who is gone */
	who: { id: string; name: string } | null;
	head: string;
}

export interface FillView extends FillLine {
	formId: string;
	formName: string;
	changes: ChangeView[];
	moreChanges: number;
	skipped: FillResult['skipped'];
	first: boolean;
	/** cells that say how many, with what they count: `measure:…`, `group:…` */
	figures: { sheet: string; reference: string; source: string; value: string }[];
}

const SHOWN = 500;

/** One's own filling: what changed since the one before, and what could not be filled. */
export const fillById = query({
	name: 'residents.fillById',
	access: permissions.export,
	input: v.object({ id: Id }),
	run: async (tx, { id }): Promise<FillView> => {
		const { db, ctx } = tx;
		const row = await db.selectFrom('residents.report_fill').select([...FILL_COLUMNS, 'form_id as formId', 'cells_sealed as sealed']).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).executeTakeFirst();
		if (!row || row.madeBy === null || row.madeBy !== ctx.actor.id) throw notFound('fill');
		const form = await readForm(tx, row.formId);
		const { changes, skipped, first, fills } = openKept(row.sealed);
		const shown = changes.slice(0, SHOWN);
		const keys = [...new Set(shown.map(({ key }) => key).filter(Boolean))];
		const today = await todayOf(tx);
		const cards = keys.length ? await people(tx).select(CARD_COLUMNS).where('p.id', '=', sql<string>`any(${keys}::uuid[])`).execute() : [];
		const names = new Map(cards.map((card) => [card.id, cardOf(ctx.actor, card as CardRow, today).name]));
		const headOf = ({ sheet, slot }: FillChange): string => {
			const letter = /[A-Z]+$/.exec(slot)?.[0];
			const outline = form.sheets.find((each) => each.sheet === sheet);
			return outline?.lists.flatMap(({ columns }) => columns).find((column) => column.letter === letter)?.head ?? outline?.cells.find(({ reference }) => reference === slot)?.label ?? '';
		};
		const { madeBy: _madeBy, sealed: _sealed, ...line } = row;
		return {
			...line,
			own: true,
			formName: form.name,
			changes: shown.map((change) => ({ ...change, who: names.has(change.key) ? { id: change.key, name: names.get(change.key)! } : null, head: headOf(change) })),
			moreChanges: changes.length - shown.length,
			skipped,
			first,
			figures: form.mapping.cells.flatMap(({ sheet, reference, source }) => {
				if (!source.includes(':')) return [];
				const value = fills.find((fill) => fill.sheet === sheet)?.cells.find((cell) => cell.reference === reference)?.value;
				return value === undefined || value === null ? [] : [{ sheet, reference, source, value: typeof value === 'object' ? value.date : String(value) }];
			})
		};
	}
});

const takeFill = useCase({
	name: 'residents.fetchFilledForm',
	access: permissions.export,
	input: v.object({ id: Id }),
	run: async (tx, { id }) => {
		const { db, ctx } = tx;
		const row = await db.selectFrom('residents.report_fill').select(['form_id as formId', 'cells_sealed as sealed', 'made_by as madeBy', 'community_id as communityId', 'made_at as madeAt']).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).executeTakeFirst();
		if (!row || row.madeBy === null || row.madeBy !== ctx.actor.id) throw notFound('fill');
		return { form: await readForm(tx, row.formId), fills: openKept(row.sealed).fills, communityId: row.communityId, madeAt: row.madeAt };
	},
	subject: ({ id }, { form, communityId }) => ({ subjectType: 'form', subjectId: form.id, communityId, detail: { fill: id } })
});

/** The filled file of one's own filling, made anew from the template; each fetching is in the audit log, and in the file's properties, where it disturbs no form. */
export async function filledFile(ctx: Ctx, input: { id: string }): Promise<{ name: string; bytes: Buffer }> {
	const { form, fills, madeAt } = await takeFill(ctx, input);
	const [{ bytes }, zone] = [await fillTemplate(await templateOf(form), fills), await zoneOf(ctx)];
	const now = ctx.clock.now();
	const words = groupsMessages[ctx.locale].sheet.takenBy(ctx.actor.name, stampCell(zone)(now)!);
	return { name: `${form.name}-${dateIn(madeAt, zone)}.xlsx`, bytes: await stampWorkbook(bytes, { by: ctx.actor.name, words, at: now }) };
}

