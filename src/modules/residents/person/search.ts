/** Finding people: by a whole number, an address, a name, its sound; or browsing a community by filters. Always within the caller's scope. */
import { sql, type SqlBool } from 'kysely';
import * as v from 'valibot';
import { land, type Land } from '#modules/areas/index.ts';
import { addDays } from '#platform/dates/index.ts';
import { remembered } from '#platform/db/remembered.ts';
import type { Db, ReadTx } from '#platform/db/tx.ts';
import { limitInput, type Page } from '#platform/keyset.ts';
import { forModule } from '#platform/usecase.ts';
import { bornBy, isDerived } from '../groups/derived.model.ts';
import { derivedSql } from '../groups/derived.sql.ts';
import { mayUseFact, readGrounds, type Grounds } from '../privacy/grounds.ts';
import { permissions } from '../residents.permissions.ts';
import { scopeOf } from '../residents.policy.ts';
import { todayOf } from '#platform/today.ts';
import { CARD_COLUMNS, cardOf, people, peopleIn, type CardRow, type PersonCard } from './card.ts';
import { idHash, phoneHash } from './values.ts';
import { soughtBy, type Sought } from './words.ts';

const { query } = forModule<'residents'>();

export const PRESENCES = ['here', 'away', 'left', 'died', 'all'] as const;
export type Presence = (typeof PRESENCES)[number];

const id = v.pipe(v.string(), v.uuid());
const age = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(150));

export const SearchInput = v.object({
	words: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(100, 'residents.tooLong')), ''),
	communityId: v.optional(id),
	compoundId: v.optional(id),
	/** a recorded group's code, or a derived one */
	group: v.optional(v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]{1,39}$/))),
	ageFrom: v.optional(age),
	ageTo: v.optional(age),
	/** here: lives in the subdistrict (also those of whom no household is known) */
	presence: v.optional(v.picklist(PRESENCES)),
	/** the last line's key of the page before */
	after: v.optional(v.nullable(v.pipe(v.string(), v.regex(/^[a-z]\.[0-9a-f-]{36}$/)))),
	limit: limitInput(100)
});
export type SearchQuery = v.InferInput<typeof SearchInput>;
export type Search = v.InferOutput<typeof SearchInput>;

export interface Found extends Page<PersonCard> {
	/** as what the words were read; null: none were given */
	by: Sought['kind'] | null;
	/** of an ID number that cannot be one */
	problem: string | null;
}

/** The last text that begins with a prefix, in the order of bytes. */
const LAST = '\u{10ffff}';

type People = ReturnType<typeof people>;

/**
 * People by words and filters, in the order of what was looked for: by sound when browsing. A whole ID number or telephone also finds
 * people of other communities, shown as the policy shows them there. The keys of pages hold no personal data.
 */
export const searchPeople = query({
	name: 'residents.searchPeople',
	access: permissions.read,
	input: SearchInput,
	prepare: (ctx) => land(ctx),
	run: (tx, input, all): Promise<Found> => findPeople(tx, input, all)
});

/** The same for who is in a transaction already. */
export async function findPeople(tx: ReadTx<'residents'>, input: Search, all: Land): Promise<Found> {
	const sought = input.words === '' ? null : soughtBy(input.words, all, compoundsInScope(tx, all));
	const by = sought?.kind ?? null;
	const nobody: Found = { items: [], next: null, by, problem: sought?.kind === 'badIdNumber' ? `residents.idNumber.${sought.problem}` : null };
	const scope = scopeOf(tx.ctx.actor);
	if (scope !== 'all' && !scope.length) return nobody;
	const today = await todayOf(tx);
	switch (sought?.kind) {
		case undefined:
			return { ...(await browse(tx, input, today)), by, problem: null };
		case 'idNumber':
			return { ...nobody, items: await listed(tx, people(tx).where('p.id_hash', '=', idHash(sought.number)), today) };
		case 'phone':
			return { ...nobody, items: await byPhone(tx, sought.number, today) };
		case 'address':
			return { ...nobody, ...(await byAddress(tx, input, sought, today)) };
		case 'name':
			return { ...nobody, ...(await page(tx, input, today, 'n', 'p.name_key', sought.key)) };
		case 'sound':
			return { ...nobody, ...(await bySound(tx, input, sought, today)) };
		default:
			return nobody;
	}
}

function compoundsInScope({ ctx }: ReadTx<'residents'>, all: Land) {
	const scope = scopeOf(ctx.actor);
	return scope === 'all' ? all.compounds : all.compounds.filter(({ communityId }) => scope.includes(communityId));
}

const listed = async ({ ctx }: ReadTx<'residents'>, found: People, today: string): Promise<PersonCard[]> => {
	const rows = await found.select(CARD_COLUMNS).orderBy('p.id').limit(50).execute();
	return rows.map((row) => cardOf(ctx.actor, row as CardRow, today));
};

