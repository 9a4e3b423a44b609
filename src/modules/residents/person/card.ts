/** One line about a person, as the caller may see it: for lists and for other modules' pages. */
import * as v from 'valibot';
import { sql } from 'kysely';
import type { Actor } from '#platform/context.ts';
import { ageOn } from '#platform/dates/index.ts';
import type { Db, ReadTx } from '#platform/db/tx.ts';
import { maskAddress } from '#platform/text/index.ts';
import { forModule } from '#platform/usecase.ts';
import { permissions } from '../residents.permissions.ts';
import { levelOf, seeing, type Seeing, type Tie } from '../residents.policy.ts';
import { todayOf } from '#platform/today.ts';
import { PersonId } from './person.schemas.ts';

const { query } = forModule<'residents'>();

export interface PersonCard {
	id: string;
	communityId: string | null;
	householdId: string | null;
	/** whole, or 张** */
	name: string;
	sex: string;
	/** whole years on the day; null: not known, or not for the caller (then `ageBand` may be) */
	age: number | null;
	/** first year of the ten in which the age lies: 80 for 80–89 */
	ageBand: number | null;
	/** whole, or down to the building, or empty */
	address: string;
	/** masked; empty without one or where the caller may not see it */
	phone: string;
	died: boolean;
	left: boolean;
	livesAway: boolean;
	seeing: Seeing;
}

/** The columns that a card is made of. */
export const CARD_COLUMNS = [
	'p.id',
	'p.community_id as communityId',
	'p.household_id as householdId',
	'p.name',
	'p.name_masked as nameMasked',
	'p.sex',
	'p.birth_date as birthDate',
	'p.phone_masked as phoneMasked',
	'p.died_on as diedOn',
	'p.left_on as leftOn',
	'p.lives_away as livesAway',
	'd.address'
] as const;

export interface CardRow {
	id: string;
	communityId: string | null;
	householdId: string | null;
	name: string;
	nameMasked: string;
	sex: string;
	birthDate: string | null;
	phoneMasked: string | null;
	diedOn: string | null;
	leftOn: string | null;
	livesAway: boolean;
	address: string | null;
}

/** `FROM residents.person p LEFT JOIN residents.dwelling d`, of the tenant, without records that were merged away or erased. */
export const people = ({ db, ctx }: ReadTx<'residents'>) => peopleIn(db, ctx.subdistrictId);

/** The same for a question whose text is remembered, where the tenant is given with it. */
export const peopleIn = (db: Db<'residents'>, subdistrictId: string) =>
	db
		.selectFrom('residents.person as p')
		.leftJoin('residents.dwelling as d', (join) => join.onRef('d.subdistrict_id', '=', 'p.subdistrict_id').onRef('d.id', '=', 'p.dwelling_id'))
		.where('p.subdistrict_id', '=', subdistrictId)
		.where('p.merged_into', 'is', null)
		.where('p.erased_at', 'is', null);

/** An address as far as somebody may see it: whole, down to the building, or nothing. */
export function addressFor(as: Seeing, address: string | null): string {
	const level = levelOf(as, 'address');
	return level === 'full' ? (address ?? '') : level === 'coarse' ? maskAddress(address ?? '') : '';
}

/** The one place where a row becomes what the caller sees in a line. */
export function cardOf(actor: Actor, row: CardRow, today: string, tie: Tie = null): PersonCard {
	const as = seeing(actor, row.communityId, tie);
	const age = row.birthDate === null ? null : ageOn(row.birthDate, row.diedOn ?? today);
	const birth = levelOf(as, 'birth');
	return {
		id: row.id,
		communityId: row.communityId,
		householdId: row.householdId,
		name: levelOf(as, 'name') === 'full' ? row.name : row.nameMasked,
		sex: row.sex,
		age: birth === 'full' ? age : null,
		ageBand: birth === 'none' || age === null ? null : Math.floor(age / 10) * 10,
		address: addressFor(as, row.address),
		phone: levelOf(as, 'contact') === 'none' ? '' : (row.phoneMasked ?? ''),
		died: row.diedOn !== null,
		left: row.leftOn !== null,
		livesAway: row.livesAway,
		seeing: as
	};
}

/** One person's card; null for nobody. Somebody of another community comes with little more than the community. */
export const personCard = query({
	name: 'residents.personCard',
	access: permissions.read,
	input: PersonId,
	run: async (tx, { id }): Promise<PersonCard | null> => {
		const row = await people(tx).select(CARD_COLUMNS).where('p.id', '=', id).executeTakeFirst();
		return row ? cardOf(tx.ctx.actor, row, await todayOf(tx)) : null;
	}
});

/** Cards of up to 500 people at once, by id, for the lines of another module's list. */
export const personCards = query({
	name: 'residents.personCards',
	access: permissions.read,
	input: v.object({ ids: v.pipe(v.array(v.pipe(v.string(), v.uuid())), v.maxLength(500)) }),
	run: async (tx, { ids }): Promise<Map<string, PersonCard>> => {
		if (!ids.length) return new Map();
		const rows = await people(tx).select(CARD_COLUMNS).where('p.id', '=', sql<string>`any(${ids}::uuid[])`).execute();
		const today = await todayOf(tx);
		return new Map(rows.map((row) => [row.id, cardOf(tx.ctx.actor, row, today)]));
	}
});
