import * as v from 'valibot';
import { notFound } from '#platform/errors.ts';
import { forModule } from '#platform/usecase.ts';
import { permissions } from '../residents.permissions.ts';
import { addressFor } from '../person/card.ts';
import { levelOf, mayEdit, mayOpen, seeing } from '../residents.policy.ts';
import { todayOf } from '#platform/today.ts';
import { id } from './household.schemas.ts';

const { query } = forModule<'residents'>();

/** A door with the households that stand and stood behind it, newest first. */
export interface DwellingView {
	id: string;
	address: string;
	communityId: string;
	buildingId: string;
	use: string;
	retired: boolean;
	households: { id: string; head: string; people: number; openedOn: string | null; closedOn: string | null }[];
	today: string;
	mayEdit: boolean;
}

/** @throws AppError platform.notFound */
export const dwellingPage = query({
	name: 'residents.dwellingPage',
	access: permissions.read,
	input: v.object({ id }),
	run: async (tx, input): Promise<DwellingView> => {
		const { db, ctx } = tx;
		const row = await db.selectFrom('residents.dwelling').select(['id', 'address', 'community_id as communityId', 'building_id as buildingId', 'use', 'retired_at as retiredAt']).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', input.id).executeTakeFirst();
		const as = row ? seeing(ctx.actor, row.communityId) : 'nobody';
		if (!row || !mayOpen(as)) throw notFound('dwelling');
		const households = await db
			.selectFrom('residents.household as h')
			.leftJoin('residents.person as p', (join) => join.onRef('p.subdistrict_id', '=', 'h.subdistrict_id').onRef('p.id', '=', 'h.head_id'))
			.select((eb) => [
				'h.id',
				'p.name',
				'p.name_masked as nameMasked',
				'h.opened_on as openedOn',
				'h.closed_on as closedOn',
				eb.selectFrom('residents.person as q').select((of) => of.fn.countAll<number>().as('n')).whereRef('q.subdistrict_id', '=', 'h.subdistrict_id').whereRef('q.household_id', '=', 'h.id').as('people')
			])
			.where('h.subdistrict_id', '=', ctx.subdistrictId)
			.where('h.dwelling_id', '=', row.id)
			.orderBy('h.closed_on', (order) => order.desc().nullsFirst())
			.limit(50)
			.execute();
		const whole = levelOf(as, 'name') === 'full';
		return {
			id: row.id,
			address: addressFor(as, row.address),
			communityId: row.communityId,
			buildingId: row.buildingId,
			use: row.use,
			retired: row.retiredAt !== null,
			households: households.map((each) => ({ id: each.id, head: (whole ? each.name : each.nameMasked) ?? '', people: each.people ?? 0, openedOn: each.openedOn, closedOn: each.closedOn })),
			today: await todayOf(tx),
			mayEdit: mayEdit(ctx.actor, row.communityId)
		};
	}
});