/** Whose number it is, and for whom it is the number to call. */
async function byPhone(tx: ReadTx<'residents'>, number: string, today: string): Promise<PersonCard[]> {
	const hash = phoneHash(number);
	const wards = tx.db.selectFrom('residents.relation').select('person_id').where('subdistrict_id', '=', tx.ctx.subdistrictId).where('phone_hash', '=', hash).where('until_on', 'is', null).limit(50);
	const [own, others] = await Promise.all([listed(tx, people(tx).where('p.phone_hash', '=', hash), today), listed(tx, people(tx).where('p.id', 'in', wards), today)]);
	return [...own, ...others.filter((other) => !own.some((each) => each.id === other.id))];
}

const livingHere = (found: People): People => found.where('p.died_on', 'is', null).where('p.left_on', 'is', null);

/** Everything but the words, as conditions that an index behind the tenant wall can serve. */
function filtered({ db, ctx }: ReadTx<'residents'>, found: People, input: Search, today: string, grounds: Grounds): People {
	const scope = scopeOf(ctx.actor);
	const wanted = input.communityId ? (scope === 'all' || scope.includes(input.communityId) ? [input.communityId] : []) : scope;
	let out = found;
	if (wanted !== 'all') out = wanted.length === 1 ? out.where('p.community_id', '=', wanted[0]!) : out.where('p.community_id', '=', sql<string>`any(${wanted}::uuid[])`);
	switch (input.presence ?? 'here') {
		case 'here':
			out = livingHere(out);
			break;
		case 'away':
			out = livingHere(out).where('p.lives_away', '=', true);
			break;
		case 'left':
			out = out.where('p.left_on', 'is not', null).where('p.died_on', 'is', null);
			break;
		case 'died':
			out = out.where('p.died_on', 'is not', null);
	}
	if (input.ageFrom !== undefined) out = out.where('p.birth_date', '<=', bornBy(input.ageFrom, today));
	if (input.ageTo !== undefined) out = out.where('p.birth_date', '>=', addDays(bornBy(input.ageTo + 1, today), 1));
	if (input.compoundId) {
		const buildings = sql<string>`(SELECT id FROM areas.building WHERE subdistrict_id = ${ctx.subdistrictId} AND compound_id = ${input.compoundId})`;
		out = out.where('d.building_id', 'in', buildings);
	}
	if (input.group && isDerived(input.group)) out = out.where(derivedSql(input.group, today));
	else if (input.group)
		out = out.where(
			'p.id',
			'in',
			db.selectFrom('residents.group_fact as f').select('f.person_id').where('f.subdistrict_id', '=', ctx.subdistrictId).where('f.code', '=', input.group).where('f.until_on', 'is', null).where(mayUseFact(grounds, ctx.subdistrictId, 'f'))
		);
	return out;
}

const NO_GROUNDS: Grounds = new Map();

/** What groups may be used for; asked only where people are looked for by one. */
const groundsFor = (tx: ReadTx<'residents'>, { group }: Search): Promise<Grounds> | Grounds => (group && !isDerived(group) ? readGrounds(tx) : NO_GROUNDS);

/** The key of a page: by which order, after whom. Another order's key begins anew. */
const readKey = (key: string | null | undefined, order: string): string | null => (key?.startsWith(`${order}.`) ? key.slice(2) : null);

type SortColumn = 'p.name_key' | 'p.pinyin' | 'p.initials' | 'p.sort_key';

/** Who lives here and is called or sounds so, of all or of one community: nearly all that is asked, so the texts of these questions are remembered. */
const beginning = (column: SortColumn) => ({
	everywhere: remembered((db: Db<'residents'>, given: { subdistrictId: string; from: string; before: string; limit: number }) =>
		livingHere(peopleIn(db, given.subdistrictId)).where(column, '>=', given.from).where(column, '<', given.before).select(CARD_COLUMNS).orderBy(column).orderBy('p.id').limit(given.limit)
	),
	inCommunity: remembered((db: Db<'residents'>, given: { subdistrictId: string; from: string; before: string; limit: number; communityId: string }) =>
		livingHere(peopleIn(db, given.subdistrictId).where('p.community_id', '=', given.communityId)).where(column, '>=', given.from).where(column, '<', given.before).select(CARD_COLUMNS).orderBy(column).orderBy('p.id').limit(given.limit)
	)
});
const beginnings: Record<SortColumn, ReturnType<typeof beginning>> = { 'p.name_key': beginning('p.name_key'), 'p.pinyin': beginning('p.pinyin'), 'p.initials': beginning('p.initials'), 'p.sort_key': beginning('p.sort_key') };

