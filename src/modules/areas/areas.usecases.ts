import * as v from 'valibot';
import { conflict } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { forModule } from '#platform/usecase.ts';
import { permissions } from './areas.permissions.ts';
import { CommunityInput } from './areas.schemas.ts';

const { useCase, query } = forModule<'areas'>();

export interface Community {
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
	run: ({ db, ctx }): Promise<Community[]> =>
		db
			.selectFrom('areas.community')
			.select(['id', 'code', 'name', 'name_en as nameEn', 'address', 'desk_phone as deskPhone', 'lon', 'lat'])
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('retired_at', 'is', null)
			.orderBy('code')
			.execute()
});

/** Adds a community, or changes the one with `id`. @throws areas.codeTaken (409) */
export const saveCommunity = useCase({
	name: 'areas.saveCommunity',
	access: permissions.edit,
	input: CommunityInput,
	run: async ({ db, ctx }, input) => {
		const id = input.id ?? newId();
		const row = {
			subdistrict_id: ctx.subdistrictId,
			id,
			code: input.code,
			name: input.name,
			name_en: input.nameEn,
			address: input.address,
			desk_phone: input.deskPhone,
			lon: input.point?.lon ?? null,
			lat: input.point?.lat ?? null,
			outline: input.outline == null ? null : JSON.stringify(input.outline)
		};
		const taken = await db
			.selectFrom('areas.community')
			.select('id')
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('code', '=', input.code)
			.where('id', '!=', id)
			.executeTakeFirst();
		if (taken) throw conflict('areas.codeTaken', { code: input.code });
		await db
			.insertInto('areas.community')
			.values(row)
			.onConflict((oc) => oc.columns(['subdistrict_id', 'id']).doUpdateSet((eb) => ({ ...row, version: eb('areas.community.version', '+', 1) })))
			.execute();
		return { id };
	},
	subject: (_input, result) => ({ subjectType: 'community', subjectId: result.id, communityId: result.id })
});
