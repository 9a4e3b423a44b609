/** Reading the register: the list, one volunteer as staff see them, one's own registration. */
import { sql, type SqlBool } from 'kysely';
import type { Actor } from '#platform/context.ts';
import type { ReadTx } from '#platform/db/tx.ts';
import { pageOf, readCursor, type Page } from '#platform/keyset.ts';
import { lookupHash } from '#platform/secrets.ts';
import { normalizePhone } from '#platform/text/index.ts';
import { ageOn } from '#platform/dates/index.ts';
import { todayOf } from '#platform/today.ts';
import { forModule } from '#platform/usecase.ts';
import * as v from 'valibot';
import { minutesOf } from '../hours/ledger.store.ts';
import { noSuchVolunteer } from '../volunteers.errors.ts';
import { permissions } from '../volunteers.permissions.ts';
import { mayWithin, volunteerScope } from '../volunteers.policy.ts';
import { rulesOn, starLevels } from '../volunteers.rules.ts';
import { starsOf, type EntryKind } from '../hours/count.model.ts';
import type { Identity, VolunteerState } from './volunteer.model.ts';
import { ById, VolunteerListInput } from './volunteer.schemas.ts';
import { ownVolunteer, type VolunteerRow } from './volunteer.store.ts';

const { query } = forModule<'volunteers'>();

/** Whole for staff of the community and for oneself, the surname for a manager, as in the register of residents. */
export const shownName = (actor: Actor, row: { name: string; name_masked: string; community_id: string; user_id?: string | null }): string => {
	if (actor.kind === 'system' || (row.user_id && row.user_id === actor.id)) return row.name;
	const own = actor.grants.some(({ role, communityId }) => (role === 'worker' || role === 'head') && (communityId === null || communityId === row.community_id));
	return own ? row.name : row.name_masked;
};

export interface VolunteerLine {
	id: string;
	number: string;
	name: string;
	communityId: string;
	identities: Identity[];
	phone: string;
	skills: string[];
	state: VolunteerState;
	minutes: number;
	registeredAt: Date;
}

/** What is typed into the search box: a number, a telephone, or part of a name. */
const searched = (q: string) => {
	const plain = q.replace(/\s/g, '');
	const phone = normalizePhone(plain);
	if (/^\d{18}$/.test(plain)) return sql<SqlBool>`(number = ${plain} OR national_number = ${plain})`;
	if (phone) return sql<SqlBool>`phone_hash = ${lookupHash('phone', phone)}`;
	return sql<SqlBool>`strpos(name, ${plain}) > 0`;
};

/** Volunteers of the caller's area, the newest registration first. */
export const listVolunteers = query({
	name: 'volunteers.list',
	access: permissions.read,
	input: VolunteerListInput,
	run: async (tx, input): Promise<Page<VolunteerLine>> => {
		const { db, ctx } = tx;
		const scope = volunteerScope(ctx.actor);
		const cursor = readCursor(input.cursor);
		let list = db.selectFrom('volunteers.volunteer').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('state', 'not in', ['merged', 'erased']);
		if (input.state !== 'all') list = list.where('state', '=', input.state);
		if (scope !== 'all') list = list.where('community_id', 'in', scope);
		if (input.communityId) list = list.where('community_id', '=', input.communityId);
		if (input.identity) list = list.where(sql<SqlBool>`${input.identity} = ANY (identities)`);
		if (input.skill) list = list.where(sql<SqlBool>`${input.skill} = ANY (skills)`);
		if (input.teamId) list = list.where('id', 'in', (eb) => eb.selectFrom('volunteers.membership').select('volunteer_id').where('subdistrict_id', '=', ctx.subdistrictId).where('team_id', '=', input.teamId!).where('until_on', 'is', null));
		if (input.q) list = list.where(searched(input.q));
		if (cursor) list = list.where((eb) => eb(eb.refTuple('registered_at', 'id'), '<', eb.tuple(cursor.at, cursor.id)));
		const rows = await list.orderBy('registered_at', 'desc').orderBy('id', 'desc').limit(input.limit + 1).execute();
		const minutes = await minutesOf(tx, rows.map(({ id }) => id));
		return pageOf(rows.map((row) => lineOf(ctx.actor, row, minutes.get(row.id)?.service ?? 0)), input.limit, ({ registeredAt }) => registeredAt);
	}
});

const lineOf = (actor: Actor, row: VolunteerRow, minutes: number): VolunteerLine => ({
	id: row.id,
	number: row.number,
	name: shownName(actor, row),
	communityId: row.community_id,
	identities: row.identities as Identity[],
	phone: row.phone_masked ?? '',
	skills: row.skills,
	state: row.state as VolunteerState,
	minutes,
	registeredAt: row.registered_at
});

