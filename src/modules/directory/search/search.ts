import { sql } from 'kysely';
import * as v from 'valibot';
import type { ReadTx } from '#platform/db/tx.ts';
import { forModule } from '#platform/usecase.ts';
import { costKinds, groupCodes, serviceKinds } from '../directory.model.ts';
import { id as Id } from '../directory.schemas.ts';
import { localNow } from '../hours/local-now.ts';
import { namedDaysAround } from '../hours/named-days.ts';
import { matchServices, type Reason } from '../matching/index.ts';
import { memoryOf } from '../offers/memory.ts';
import { nearTo, openAt } from './filters.ts';
import { readLines, type ServiceLine } from './lines.ts';
import { decodeKey, page, pageInput, type Page } from './page.ts';

const { query } = forModule<'directory'>();

const degree = (limit: number) =>
	v.optional(v.pipe(v.union([v.number(), v.pipe(v.string(), v.trim(), v.decimal(), v.transform(Number))]), v.minValue(-limit), v.maxValue(limit)));

/** What a search can be narrowed by; everything is optional and all of it holds together. */
export const SearchInput = v.object({
	...pageInput,
	q: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200)), ''),
	term: v.optional(v.pipe(v.string(), v.maxLength(80))),
	group: v.optional(v.picklist(groupCodes)),
	kind: v.optional(v.picklist(serviceKinds)),
	cost: v.optional(v.picklist(costKinds)),
	community: v.optional(Id),
	organization: v.optional(Id),
	/** `1`: only what is open at this moment */
	open: v.optional(v.picklist(['1'])),
	lon: degree(180),
	lat: degree(90),
	/** metres around the position */
	within: v.optional(v.pipe(v.union([v.number(), v.pipe(v.string(), v.regex(/^\d{1,6}$/), v.transform(Number))]), v.minValue(50), v.maxValue(50_000)), 5000)
});
export type Search = v.InferOutput<typeof SearchInput>;

/** An entry found, with why it was when words were given. */
export interface FoundService extends ServiceLine {
	reasons: Reason[];
}

export interface SearchPage extends Page<FoundService> {
	/** false when words were given and nothing fits them well: a need that nobody here meets */
	confident: boolean;
}

/** Entries in use that fit everything that is asked, with the page's own order. */
async function filtered(tx: ReadTx<'directory'>, search: Search) {
	const { db, ctx } = tx;
	const now = search.open ? await localNow(tx) : null;
	const named = now ? await namedDaysAround(tx, now.date, 1) : null;
	return db
		.selectFrom('directory.service as s')
		.where('s.subdistrict_id', '=', ctx.subdistrictId)
		.where('s.status', '=', 'active')
		.$if(search.kind !== undefined, (qb) => qb.where('s.kind', '=', search.kind!))
		.$if(search.cost !== undefined, (qb) => qb.where('s.cost_kind', '=', search.cost!))
		.$if(search.organization !== undefined, (qb) => qb.where('s.organization_id', '=', search.organization!))
		// A family stands for all its terms.
		.$if(search.term !== undefined, (qb) =>
			qb.where(sql<boolean>`s.terms && (SELECT array_agg(t.code) FROM directory.term t WHERE t.subdistrict_id = ${ctx.subdistrictId}::uuid AND (t.code = ${search.term} OR t.parent_code = ${search.term}))`)
		)
		.$if(search.group !== undefined, (qb) => qb.where(sql<boolean>`(s.groups = '{}' OR ${search.group} = ANY (s.groups))`))
		.$if(search.community !== undefined, (qb) => qb.where(sql<boolean>`(s.communities = '{}' OR ${search.community}::uuid = ANY (s.communities))`))
		.$if(now !== null, (qb) => qb.where(openAt(now!, named!)));
}

/**
 * The public search. With words: best first, as for a need; near a position: nearest first; else by name (pinyin).
 * Words within a distance are ranked by fit, distance included, among what is near enough.
 */
