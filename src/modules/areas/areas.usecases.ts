import { sql } from 'kysely';
import * as v from 'valibot';
import { mayCall } from '#platform/access.ts';
import type { WriteTx } from '#platform/db/tx.ts';
import { AppError, conflict, forbidden, notFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { forModule } from '#platform/usecase.ts';
import { landChanged } from './areas.land.ts';
import { outlineOf, pointOf } from './areas.outline.ts';
import { permissions } from './areas.permissions.ts';
import { demandWithin } from './areas.policy.ts';
import { BuildingInput, BuildingsInput, CommunityInput, CompoundInput, GridInput, RetireInput } from './areas.schemas.ts';

const { useCase } = forModule<'areas'>();
type Tx = WriteTx<'areas'>;

/** @throws AppError platform.changed (409) when somebody else wrote since `read` */
function demandVersion(stored: number | undefined, read: number | undefined): void {
	if (stored !== undefined && read !== undefined && stored !== read) throw conflict('platform.changed');
}

/** Adds a community, or changes the one with `id`. @throws areas.codeTaken, platform.changed (409) */
export const saveCommunity = useCase({
	name: 'areas.saveCommunity',
	access: permissions.edit,
	input: CommunityInput,
	run: async (tx, input) => {
		const { db, ctx } = tx;
		const id = input.id ?? newId();
		const tenant = db.selectFrom('areas.community').where('subdistrict_id', '=', ctx.subdistrictId);
		if (await tenant.select('id').where('code', '=', input.code).where('id', '!=', id).executeTakeFirst()) throw conflict('areas.codeTaken', { code: input.code });
		const stored = await tenant.select('version').where('id', '=', id).forUpdate().executeTakeFirst();
		if (input.id && !stored) throw notFound('community');
		demandVersion(stored?.version, input.version);
		const outline = outlineOf(input.outline, input.system);
		const row = {
			subdistrict_id: ctx.subdistrictId,
			id,
			code: input.code,
			name: input.name,
			name_en: input.nameEn,
			address: input.address,
			desk_phone: input.deskPhone,
			...pointOf(input.point, input.system),
			outline: outline && JSON.stringify(outline)
		};
		await db
			.insertInto('areas.community')
			.values(row)
			.onConflict((oc) => oc.columns(['subdistrict_id', 'id']).doUpdateSet((eb) => ({ ...row, version: eb('areas.community.version', '+', 1) })))
			.execute();
		await landChanged(tx);
		return { id };
	},
	subject: (_input, result) => ({ subjectType: 'community', subjectId: result.id, communityId: result.id })
});

/** The border of the subdistrict itself; null takes it away. */
export const saveOutline = useCase({
	name: 'areas.saveOutline',
	access: permissions.edit,
	input: v.object({ outline: CommunityInput.entries.outline, system: CommunityInput.entries.system }),
	run: async (tx, input) => {
		const { db, ctx } = tx;
		const outline = outlineOf(input.outline, input.system);
		if (!outline) await db.deleteFrom('areas.outline').where('subdistrict_id', '=', ctx.subdistrictId).execute();
		else {
			const row = { subdistrict_id: ctx.subdistrictId, outline: JSON.stringify(outline) };
			await db
				.insertInto('areas.outline')
				.values(row)
				.onConflict((oc) => oc.column('subdistrict_id').doUpdateSet((eb) => ({ ...row, version: eb('areas.outline.version', '+', 1) })))
				.execute();
		}
		await landChanged(tx);
		return {};
	},
	subject: () => ({ subjectType: 'subdistrict' })
});

/** Adds a grid, or changes the one with `id`; a grid never moves to another community. @throws areas.codeTaken, platform.changed (409) */
export const saveGrid = useCase({
	name: 'areas.saveGrid',
	access: permissions.editWithin,
	input: GridInput,
	run: async (tx, input) => {
		const { db, ctx } = tx;
		const id = input.id ?? newId();
		const tenant = db.selectFrom('areas.grid').where('subdistrict_id', '=', ctx.subdistrictId);
		const stored = await tenant.select(['version', 'community_id']).where('id', '=', id).forUpdate().executeTakeFirst();
		if (input.id && stored?.community_id !== input.communityId) throw notFound('grid');
		demandWithin(ctx.actor, input.communityId);
		await demandCommunity(tx, input.communityId);
		demandVersion(stored?.version, input.version);
		if (await tenant.select('id').where('community_id', '=', input.communityId).where('code', '=', input.code).where('id', '!=', id).executeTakeFirst())
			throw conflict('areas.codeTaken', { code: input.code });
		const outline = outlineOf(input.outline, input.system);
		const row = {
			subdistrict_id: ctx.subdistrictId,
			id,
			community_id: input.communityId,
			code: input.code,
			name: input.name,
			name_en: input.nameEn,
			outline: outline && JSON.stringify(outline)
		};
		await db
			.insertInto('areas.grid')
			.values(row)
			.onConflict((oc) => oc.columns(['subdistrict_id', 'id']).doUpdateSet((eb) => ({ ...row, version: eb('areas.grid.version', '+', 1) })))
			.execute();
		await landChanged(tx);
		return { id };
	},
	subject: (input, result) => ({ subjectType: 'grid', subjectId: result.id, communityId: input.communityId })
});

async function demandCommunity({ db, ctx }: Tx, communityId: string): Promise<void> {
	const found = await db
		.selectFrom('areas.community')
		.select('id')
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('id', '=', communityId)
		.where('retired_at', 'is', null)
		.executeTakeFirst();
	if (!found) throw notFound('community');
}

/** Adds a compound, or changes the one with `id`. A grid must be of the same community. @throws areas.nameTaken, platform.changed (409) */
export const saveCompound = useCase({
	name: 'areas.saveCompound',
	access: permissions.editWithin,
	input: CompoundInput,
	run: async (tx, input) => {
		const { db, ctx } = tx;
		const id = input.id ?? newId();
		const tenant = db.selectFrom('areas.compound').where('subdistrict_id', '=', ctx.subdistrictId);
		const stored = await tenant.select(['version', 'community_id']).where('id', '=', id).forUpdate().executeTakeFirst();
		if (input.id && !stored) throw notFound('compound');
		demandWithin(ctx.actor, input.communityId);
		// Moving a compound is a matter of both communities.
		if (stored) demandWithin(ctx.actor, stored.community_id);
		await demandCommunity(tx, input.communityId);
		demandVersion(stored?.version, input.version);
		if (input.gridId) {
			const grid = await db
				.selectFrom('areas.grid')
				.select('id')
				.where('subdistrict_id', '=', ctx.subdistrictId)
				.where('id', '=', input.gridId)
				.where('community_id', '=', input.communityId)
				.where('retired_at', 'is', null)
				.executeTakeFirst();
			if (!grid) throw new AppError('areas.gridElsewhere', { status: 422, fields: [{ path: 'gridId', code: 'areas.gridElsewhere' }] });
		}
		if (await tenant.select('id').where('community_id', '=', input.communityId).where('name', '=', input.name).where('id', '!=', id).executeTakeFirst())
			throw conflict('areas.nameTaken', { name: input.name });
		const outline = outlineOf(input.outline, input.system);
		const row = {
			subdistrict_id: ctx.subdistrictId,
			id,
			community_id: input.communityId,
			grid_id: input.gridId,
			name: input.name,
			name_en: input.nameEn,
			aliases: input.aliases,
			address: input.address,
			...pointOf(input.point, input.system),
			outline: outline && JSON.stringify(outline)
		};
		await db
			.insertInto('areas.compound')
			.values(row)
			.onConflict((oc) => oc.columns(['subdistrict_id', 'id']).doUpdateSet((eb) => ({ ...row, version: eb('areas.compound.version', '+', 1) })))
			.execute();
		await landChanged(tx);
		return { id };
	},
	subject: (input, result) => ({ subjectType: 'compound', subjectId: result.id, communityId: input.communityId })
});

/** The compound in which a building is to stand, in a community of the actor's. */
async function compoundFor({ db, ctx }: Tx, compoundId: string): Promise<{ communityId: string }> {
	const compound = await db
		.selectFrom('areas.compound')
		.select('community_id as communityId')
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('id', '=', compoundId)
		.where('retired_at', 'is', null)
		.executeTakeFirst();
	if (!compound) throw notFound('compound');
	demandWithin(ctx.actor, compound.communityId);
	return compound;
}

/** Adds a building, or changes the one with `id`; it never moves to another compound. @throws areas.nameTaken, platform.changed (409) */
export const saveBuilding = useCase({
	name: 'areas.saveBuilding',
	access: permissions.editWithin,
	input: BuildingInput,
	run: async (tx, input) => {
		const { db, ctx } = tx;
		const id = input.id ?? newId();
		const { communityId } = await compoundFor(tx, input.compoundId);
		const tenant = db.selectFrom('areas.building').where('subdistrict_id', '=', ctx.subdistrictId);
		const stored = await tenant.select(['version', 'compound_id']).where('id', '=', id).forUpdate().executeTakeFirst();
		if (input.id && stored?.compound_id !== input.compoundId) throw notFound('building');
		demandVersion(stored?.version, input.version);
		if (await tenant.select('id').where('compound_id', '=', input.compoundId).where('name', '=', input.name).where('id', '!=', id).executeTakeFirst())
			throw conflict('areas.nameTaken', { name: input.name });
		const row = {
			subdistrict_id: ctx.subdistrictId,
			id,
			compound_id: input.compoundId,
			name: input.name,
			units: input.units,
			floors: input.floors,
			doors_per_floor: input.doorsPerFloor,
			...pointOf(input.point, input.system)
		};
		await db
			.insertInto('areas.building')
			.values(row)
			.onConflict((oc) => oc.columns(['subdistrict_id', 'id']).doUpdateSet((eb) => ({ ...row, version: eb('areas.building.version', '+', 1) })))
			.execute();
		await landChanged(tx);
		return { id, communityId };
	},
	subject: (_input, result) => ({ subjectType: 'building', subjectId: result.id, communityId: result.communityId })
});

/** Adds a run of like buildings (1号楼 to 12号楼). Names that are there already are left as they are. @returns how many were added */
export const addBuildings = useCase({
	name: 'areas.addBuildings',
	access: permissions.editWithin,
	input: BuildingsInput,
	run: async (tx, input) => {
		const { db, ctx } = tx;
		const { communityId } = await compoundFor(tx, input.compoundId);
		const added = await db
			.insertInto('areas.building')
			.values(
				Array.from({ length: input.to - input.from + 1 }, (_, i) => ({
					subdistrict_id: ctx.subdistrictId,
					id: newId(),
					compound_id: input.compoundId,
					name: input.pattern.replace('#', String(input.from + i)),
					units: input.units,
					floors: input.floors,
					doors_per_floor: input.doorsPerFloor
				}))
			)
			.onConflict((oc) => oc.columns(['subdistrict_id', 'compound_id', 'name']).doNothing())
			.returning('id')
			.execute();
		await landChanged(tx);
		return { added: added.length, communityId };
	},
	subject: (input, result) => ({ subjectType: 'compound', subjectId: input.compoundId, communityId: result.communityId, detail: { from: input.from, to: input.to, added: result.added } })
});

const CHILDREN = {
	community: [
		['areas.grid', 'community_id'],
		['areas.compound', 'community_id']
	],
	grid: [['areas.compound', 'grid_id']],
	compound: [['areas.building', 'compound_id']],
	building: []
} as const;

/**
 * Takes something out of use, or back into it. Nothing is deleted: old records name it. What still holds something in
 * use stays.
 * @throws areas.notEmpty (409)
 */
export const retire = useCase({
	name: 'areas.retire',
	access: permissions.editWithin,
	input: RetireInput,
	run: async (tx, { kind, id, retired }) => {
		const { db, ctx } = tx;
		const communityId = await communityHolding(tx, kind, id);
		if (kind === 'community') {
			if (!mayCall(ctx.actor, permissions.edit)) throw forbidden(permissions.edit.key);
		} else demandWithin(ctx.actor, communityId);
		if (retired)
			for (const [table, column] of CHILDREN[kind]) {
				const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM ${sql.table(table)} WHERE subdistrict_id = ${ctx.subdistrictId} AND ${sql.ref(column)} = ${id} AND retired_at IS NULL`.execute(db);
				if (rows[0]!.n > 0) throw conflict('areas.notEmpty', { count: rows[0]!.n });
			}
		await sql`UPDATE ${sql.table(`areas.${kind}`)} SET retired_at = ${retired ? ctx.clock.now() : null}, version = version + 1 WHERE subdistrict_id = ${ctx.subdistrictId} AND id = ${id}`.execute(db);
		await landChanged(tx);
		return { communityId };
	},
	subject: ({ kind, id, retired }, result) => ({ subjectType: kind, subjectId: id, communityId: result.communityId, detail: { retired } })
});

/** The community that something belongs to, in use or not. */
async function communityHolding({ db, ctx }: Tx, kind: 'community' | 'grid' | 'compound' | 'building', id: string): Promise<string> {
	const tenant = ctx.subdistrictId;
	const found =
		kind === 'building'
			? await db
					.selectFrom('areas.building as b')
					.innerJoin('areas.compound as c', (join) => join.onRef('c.subdistrict_id', '=', 'b.subdistrict_id').onRef('c.id', '=', 'b.compound_id'))
					.select('c.community_id as communityId')
					.where('b.subdistrict_id', '=', tenant)
					.where('b.id', '=', id)
					.executeTakeFirst()
			: kind === 'community'
				? await db.selectFrom('areas.community').select('id as communityId').where('subdistrict_id', '=', tenant).where('id', '=', id).executeTakeFirst()
				: await db
						.selectFrom(kind === 'grid' ? 'areas.grid' : 'areas.compound')
						.select('community_id as communityId')
						.where('subdistrict_id', '=', tenant)
						.where('id', '=', id)
						.executeTakeFirst();
	if (!found) throw notFound(kind);
	return found.communityId;
}