export interface VolunteerDetail extends VolunteerLine {
	version: number;
	/** `name` is the surname with stars: what the caller sees of it is not what is stored */
	masked: boolean;
	nationalNumber: string;
	personId: string | null;
	hasAccount: boolean;
	sex: string;
	birthDate: string | null;
	age: number | null;
	idNumber: string;
	livingArea: string;
	categories: string[];
	times: string[];
	guardianPhone: string;
	guardianAgreedAt: Date | null;
	registeredWay: 'self' | 'desk' | 'paper';
	totals: Record<EntryKind, number>;
	stars: number;
	starSource: string;
	nextStar: { stars: number; minutes: number } | null;
	teams: { id: string; name: string; nameEn: string; role: string; fromOn: string }[];
	mayChange: boolean;
	mayCertify: boolean;
}

export async function detailOf(tx: ReadTx<'volunteers'>, row: VolunteerRow): Promise<VolunteerDetail> {
	const { db, ctx } = tx;
	const today = await todayOf(tx);
	const [minutes, levels, teams] = await Promise.all([
		minutesOf(tx, [row.id]),
		starLevels(tx, today),
		db
			.selectFrom('volunteers.membership as m')
			.innerJoin('volunteers.team as t', (join) => join.onRef('t.subdistrict_id', '=', 'm.subdistrict_id').onRef('t.id', '=', 'm.team_id'))
			.select(['t.id', 't.name', 't.name_en as nameEn', 'm.role', 'm.from_on as fromOn'])
			.where('m.subdistrict_id', '=', ctx.subdistrictId)
			.where('m.volunteer_id', '=', row.id)
			.where('m.until_on', 'is', null)
			.orderBy('m.from_on')
			.execute()
	]);
	const totals = minutes.get(row.id) ?? { service: 0, training: 0, lecture: 0, award: 0 };
	const stars = starsOf(totals.service, levels);
	const own = row.user_id !== null && row.user_id === ctx.actor.id;
	const full = own || shownName(ctx.actor, row) === row.name;
	return {
		...lineOf(ctx.actor, row, totals.service),
		version: row.version,
		masked: !full,
		nationalNumber: row.national_number ?? '',
		personId: row.person_id,
		hasAccount: row.user_id !== null,
		sex: row.sex,
		birthDate: full ? row.birth_date : null,
		age: row.birth_date === null ? null : ageOn(row.birth_date, today),
		idNumber: full ? (row.id_masked ?? '') : '',
		livingArea: row.living_area,
		categories: row.categories,
		times: row.times,
		guardianPhone: row.guardian_phone_masked,
		guardianAgreedAt: row.guardian_agreed_at,
		registeredWay: row.registered_way as 'self',
		totals,
		stars,
		starSource: (levels.find((level) => level.stars === stars) ?? levels[0])?.source ?? '',
		nextStar: levels.find((level) => level.minutes > totals.service) ?? null,
		teams,
		mayChange: mayWithin(ctx.actor, permissions.keep, row.community_id),
		mayCertify: mayWithin(ctx.actor, permissions.certify, row.community_id)
	};
}

/** One volunteer, for staff of the area. @throws platform.notFound (404) */
export const getVolunteer = query({
	name: 'volunteers.get',
	access: permissions.read,
	input: ById,
	run: async (tx, { id }): Promise<VolunteerDetail> => {
		const row = await tx.db.selectFrom('volunteers.volunteer').selectAll().where('subdistrict_id', '=', tx.ctx.subdistrictId).where('id', '=', id).where('state', 'not in', ['merged', 'erased']).executeTakeFirst();
		if (!row || !mayWithin(tx.ctx.actor, permissions.read, row.community_id)) throw noSuchVolunteer();
		return detailOf(tx, row);
	}
});

/** The registration of somebody of the register of residents; null: none, or not the caller's to see. */
export const volunteerOfPerson = query({
	name: 'volunteers.ofPerson',
	access: permissions.read,
	input: v.object({ personId: v.pipe(v.string(), v.uuid()) }),
	run: async (tx, { personId }): Promise<VolunteerDetail | null> => {
		const row = await tx.db.selectFrom('volunteers.volunteer').selectAll().where('subdistrict_id', '=', tx.ctx.subdistrictId).where('person_id', '=', personId).where('state', 'not in', ['merged', 'erased']).executeTakeFirst();
		return row && mayWithin(tx.ctx.actor, permissions.read, row.community_id) ? detailOf(tx, row) : null;
	}
});

/** The caller's own registration; null: none. */
export const myVolunteering = query({
	name: 'volunteers.mine',
	access: 'signed-in',
	input: v.object({}),
	run: async (tx): Promise<VolunteerDetail | null> => {
		const row = await ownVolunteer(tx);
		return row ? detailOf(tx, { ...row, user_id: tx.ctx.actor.id }) : null;
	}
});

/** Under which age somebody is registered at the counter, with a parent, as it holds today. */
export const guardianAge = query({ name: 'volunteers.guardianAge', access: 'signed-in', input: v.object({}), run: async (tx): Promise<number> => (await rulesOn(tx, await todayOf(tx))).guardian_below_age });
