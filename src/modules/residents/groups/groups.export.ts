/** A group's list as an Excel sheet: for a reason, with a look on each person's record, and who took it out when in every row. */
import type { Writable } from 'node:stream';
import * as v from 'valibot';
import { listCommunities } from '#modules/areas/index.ts';
import type { Ctx } from '#platform/context.ts';
import { forbidden } from '#platform/errors.ts';
import type { Page } from '#platform/keyset.ts';
import { pagedSheet, SHEET_BATCH, stampCell, type SheetColumn } from '#platform/sheets/paged.ts';
import { zoneOf } from '#platform/tenant.ts';
import { forModule } from '#platform/usecase.ts';
import { sexes } from '../codes/index.ts';
import { id } from '../household/household.schemas.ts';
import { permissions } from '../residents.permissions.ts';
import { levelOf, seeing } from '../residents.policy.ts';
import { takenBeside, writeLooks } from '../privacy/looks.ts';
import { REVEAL_REASONS, saysWhy } from '../privacy/reasons.ts';
import { openDetail } from './group-facts.store.ts';
import { fieldGroupOf, groupLine, groupLines, groupListInput, type GroupLine } from './groups.queries.ts';
import type { GroupOption } from './group-types.data.ts';
import { groupsMessages } from '../messages/groups.ts';

const { useCase } = forModule<'residents'>();

/** A line with what a reason opens: kind and grade of health and child groups, to staff of the person's own community. */
export type ExportLine = GroupLine & { kindName: string; gradeName: string };

const ExportInput = v.pipe(
	v.object({ ...groupListInput, cursor: v.optional(v.nullable(id), null), reasonCode: v.optional(v.picklist(REVEAL_REASONS)), reason: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200, 'residents.tooLong')), '') }),
	v.forward(
		v.check(({ reasonCode, reason }) => reasonCode !== undefined || saysWhy(reason), 'residents.reasonMissing'),
		['reason']
	)
);
export type ExportRequest = v.InferInput<typeof ExportInput>;

/** One page of an export, each person in it with a look. @throws AppError residents.reasonMissing (422), platform.forbidden (403) */
export const exportGroup = useCase({
	name: 'residents.exportGroup',
	access: permissions.export,
	input: ExportInput,
	run: async (tx, { cursor, reasonCode, reason, ...filter }): Promise<Page<ExportLine>> => {
		const { ctx } = tx;
		const { rows, next, type, today } = await groupLines(tx, filter, cursor, SHEET_BATCH);
		const group = type && fieldGroupOf(type.sensitivity);
		const opens = (communityId: string | null): boolean => group !== null && (levelOf(seeing(ctx.actor, communityId), group) === 'full' || seeing(ctx.actor, communityId) === 'own_staff');
		if ((filter.kind || filter.grade) && rows.some((row) => !opens(row.communityId))) throw forbidden(permissions.export.key);
		const details = new Map(rows.length && type?.sensitivity === 'health' ? (await tx.db.selectFrom('residents.group_fact').select(['id', 'kind', 'grade', 'detail_sealed']).where('subdistrict_id', '=', ctx.subdistrictId).where('id', 'in', rows.flatMap((row) => row.factId ?? [])).execute()).map((row) => [row.id, openDetail(row)] as const) : []);
		await writeLooks(tx, rows.map((row) => ({ id: row.id, communityId: row.communityId })), { what: 'export', took: takenBeside(group ? [group] : []), reasonCode, reason });
		const named = (options: readonly GroupOption[], code: string | null | undefined) => {
			const option = options.find((each) => each.code === code);
			return option ? (ctx.locale === 'en' && option.nameEn) || option.name : '';
		};
		const items = rows.map((row): ExportLine => {
			const line = groupLine(ctx.actor, row, type, today);
			const detail = opens(row.communityId) ? (details.get(row.factId ?? '') ?? { kind: row.kind, grade: row.grade }) : line;
			return { ...line, kindName: named(type?.kinds ?? [], detail.kind), gradeName: named(type?.grades ?? [], detail.grade) };
		});
		return { items, next };
	},
	subject: ({ code, communityId, reasonCode, reason }, { items }) => ({ subjectType: 'group', subjectId: code, communityId, reason: [reasonCode, reason].filter(Boolean).join(': '), detail: { rows: items.length } })
});

/**
 * The list as a workbook, streamed.
 * @returns what writes it into a stream and ends it
 * @throws as `exportGroup` for the first page
 */
export async function groupSheet(ctx: Ctx, title: string, request: ExportRequest): Promise<(target: Writable) => Promise<void>> {
	const m = groupsMessages[ctx.locale].sheet;
	const areas = new Map((await listCommunities(ctx, {})).map((each) => [each.id, (ctx.locale === 'en' && each.nameEn) || each.name]));
	const mark = m.takenBy(ctx.actor.name, stampCell(await zoneOf(ctx))(ctx.clock.now())!);
	const columns: SheetColumn<ExportLine>[] = [
		{ header: m.name, value: ({ person }) => person.name },
		{ header: m.sex, value: ({ person }) => (sexes.has(person.sex) && person.sex !== '0' ? sexes.word(person.sex, ctx.locale) : '') },
		{ header: m.age, format: 'integer', value: ({ person }) => person.age },
		{ header: m.community, value: ({ person }) => areas.get(person.communityId ?? '') ?? '' },
		{ header: m.address, value: ({ person }) => person.address },
		{ header: m.phone, value: ({ person }) => person.phone },
		{ header: m.kind, value: (line) => line.kindName },
		{ header: m.grade, value: (line) => line.gradeName },
		{ header: m.since, format: 'date', value: (line) => line.fromOn },
		{ header: m.review, format: 'date', value: (line) => line.reviewOn },
		// In every row, so that no part of the sheet goes about without it.
		{ header: m.taken, value: () => mark }
	];
	return pagedSheet(ctx, title, columns, (cursor) => exportGroup(ctx, { ...request, cursor }));
}

