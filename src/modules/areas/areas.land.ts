import { sql } from 'kysely';
import type { Ctx } from '#platform/context.ts';
import { isListening, listen } from '#platform/db/listen.ts';
import { readTx, type WriteTx } from '#platform/db/tx.ts';
import { bounds, contains, type Position } from '#platform/geo/index.ts';
import type { Outline } from './areas.outline.ts';

/*
 * The land changes a few times a year and is asked for on every page, so each node keeps it whole: some hundreds of
 * rows. Every write says so by NOTIFY; while notifications do not arrive, five seconds are the limit.
 */
const CHANNEL = 'areas';
const KEEP_MS = 60_000;
const KEEP_UNHEARD_MS = 5_000;

export interface Community {
	id: string;
	code: string;
	name: string;
	nameEn: string;
	address: string;
	deskPhone: string;
	lon: number | null;
	lat: number | null;
	outline: Outline | null;
	version: number;
}
export interface Grid {
	id: string;
	communityId: string;
	code: string;
	name: string;
	nameEn: string;
	outline: Outline | null;
	version: number;
}
export interface Compound {
	id: string;
	communityId: string;
	gridId: string | null;
	name: string;
	nameEn: string;
	aliases: string[];
	address: string;
	lon: number | null;
	lat: number | null;
	outline: Outline | null;
	version: number;
}
export interface Building {
	id: string;
	compoundId: string;
	name: string;
	units: number;
	floors: number;
	doorsPerFloor: number;
	lon: number | null;
	lat: number | null;
	version: number;
}

/** Everything in use; each list in the order in which it is shown (codes, then names, 2号楼 before 10号楼). */
export interface Land {
	outline: Outline | null;
	communities: Community[];
	grids: Grid[];
	compounds: Compound[];
	buildings: Building[];
	byId: Map<string, Community | Grid | Compound | Building>;
	buildingsOf: Map<string, Building[]>;
}

const held = new Map<string, { at: number; land: Promise<Land> }>();
let generation = 0;

function forget(subdistrictId: string): void {
	generation++;
	held.delete(subdistrictId);
}

/** The land of the caller's subdistrict. Opens a snapshot of its own, so call it outside transactions. Not to be changed. */
export function land(ctx: Ctx): Promise<Land> {
	listen(CHANNEL, forget);
	const known = held.get(ctx.subdistrictId);
	if (known && performance.now() - known.at < (isListening() ? KEEP_MS : KEEP_UNHEARD_MS)) return known.land;
	const began = generation;
	const entry = { at: performance.now(), land: read(ctx) };
	held.set(ctx.subdistrictId, entry);
	entry.land.then(
		() => {
			// Something was written while we read: what we read may be from before it.
			if (began !== generation && held.get(ctx.subdistrictId) === entry) held.delete(ctx.subdistrictId);
		},
		() => held.get(ctx.subdistrictId) === entry && held.delete(ctx.subdistrictId)
	);
	return entry.land;
}

/** Tells every node, when this transaction commits, that the land changed. */
export async function landChanged({ db, ctx, afterCommit }: WriteTx<'areas'>): Promise<void> {
	await sql`SELECT pg_notify(${CHANNEL}, ${ctx.subdistrictId})`.execute(db);
	afterCommit(() => forget(ctx.subdistrictId));
}

/** 2号楼 before 10号楼, names by pinyin. */
const collator = new Intl.Collator('zh-Hans', { numeric: true });
const byName = (a: { name: string }, b: { name: string }) => collator.compare(a.name, b.name);

function read(ctx: Ctx): Promise<Land> {
	return readTx<'areas', Land>(ctx, async ({ db }) => {
		const tenant = ctx.subdistrictId;
		const border = await db.selectFrom('areas.outline').select('outline').where('subdistrict_id', '=', tenant).executeTakeFirst();
		const communities = await db
			.selectFrom('areas.community')
			.select(['id', 'code', 'name', 'name_en as nameEn', 'address', 'desk_phone as deskPhone', 'lon', 'lat', 'outline', 'version'])
			.where('subdistrict_id', '=', tenant)
			.where('retired_at', 'is', null)
			.orderBy('code')
			.execute();
		const grids = await db
			.selectFrom('areas.grid')
			.select(['id', 'community_id as communityId', 'code', 'name', 'name_en as nameEn', 'outline', 'version'])
			.where('subdistrict_id', '=', tenant)
			.where('retired_at', 'is', null)
			.orderBy('community_id')
			.orderBy('code')
			.execute();
		const compounds = await db
			.selectFrom('areas.compound')
			.select(['id', 'community_id as communityId', 'grid_id as gridId', 'name', 'name_en as nameEn', 'aliases', 'address', 'lon', 'lat', 'outline', 'version'])
			.where('subdistrict_id', '=', tenant)
			.where('retired_at', 'is', null)
			.execute();
		const buildings = await db
			.selectFrom('areas.building')
			.select(['id', 'compound_id as compoundId', 'name', 'units', 'floors', 'doors_per_floor as doorsPerFloor', 'lon', 'lat', 'version'])
			.where('subdistrict_id', '=', tenant)
			.where('retired_at', 'is', null)
			.execute();
		const all: Omit<Land, 'byId' | 'buildingsOf'> = {
			outline: (border?.outline as Outline | undefined) ?? null,
			communities: communities as Community[],
			grids: grids as Grid[],
			compounds: (compounds as Compound[]).sort(byName),
			buildings: buildings.sort(byName)
		};
		return {
			...all,
			byId: new Map([...all.communities, ...all.grids, ...all.compounds, ...all.buildings].map((each) => [each.id, each])),
			buildingsOf: Map.groupBy(all.buildings, (building) => building.compoundId)
		};
	});
}

/** Names by id for lists, in the reader's language; an id that is not (or no longer) in use gives an empty string. */
export async function areaNames(ctx: Ctx): Promise<(id: string | null | undefined) => string> {
	const { byId } = await land(ctx);
	return (id) => {
		const area = id ? byId.get(id) : undefined;
		if (!area) return '';
		return (ctx.locale === 'en' && 'nameEn' in area && area.nameEn) || area.name;
	};
}

const lies = (outline: Outline | null, at: Position): boolean => {
	if (!outline) return false;
	const [west, south, east, north] = bounds(outline);
	return at[0] >= west && at[0] <= east && at[1] >= south && at[1] <= north && contains(outline, at);
};

/** What lies under a position (WGS-84). A compound counts only within its outline; where a compound is found, its community and grid are the answer's. */
export async function areaAt(ctx: Ctx, at: { lon: number; lat: number }): Promise<{ communityId: string | null; gridId: string | null; compoundId: string | null }> {
	const all = await land(ctx);
	const position: Position = [at.lon, at.lat];
	const compound = all.compounds.find((each) => lies(each.outline, position));
	const community = compound?.communityId ?? all.communities.find((each) => lies(each.outline, position))?.id ?? null;
	const grid = compound?.gridId ?? all.grids.find((each) => each.communityId === community && lies(each.outline, position))?.id ?? null;
	return { communityId: community, gridId: grid, compoundId: compound?.id ?? null };
}
