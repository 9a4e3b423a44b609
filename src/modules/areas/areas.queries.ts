import * as v from 'valibot';
import { forModule } from '#platform/usecase.ts';
import { permissions } from './areas.permissions.ts';
import { editableCommunities } from './areas.policy.ts';

const { query } = forModule<'areas'>();

/** A community as every page may need it. */
export interface CommunityLine {
	id: string;
	code: string;
	name: string;
	nameEn: string;
	address: string;
	deskPhone: string;
	lon: number | null;
	lat: number | null;
}

/** The communities of the subdistrict by code; public, as they stand on every page. */
export const listCommunities = query({
	name: 'areas.listCommunities',
	access: 'public',
	input: v.object({}),
	run: ({ db, ctx }): Promise<CommunityLine[]> =>
		db
			.selectFrom('areas.community')
			.select(['id', 'code', 'name', 'name_en as nameEn', 'address', 'desk_phone as deskPhone', 'lon', 'lat'])
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('retired_at', 'is', null)
			.orderBy('code')
			.execute()
});

export interface RetiredLine {
	kind: 'community' | 'grid' | 'compound' | 'building';
	id: string;
	name: string;
	within: string;
	at: Date;
}

/** What was taken out of use, newest first, of the communities that the caller may change. */
export const listRetired = query({
	name: 'areas.listRetired',
	access: permissions.editWithin,
	input: v.object({}),
	run: async ({ db, ctx }): Promise<RetiredLine[]> => {
		const own = editableCommunities(ctx.actor);
		if (own !== 'all' && own.length === 0) return [];
		const tenant = ctx.subdistrictId;
		const compounds = db
			.selectFrom('areas.compound as x')
			.innerJoin('areas.community as c', (join) => join.onRef('c.subdistrict_id', '=', 'x.subdistrict_id').onRef('c.id', '=', 'x.community_id'))
			.select((eb) => [eb.val<string>('compound').as('kind'), 'x.id', 'x.name', 'c.name as within', 'x.retired_at as at', 'c.id as communityId'])
			.where('x.subdistrict_id', '=', tenant)
			.where('x.retired_at', 'is not', null);
		const grids = db
			.selectFrom('areas.grid as x')
			.innerJoin('areas.community as c', (join) => join.onRef('c.subdistrict_id', '=', 'x.subdistrict_id').onRef('c.id', '=', 'x.community_id'))
			.select((eb) => [eb.val<string>('grid').as('kind'), 'x.id', 'x.name', 'c.name as within', 'x.retired_at as at', 'c.id as communityId'])
			.where('x.subdistrict_id', '=', tenant)
			.where('x.retired_at', 'is not', null);
		const buildings = db
			.selectFrom('areas.building as x')
			.innerJoin('areas.compound as c', (join) => join.onRef('c.subdistrict_id', '=', 'x.subdistrict_id').onRef('c.id', '=', 'x.compound_id'))
			.select((eb) => [eb.val<string>('building').as('kind'), 'x.id', 'x.name', 'c.name as within', 'x.retired_at as at', 'c.community_id as communityId'])
			.where('x.subdistrict_id', '=', tenant)
			.where('x.retired_at', 'is not', null);
		const communities = db
			.selectFrom('areas.community as x')
			.select((eb) => [eb.val<string>('community').as('kind'), 'x.id', 'x.name', eb.val<string>('').as('within'), 'x.retired_at as at', 'x.id as communityId'])
			.where('x.subdistrict_id', '=', tenant)
			.where('x.retired_at', 'is not', null);
		const rows = [];
		// One connection answers one question at a time.
		for (const each of [compounds, grids, buildings, communities]) rows.push(...(await each.orderBy('x.retired_at', 'desc').limit(100).execute()));
		return rows
			.filter((row) => own === 'all' || own.includes(row.communityId))
			.map((row) => ({ kind: row.kind as RetiredLine['kind'], id: row.id, name: row.name, within: row.within, at: row.at! }))
			.sort((a, b) => b.at.getTime() - a.at.getTime())
			.slice(0, 100);
	}
});
