import { sql } from 'kysely';
import * as v from 'valibot';
import type { ReadTx } from '#platform/db/tx.ts';
import { forModule } from '#platform/usecase.ts';
import { costKinds, groupCodes, serviceKinds } from '../directory.model.ts';
import { id as Id } from '../directory.schemas.ts';
import { localNow } from '../hours/local-now.ts';
import { namedDaysAround } from '../hours/named-days.ts';
import { nearTo, openAt } from './filters.ts';
import { readLines, type ServiceLine } from './lines.ts';
import { containing, decodeKey, page, pageInput, type Page } from './page.ts';

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

export interface SearchPage extends Page<ServiceLine> {
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
		.$if(now !== null, (qb) => qb.where(openAt(now!, named!)))
		.$if(search.q !== '', (qb) => qb.where((eb) => eb.or([eb('s.name', 'ilike', containing(search.q)), eb('s.description', 'ilike', containing(search.q))])));
}

/**
 * The public search. Near a position: nearest first; else by name (pinyin).
 */
export const searchServices = query({
	name: 'directory.searchServices',
	access: 'public',
	input: SearchInput,
	run: async (tx, search): Promise<SearchPage> => {
		const { limit, after } = search;
		const from = search.lon !== undefined && search.lat !== undefined ? { lon: search.lon, lat: search.lat } : null;
		const qb = await filtered(tx, search);
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
			return { items: await readLines(tx, cut.items.map(({ id }) => id), from), next: cut.next, confident: true };
		}
		const rows = await qb
			.select(['s.id', 's.name'])
			.$call((q) => page.byName(q, 's.name', 's.id', after, limit))
			.execute();
		const cut = page.cut(rows, limit, (row) => [row.name, row.id]);
		return { items: await readLines(tx, cut.items.map(({ id }) => id)), next: cut.next, confident: true };
	}
});
