/** The people that a search finds as an Excel sheet: what the list shows and no more, for a reason, with a look on each record and who took it out when in every row. */
import type { Writable } from 'node:stream';
import * as v from 'valibot';
import { land, listCommunities } from '#modules/areas/index.ts';
import type { Ctx } from '#platform/context.ts';
import type { Page } from '#platform/keyset.ts';
import { pagedSheet, stampCell, type SheetColumn } from '#platform/sheets/paged.ts';
import { zoneOf } from '#platform/tenant.ts';
import { forModule } from '#platform/usecase.ts';
import { sexes } from '../codes/index.ts';
import { fieldGroupOf } from '../groups/groups.queries.ts';
import { tagsOf, type GroupTags } from '../groups/tags.ts';
import { groupsMessages } from '../messages/groups.ts';
import { peopleMessages } from '../messages/people.ts';
import { takenBeside, writeLooks } from '../privacy/looks.ts';
import { REVEAL_REASONS, saysWhy } from '../privacy/reasons.ts';
import { permissions } from '../residents.permissions.ts';
import { mayOpen } from '../residents.policy.ts';
import type { PersonCard } from './card.ts';
import { findPeople, SearchInput } from './search.ts';

const { useCase } = forModule<'residents'>();

/** People to a page of the sheet. */
const BATCH = 100;

const { limit: _, ...search } = SearchInput.entries;
const ExportInput = v.pipe(
	v.object({ ...search, reasonCode: v.optional(v.picklist(REVEAL_REASONS)), reason: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200, 'residents.tooLong')), '') }),
	v.forward(
		v.check(({ reasonCode, reason }) => reasonCode !== undefined || saysWhy(reason), 'residents.reasonMissing'),
		['reason']
	)
);
export type PeopleExport = v.InferInput<typeof ExportInput>;

type Line = PersonCard & { groups: GroupTags | null };

/**
 * One page of the list, each person in it with a look. Who belongs to another community is found by a whole number, and goes into no sheet.
 * @throws AppError residents.reasonMissing (422), platform.forbidden (403)
 */
export const exportPeople = useCase({
	name: 'residents.exportPeople',
	access: permissions.export,
	input: ExportInput,
	prepare: (ctx) => land(ctx),
	run: async (tx, { reasonCode, reason, ...query }, all): Promise<Page<Line>> => {
		const { items, next } = await findPeople(tx, { ...query, limit: BATCH }, all);
		const own = items.filter(({ seeing }) => mayOpen(seeing));
		const tags = await tagsOf(tx, own.map(({ id }) => id));
		const lines = own.map((card): Line => ({ ...card, groups: tags.get(card.id) ?? null }));
		await writeLooks(tx, lines.map(({ id, communityId, groups }) => ({ id, communityId, took: takenBeside((groups?.recorded ?? []).map(({ sensitivity }) => fieldGroupOf(sensitivity))) })), { what: 'export', reasonCode, reason });
		return { items: lines, next };
	},
	// What was looked for may be a name or a number, and stands in no log.
	subject: ({ communityId, group, presence, reasonCode, reason }, { items }) => ({ subjectType: 'register', communityId: communityId ?? null, reason: [reasonCode, reason].filter(Boolean).join(': '), detail: { rows: items.length, group: group ?? '', presence: presence ?? '' } })
});

/**
 * The list as a workbook, streamed.
 * @returns what writes it into a stream and ends it
 * @throws as `exportPeople` for the first page
 */
export async function peopleSheet(ctx: Ctx, request: PeopleExport): Promise<(target: Writable) => Promise<void>> {
	const { locale } = ctx;
	const [p, m] = [peopleMessages[locale], groupsMessages[locale]];
	const areas = new Map((await listCommunities(ctx, {})).map((each) => [each.id, (locale === 'en' && each.nameEn) || each.name]));
	const mark = m.sheet.takenBy(ctx.actor.name, stampCell(await zoneOf(ctx))(ctx.clock.now())!);
	const named = (group: { name: string; nameEn: string }) => (locale === 'en' && group.nameEn) || group.name;
	const columns: SheetColumn<Line>[] = [
		{ header: m.sheet.name, value: ({ name }) => name },
		{ header: m.sheet.sex, value: ({ sex }) => (sexes.has(sex) && sex !== '0' ? sexes.word(sex, locale) : '') },
		{ header: m.sheet.age, format: 'integer', value: ({ age }) => age },
		{ header: p.columns.groups, value: ({ groups }) => [...(groups?.derived.map((code) => m.derived[code] ?? code) ?? []), ...(groups?.recorded.map(named) ?? [])].join(locale === 'zh' ? '、' : ', ') },
		{ header: m.sheet.community, value: ({ communityId }) => areas.get(communityId ?? '') ?? '' },
		{ header: m.sheet.address, value: ({ address }) => address },
		{ header: m.sheet.phone, value: ({ phone }) => phone },
		// In every row, so that no part of the sheet goes about without it.
		{ header: m.sheet.taken, value: () => mark }
	];
	return pagedSheet(ctx, p.list, columns, (after) => exportPeople(ctx, { ...request, after }));
}
