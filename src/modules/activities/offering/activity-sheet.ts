import type { Writable } from 'node:stream';
import { areaNames } from '#modules/areas/index.ts';
import type { Ctx } from '#platform/context.ts';
import { pagedSheet, SHEET_BATCH, stampCell, type SheetColumn } from '#platform/sheets/paged.ts';
import { listKinds } from '../kinds/kinds.usecases.ts';
import { activitiesDeskMessages } from '../messages/desk.ts';
import { activitiesMessages } from '../messages/index.ts';
import { givesText, repeatText, yuan } from '../ui/words.ts';
import { deskActivities, type ActivityLine } from './activity.queries.ts';
import type { ActivityState } from './activity.model.ts';
import { contributions, type Contribution } from './contributions.queries.ts';

/** The desk's list as a sheet, under the same filter. @returns what writes it into a stream */
export async function activitySheet(ctx: Ctx, zone: string, filter: { state: ActivityState | null; kind: string | null; communityId: string | null; words: string | null }): Promise<(target: Writable) => Promise<void>> {
	const all = activitiesMessages[ctx.locale];
	const m = activitiesDeskMessages[ctx.locale].list;
	const [nameOf, kinds] = await Promise.all([areaNames(ctx), listKinds(ctx, {})]);
	const kindOf = (code: string) => {
		const kind = kinds.find((each) => each.code === code);
		return kind ? (ctx.locale === 'en' && kind.nameEn) || kind.name : code;
	};
	const stamp = stampCell(zone);
	const columns: SheetColumn<ActivityLine>[] = [
		{ header: m.columnTitle, value: (line) => line.title },
		{ header: m.kind, value: (line) => kindOf(line.kind) },
		{ header: m.state, value: (line) => all.state[line.state] },
		{ header: m.columnWhere, value: (line) => (line.communityId ? nameOf(line.communityId) : all.wholeSubdistrict) },
		{ header: m.sheetFirst, format: 'date', value: (line) => line.firstOn },
		{ header: m.sheetRepeat, value: (line) => repeatText({ m: all, locale: ctx.locale, zone }, { rule: line.rule, skipHolidays: false }) || all.repeats.once },
		{ header: m.columnNext, format: 'datetime', value: (line) => stamp(line.nextAt) },
		{ header: m.columnSeats, value: (line) => (line.nextTaken === null ? '' : m.seats(line.nextTaken, line.nextCapacity)) },
		{ header: m.columnPast, format: 'integer', value: (line) => line.past },
		{ header: m.sheetChanged, format: 'datetime', value: (line) => stamp(line.changedAt) },
		{ header: m.sheetBy, value: (line) => line.changedBy }
	];
	return pagedSheet(ctx, m.sheetName, columns, (cursor) => deskActivities(ctx, { ...filter, cursor, limit: 200 }));
}

/** Who gave what in a period as a sheet. @returns what writes it into a stream */
export async function contributionSheet(ctx: Ctx, filter: { from: string; to: string; organizationId: string | null; communityId: string | null }): Promise<(target: Writable) => Promise<void>> {
	const all = activitiesMessages[ctx.locale];
	const m = activitiesDeskMessages[ctx.locale].contributions;
	const nameOf = await areaNames(ctx);
	const columns: SheetColumn<Contribution>[] = [
		{ header: m.columnOrganization, value: (line) => line.name },
		{ header: m.columnRole, value: (line) => all.role[line.role] },
		{ header: m.columnGives, value: (line) => (line.gives ? all.gives[line.gives] : '') },
		{ header: m.columnAmount, value: (line) => (line.amount === null ? '' : line.gives === 'money' ? yuan(line.amount) : givesText({ m: all, locale: ctx.locale }, { ...line, words: '' })) },
		{ header: m.columnWords, value: (line) => line.words },
		{ header: m.columnActivity, value: (line) => line.title },
		{ header: m.columnWhere, value: (line) => (line.communityId ? nameOf(line.communityId) : all.wholeSubdistrict) },
		{ header: m.columnTimes, format: 'integer', value: (line) => line.times },
		{ header: m.from, format: 'date', value: (line) => line.firstDay },
		{ header: m.columnLast, format: 'date', value: (line) => line.lastDay }
	];
	return pagedSheet(ctx, m.title, columns, (cursor) => contributions(ctx, { ...filter, cursor, limit: SHEET_BATCH }));
}