export const searchServices = query({
	name: 'directory.searchServices',
	access: 'public',
	input: SearchInput,
	run: async (tx, search): Promise<SearchPage> => {
		const { limit, after } = search;
		const from = search.lon !== undefined && search.lat !== undefined ? { lon: search.lon, lat: search.lat } : null;
		const qb = await filtered(tx, search);
		if (search.q) return searchWords(tx, search, from, await idsOf(tx, qb, search, from));
		if (from) {
			const key = after === undefined ? null : decodeKey(after, 'number');
			const rows = await qb
				.innerJoin(nearTo(tx.ctx.subdistrictId, from.lon, from.lat, search.within).as('near'), 'near.service_id', 's.id')
				.select(['s.id', 'near.distance'])
				.$if(key !== null, (q) => q.where(sql<boolean>`(near.distance, s.id) > (${key![0]}::float8, ${key![1]}::uuid)`))
				.orderBy('near.distance')
				.orderBy('s.id')
				.limit(limit + 1)
				.execute();
			const cut = page.cut(rows, limit, (row) => [row.distance, row.id]);
			return { items: unreasoned(await readLines(tx, cut.items.map(({ id }) => id), from)), next: cut.next, confident: true };
		}
		const rows = await qb
			.select(['s.id', 's.name'])
			.$call((q) => page.byName(q, 's.name', 's.id', after, limit))
			.execute();
		const cut = page.cut(rows, limit, (row) => [row.name, row.id]);
		return { items: unreasoned(await readLines(tx, cut.items.map(({ id }) => id))), next: cut.next, confident: true };
	}
});

const unreasoned = (lines: ServiceLine[]): FoundService[] => lines.map((line) => ({ ...line, reasons: [] }));

type Position = { lon: number; lat: number } | null;
type Filtered = Awaited<ReturnType<typeof filtered>>;

/** The entries that the filters leave, or null when there is no filter to leave any out. */
async function idsOf(tx: ReadTx<'directory'>, qb: Filtered, search: Search, from: Position): Promise<Set<string> | null> {
	const { term, group, kind, cost, community, organization, open } = search;
	if (from) {
		const rows = await qb.innerJoin(nearTo(tx.ctx.subdistrictId, from.lon, from.lat, search.within).as('near'), 'near.service_id', 's.id').select('s.id').execute();
		return new Set(rows.map(({ id }) => id));
	}
	if (!term && !group && !kind && !cost && !community && !organization && !open) return null;
	return new Set((await qb.select('s.id').execute()).map(({ id }) => id));
}

async function searchWords(tx: ReadTx<'directory'>, search: Search, from: Position, allowed: Set<string> | null): Promise<SearchPage> {
	const memory = await memoryOf(tx);
	const person = { ...(from && { location: from }), ...(search.group && { groups: [search.group] }), ...(search.community && { communityId: search.community }) };
	const matches = matchServices(search.q, person, tx.ctx.clock.now(), memory.corpus, { all: true, locale: tx.ctx.locale, ...(allowed && { accept: ({ id }: { id: string }) => allowed.has(id) }) });
	const key = search.after === undefined ? null : decodeKey(search.after, 'number');
	// The order is the engine's; scores may tie. When the entry of the key is gone, what scored less comes next.
	const at = key ? matches.findIndex(({ serviceId }) => serviceId === key[1]) : -1;
	const rest = !key ? matches : at >= 0 ? matches.slice(at + 1) : matches.filter(({ score }) => score < key[0]);
	const cut = page.cut(rest.slice(0, search.limit + 1), search.limit, ({ score, serviceId }) => [score, serviceId]);
	const lines = new Map((await readLines(tx, cut.items.map(({ serviceId }) => serviceId), from)).map((line) => [line.id, line]));
	return {
		items: cut.items.flatMap(({ serviceId, reasons }) => {
			const line = lines.get(serviceId);
			return line ? [{ ...line, reasons }] : [];
		}),
		next: cut.next,
		confident: matches.some(({ confident }) => confident)
	};
}