/** The first page of a question without filters, by its remembered text; null: there are filters. */
async function firstUnfiltered({ db, ctx }: ReadTx<'residents'>, input: Search, order: string, column: SortColumn, prefix: string): Promise<CardRow[] | null> {
	const { communityId, compoundId, group, ageFrom, ageTo, presence = 'here', after, limit } = input;
	const scope = scopeOf(ctx.actor);
	if (!prefix || communityId || compoundId || group || ageFrom !== undefined || ageTo !== undefined || presence !== 'here' || readKey(after, order)) return null;
	const given = { subdistrictId: ctx.subdistrictId, from: prefix, before: prefix + LAST, limit: limit + 1 };
	if (scope === 'all') return beginnings[column].everywhere(db, given);
	return scope.length === 1 ? beginnings[column].inCommunity(db, { ...given, communityId: scope[0]! }) : null;
}

/** One page of people in the order of a column, from a beginning of its values on. */
async function page(tx: ReadTx<'residents'>, input: Search, today: string, order: string, column: SortColumn, prefix: string): Promise<Page<PersonCard>> {
	const { db, ctx } = tx;
	const first = await firstUnfiltered(tx, input, order, column, prefix);
	if (first) return cut(tx, first, input.limit, today, order);
	let found = filtered(tx, people(tx), input, today, await groundsFor(tx, input));
	if (prefix) found = found.where(column, '>=', prefix).where(column, '<', prefix + LAST);
	const after = readKey(input.after, order);
	if (after) {
		const last = await db.selectFrom('residents.person as p').select(column).where('p.subdistrict_id', '=', ctx.subdistrictId).where('p.id', '=', after).executeTakeFirst();
		const at = last && Object.values(last)[0];
		if (typeof at === 'string') found = found.where(sql<SqlBool>`(${sql.ref(column)}, p.id) > (${at}, ${after}::uuid)`);
	}
	const rows = await found.select(CARD_COLUMNS).orderBy(column).orderBy('p.id').limit(input.limit + 1).execute();
	return cut(tx, rows as CardRow[], input.limit, today, order);
}

function cut({ ctx }: ReadTx<'residents'>, rows: readonly CardRow[], limit: number, today: string, order: string): Page<PersonCard> {
	const shown = rows.slice(0, limit);
	return { items: shown.map((row) => cardOf(ctx.actor, row, today)), next: rows.length > limit ? `${order}.${shown.at(-1)!.id}` : null };
}

const browse = (tx: ReadTx<'residents'>, input: Search, today: string): Promise<Page<PersonCard>> => page(tx, input, today, 's', 'p.sort_key', '');

/** Initials and whole syllables: the likelier first, the other when there is nobody. */
async function bySound(tx: ReadTx<'residents'>, input: Search, { letters, initialsFirst, mayBeInitials }: Extract<Sought, { kind: 'sound' }>, today: string): Promise<Page<PersonCard>> {
	const ways: [string, SortColumn][] = initialsFirst ? [['i', 'p.initials'], ['p', 'p.pinyin']] : mayBeInitials ? [['p', 'p.pinyin'], ['i', 'p.initials']] : [['p', 'p.pinyin']];
	const going = ways.find(([order]) => readKey(input.after, order));
	if (going) return page(tx, input, today, going[0], going[1], letters);
	for (const [order, column] of ways) {
		const found = await page(tx, input, today, order, column, letters);
		if (found.items.length) return found;
	}
	return { items: [], next: null };
}

/** Who lives behind some doors, or in a building or compound: door by door. */
async function byAddress(tx: ReadTx<'residents'>, input: Search, { doors, within }: Extract<Sought, { kind: 'address' }>, today: string): Promise<Page<PersonCard>> {
	const { db, ctx } = tx;
	const dwellings = people(tx)
		.innerJoin('residents.dwelling as a', (join) => join.onRef('a.subdistrict_id', '=', 'p.subdistrict_id').onRef('a.id', '=', 'p.dwelling_id'))
		.where((eb) =>
			eb.or([
				...(doors.length ? [eb('a.address_key', '=', sql<string>`any(${doors}::text[])`)] : []),
				...within.map((beginning) => eb.and([eb('a.address_key', '>=', beginning), eb('a.address_key', '<', beginning + LAST)]))
			])
		);
	let found = filtered(tx, dwellings as unknown as People, input, today, await groundsFor(tx, input)) as unknown as typeof dwellings;
	const after = readKey(input.after, 'a');
	if (after) {
		const last = await db
			.selectFrom('residents.person as p')
			.innerJoin('residents.dwelling as a', (join) => join.onRef('a.subdistrict_id', '=', 'p.subdistrict_id').onRef('a.id', '=', 'p.dwelling_id'))
			.select('a.address_key as key')
			.where('p.subdistrict_id', '=', ctx.subdistrictId)
			.where('p.id', '=', after)
			.executeTakeFirst();
		if (last) found = found.where(sql<SqlBool>`(a.address_key, p.id) > (${last.key}, ${after}::uuid)`);
	}
	const rows = await found.select(CARD_COLUMNS).orderBy('a.address_key').orderBy('p.id').limit(input.limit + 1).execute();
	return cut(tx, rows as CardRow[], input.limit, today, 'a');
}

