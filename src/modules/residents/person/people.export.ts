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
import { groupTags, type GroupTags } from '../groups/tags.ts';
import { groupsMessages } from '../messages/groups.ts';
import { peopleMessages } from '../messages/people.ts';
import { writeLooks } from '../privacy/looks.ts';
import { REVEAL_REASONS, saysWhy } from '../privacy/reasons.ts';
import { permissions } from '../residents.permissions.ts';
import { mayOpen } from '../residents.policy.ts';
import type { PersonCard } from './card.ts';
import { findPeople, SearchInput } from './search.ts';

const { useCase } = forModule<'residents'>();

/** People to a page of the sheet; as many as `groupTags` answers at once. */
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

/**
 * One page of the list, each person in it with a look. Who belongs to another community is found by a whole number, and goes into no sheet.
 * @throws AppError residents.reasonMissing (422), platform.forbidden (403)
 */
export const exportPeople = useCase({
	name: 'residents.exportPeople',
	access: permissions.export,
	input: ExportInput,
	prepare: (ctx) => land(ctx),
	run: async (tx, { reasonCode, reason, ...query }, all): Promise<Page<PersonCard>> => {
		const { items, next } = await findPeople(tx, { ...query, limit: BATCH }, all);
		const own = items.filter(({ seeing }) => mayOpen(seeing));
		await writeLooks(tx, own, { what: 'export', reasonCode, reason });
		return { items: own, next };
	},
	// What was looked for may be a name or a number, and stands in no log.
	subject: ({ communityId, group, presence, reasonCode, reason }, { items }) => ({ subjectType: 'register', communityId: communityId ?? null, reason: [reasonCode, reason].filter(Boolean).join(': '), detail: { rows: items.length, group: group ?? '', presence: presence ?? '' } })
});

type Line = PersonCard & { groups: GroupTags | null };

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
	return pagedSheet(ctx, p.list, columns, async (after) => {
		const { items, next } = await exportPeople(ctx, { ...request, after });
		const tags = await groupTags(ctx, { ids: items.map(({ id }) => id) });
		return { items: items.map((card) => ({ ...card, groups: tags.get(card.id) ?? null })), next };
	});
}
