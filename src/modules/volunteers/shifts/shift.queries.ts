/** Shifts: the desk's board by day, one shift with its people, what is needed now on the site, one's own. */
import { sql } from 'kysely';
import { addDays, addMonths } from '#platform/dates/index.ts';
import type { ReadTx } from '#platform/db/tx.ts';
import { pageOf, readCursor, type Page } from '#platform/keyset.ts';
import { zoneOf } from '#platform/tenant.ts';
import { todayOf } from '#platform/today.ts';
import { forModule } from '#platform/usecase.ts';
import * as v from 'valibot';
import { ADULT } from '../register/volunteer.model.ts';
import { id } from '../register/volunteer.schemas.ts';
import { ownVolunteer } from '../register/volunteer.store.ts';
import { shownName } from '../register/volunteer.queries.ts';
import { permissions } from '../volunteers.permissions.ts';
import { mayWithin, volunteerScope } from '../volunteers.policy.ts';
import { checkInWindow } from '../hours/attendance-times.model.ts';
import { rulesOn } from '../volunteers.rules.ts';
import { noSuchShift } from '../volunteers.errors.ts';
import { PublicShiftsInput, ShiftListInput } from './shift.schemas.ts';
import { rolesOf, shiftOf, wantedBy, type RoleRow, type ShiftRow } from './shift.store.ts';
import { suggest, type Candidate, type Reason } from './suggest.model.ts';

const { query } = forModule<'volunteers'>();

export interface RoleLine {
	id: string;
	name: string;
	needed: number;
	taken: number;
	skills: string[];
	minAge: number | null;
}

export interface ShiftLine {
	id: string;
	title: string;
	place: string;
	category: string;
	communityId: string | null;
	teamId: string | null;
	teamName: string;
	startsAt: Date;
	endsAt: Date;
	onDay: string;
	dangerous: boolean;
	teamOnly: boolean;
	state: 'open' | 'cancelled';
	shortNotice: boolean;
	roles: RoleLine[];
	needed: number;
	taken: number;
}

const roleLine = (role: RoleRow): RoleLine => ({ id: role.id, name: role.name, needed: role.needed, taken: role.taken, skills: role.skills, minAge: role.min_age });

async function linesOf(tx: ReadTx<'volunteers'>, rows: readonly ShiftRow[]): Promise<ShiftLine[]> {
	const [roles, teams] = await Promise.all([
		rolesOf(tx, rows.map((row) => row.id)),
		tx.db.selectFrom('volunteers.team').select(['id', 'name', 'name_en']).where('subdistrict_id', '=', tx.ctx.subdistrictId).execute()
	]);
	const names = new Map(teams.map((team) => [team.id, (tx.ctx.locale === 'en' && team.name_en) || team.name]));
	return rows.map((row) => {
		const own = roles.filter((role) => role.shift_id === row.id).map(roleLine);
		return {
			id: row.id,
			title: row.title,
			place: row.place,
			category: row.category,
			communityId: row.community_id,
			teamId: row.team_id,
			teamName: row.team_id ? (names.get(row.team_id) ?? '') : '',
			startsAt: row.starts_at,
			endsAt: row.ends_at,
			onDay: row.on_day,
			dangerous: row.dangerous,
			teamOnly: row.team_only,
			state: row.state as 'open',
			shortNotice: row.short_notice,
			roles: own,
			needed: own.reduce((sum, role) => sum + role.needed, 0),
			taken: own.reduce((sum, role) => sum + role.taken, 0)
		};
	});
}

/** How many shifts the board shows at most; a subdistrict with more of them in a week looks at one community or team. */
const ON_THE_BOARD = 500;

/** The desk's board: shifts of the caller's area and of the whole subdistrict, from one day to another, by time. `more`: there are others that it does not show. */
export const listShifts = query({
	name: 'volunteers.listShifts',
	access: permissions.read,
	input: ShiftListInput,
	run: async (tx, input): Promise<{ shifts: ShiftLine[]; more: boolean }> => {
		const scope = volunteerScope(tx.ctx.actor);
		let list = tx.db.selectFrom('volunteers.shift').selectAll().where('subdistrict_id', '=', tx.ctx.subdistrictId).where('on_day', '>=', input.from).where('on_day', '<=', input.to);
		if (scope !== 'all') list = list.where((eb) => eb.or([eb('community_id', 'is', null), ...(scope.length ? [eb('community_id', 'in', scope)] : [])]));
		if (input.communityId) list = list.where('community_id', '=', input.communityId);
		if (input.teamId) list = list.where('team_id', '=', input.teamId);
		if (input.taskId) list = list.where('task_id', '=', input.taskId);
		const rows = await list.orderBy('on_day').orderBy('starts_at').orderBy('id').limit(ON_THE_BOARD + 1).execute();
		return { shifts: await linesOf(tx, rows.slice(0, ON_THE_BOARD)), more: rows.length > ON_THE_BOARD };
	}
});

export interface ShiftPerson {
	volunteerId: string;
	signupId: string | null;
	roleId: string | null;
	roleName: string;
	name: string;
	number: string;
	phone: string;
	minor: boolean;
	swapAsked: boolean;
	spans: { id: string; inAt: Date; outAt: Date | null; inWay: string; outWay: string | null; minutes: number; state: string }[];
}

export interface ShiftDetail extends ShiftLine {
	version: number;
	served: string;
	content: string;
	contactName: string;
	leadVolunteerId: string | null;
	/** the lead's volunteer number, of whatever community they are; empty: none leads it */
	leadNumber: string;
	taskId: string | null;
	occurrenceId: string | null;
	scanKey: string;
	cancelReason: string;
	/** from when one may check in, by the rule of its day */
	checkInFrom: Date;
	people: ShiftPerson[];
	mayChange: boolean;
	mayCertify: boolean;
}

/** One shift with everybody who is signed up or has checked in. @throws platform.notFound (404) */
export const getShift = query({
	name: 'volunteers.getShift',
	access: permissions.read,
	input: v.object({ id }),
	run: async (tx, input): Promise<ShiftDetail> => {
		const { db, ctx } = tx;
		const shift = await shiftOf(tx, input.id);
		if (!mayWithin(ctx.actor, permissions.read, shift.community_id)) throw noSuchShift();
		const [[line], { checkin_before_minutes }, lead, signups, spans] = await Promise.all([
			linesOf(tx, [shift]),
			rulesOn(tx, shift.on_day),
			shift.lead_volunteer_id ? db.selectFrom('volunteers.volunteer').select('number').where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', shift.lead_volunteer_id).executeTakeFirst() : undefined,
			db.selectFrom('volunteers.signup').select(['id', 'role_id', 'volunteer_id', 'swap_asked_at']).where('subdistrict_id', '=', ctx.subdistrictId).where('shift_id', '=', shift.id).where('state', '=', 'signed').execute(),
			db
				.selectFrom('volunteers.span as s')
				.leftJoin('volunteers.entry as e', (join) => join.onRef('e.subdistrict_id', '=', 's.subdistrict_id').onRef('e.span_id', '=', 's.id'))
				.select(['s.id', 's.volunteer_id', 's.in_at', 's.out_at', 's.in_way', 's.out_way', 's.state', sql<number>`coalesce(sum(e.minutes), 0)::int`.as('minutes')])
				.where('s.subdistrict_id', '=', ctx.subdistrictId)
				.where('s.shift_id', '=', shift.id)
				.where('s.state', '<>', 'void')
				.groupBy(['s.id', 's.volunteer_id', 's.in_at', 's.out_at', 's.in_way', 's.out_way', 's.state'])
				.orderBy('s.in_at')
				.execute()
		]);
		const ids = [...new Set([...signups.map((one) => one.volunteer_id), ...spans.map((one) => one.volunteer_id)])];
		const volunteers = ids.length ? await db.selectFrom('volunteers.volunteer').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('id', 'in', ids).execute() : [];
		const adultFrom = addMonths(shift.on_day, -12 * ADULT);
		const people = volunteers.map((one): ShiftPerson => {
			const signup = signups.find(({ volunteer_id }) => volunteer_id === one.id);
			return {
				volunteerId: one.id,
				signupId: signup?.id ?? null,
				roleId: signup?.role_id ?? null,
				roleName: line!.roles.find((role) => role.id === signup?.role_id)?.name ?? '',
				name: shownName(ctx.actor, one),
				number: one.number,
				phone: one.phone_masked ?? '',
				minor: one.birth_date !== null && one.birth_date > adultFrom,
				swapAsked: signup?.swap_asked_at != null,
				spans: spans.filter(({ volunteer_id }) => volunteer_id === one.id).map((span) => ({ id: span.id, inAt: span.in_at, outAt: span.out_at, inWay: span.in_way, outWay: span.out_way, minutes: span.minutes, state: span.state }))
			};
		});
		return {
			...line!,
			version: shift.version,
			served: shift.served,
			content: shift.content,
			contactName: shift.contact_name,
			leadVolunteerId: shift.lead_volunteer_id,
			leadNumber: lead?.number ?? '',
			taskId: shift.task_id,
			occurrenceId: shift.occurrence_id,
			scanKey: shift.scan_key,
			cancelReason: shift.cancel_reason,
			checkInFrom: checkInWindow(shift, checkin_before_minutes).from,
			people: people.sort((a, b) => a.roleName.localeCompare(b.roleName) || a.name.localeCompare(b.name, 'zh-Hans')),
			mayChange: mayWithin(ctx.actor, permissions.keep, shift.community_id),
			mayCertify: mayWithin(ctx.actor, permissions.certify, shift.community_id)
		};
	}
});

export interface Suggested {
	roleId: string;
	roleName: string;
	people: { volunteerId: string; name: string; phone: string; reasons: Reason[] }[];
}

/** Of how many who could be asked the rules look at. */
const LOOKED_AT = 2_000;

/**
 * Whom the desk could ask for each role that has a free place: fair and with reasons (`suggest.model.ts`). Looked for among active volunteers of the
 * shift's community, or of its team.
 */
export const suggestFor = query({
	name: 'volunteers.suggestFor',
	access: permissions.read,
	input: v.object({ shiftId: id }),
	prepare: (ctx) => zoneOf(ctx),
	run: async (tx, input, zone): Promise<Suggested[]> => {
		const { db, ctx } = tx;
		const shift = await shiftOf(tx, input.shiftId);
		if (!mayWithin(ctx.actor, permissions.read, shift.community_id)) throw noSuchShift();
		const roles = (await rolesOf(tx, [shift.id])).filter((role) => role.taken < role.needed);
		if (!roles.length) return [];
		const { recent_days } = await rulesOn(tx, shift.on_day);
		const since = addDays(await todayOf(tx), -recent_days);
		const { rows } = await sql<Candidate & { name: string; name_masked: string; phone: string }>`
			SELECT w.id, w.community_id AS "communityId", to_char(w.birth_date, 'YYYY-MM-DD') AS "birthDate", w.skills, w.categories, w.times, w.name, w.name_masked, coalesce(w.phone_masked, '') AS phone,
				ARRAY(SELECT m.team_id FROM volunteers.membership m WHERE m.subdistrict_id = w.subdistrict_id AND m.volunteer_id = w.id AND m.until_on IS NULL) AS "teamIds",
				(SELECT coalesce(sum(e.minutes), 0)::int FROM volunteers.entry e WHERE e.subdistrict_id = w.subdistrict_id AND e.volunteer_id = w.id AND e.kind = 'service' AND e.on_day >= ${since}::date) AS "recentMinutes",
				(SELECT to_char(max(e.on_day), 'YYYY-MM-DD') FROM volunteers.entry e WHERE e.subdistrict_id = w.subdistrict_id AND e.volunteer_id = w.id AND e.kind = 'service') AS "lastServedOn",
				EXISTS (SELECT FROM volunteers.signup s WHERE s.subdistrict_id = w.subdistrict_id AND s.volunteer_id = w.id AND s.state = 'signed' AND s.starts_at < ${shift.ends_at} AND ${shift.starts_at} < s.ends_at) AS clashes,
				EXISTS (SELECT FROM volunteers.signup s JOIN volunteers.shift h ON h.subdistrict_id = s.subdistrict_id AND h.id = s.shift_id WHERE s.subdistrict_id = w.subdistrict_id AND s.volunteer_id = w.id AND s.state = 'signed' AND h.on_day = ${shift.on_day}::date) AS "sameDay"
			FROM volunteers.volunteer w
			WHERE w.subdistrict_id = ${ctx.subdistrictId} AND w.state = 'active'
				AND (${shift.community_id}::uuid IS NULL OR w.community_id = ${shift.community_id}::uuid OR EXISTS (SELECT FROM volunteers.membership m WHERE m.subdistrict_id = w.subdistrict_id AND m.volunteer_id = w.id AND m.team_id = ${shift.team_id}::uuid AND m.until_on IS NULL))
			ORDER BY w.id LIMIT ${LOOKED_AT}`.execute(db);
		const known = new Map(rows.map((row) => [row.id, row]));
		return roles.map((role) => ({
			roleId: role.id,
			roleName: role.name,
			people: suggest(rows, wantedBy(shift, role, zone)).map(({ id: volunteerId, reasons }) => {
				const row = known.get(volunteerId)!;
				return { volunteerId, name: shownName(ctx.actor, { name: row.name, name_masked: row.name_masked, community_id: row.communityId }), phone: row.phone, reasons };
			})
		}));
	}
});

/** What is needed now, for everybody: open shifts that have not begun, the soonest first. It names nobody. */
export const openShifts = query({
	name: 'volunteers.openShifts',
	access: 'public',
	input: PublicShiftsInput,
	run: async (tx, input): Promise<Page<ShiftLine>> => {
		const cursor = readCursor(input.cursor);
		let list = tx.db.selectFrom('volunteers.shift').selectAll().where('subdistrict_id', '=', tx.ctx.subdistrictId).where('state', '=', 'open').where('on_day', '>=', await todayOf(tx)).where('starts_at', '>', tx.ctx.clock.now());
		if (input.communityId) list = list.where('community_id', '=', input.communityId);
		if (input.category) list = list.where('category', '=', input.category);
		if (cursor) list = list.where((eb) => eb(eb.refTuple('starts_at', 'id'), '>', eb.tuple(cursor.at, cursor.id)));
		const rows = await list.orderBy('starts_at').orderBy('id').limit(input.limit + 1).execute();
		return pageOf(await linesOf(tx, rows), input.limit, ({ startsAt }) => startsAt);
	}
});

export interface PublicShift extends ShiftLine {
	served: string;
	content: string;
	contactName: string;
	begun: boolean;
	over: boolean;
	/** may be checked in to now, by time */
	checkInOpen: boolean;
	checkInFrom: Date;
	/** places that somebody would hand on */
	swaps: { id: string; roleName: string }[];
	own: { signupId: string | null; roleName: string; swapAsked: boolean; spanId: string | null; inAt: Date | null; registered: boolean; skills: string[] };
}

/** A shift as everybody may read it, with what the caller has to do with it. @throws platform.notFound (404) */
export const publicShift = query({
	name: 'volunteers.publicShift',
	access: 'public',
	input: v.object({ id }),
	run: async (tx, input): Promise<PublicShift> => {
		const { db, ctx } = tx;
		const shift = await shiftOf(tx, input.id);
		const [[line], own, rules] = await Promise.all([linesOf(tx, [shift]), ownVolunteer(tx), rulesOn(tx, shift.on_day)]);
		const now = ctx.clock.now();
		const mine = own
			? await db.selectFrom('volunteers.signup').select(['id', 'role_id', 'swap_asked_at']).where('subdistrict_id', '=', ctx.subdistrictId).where('shift_id', '=', shift.id).where('volunteer_id', '=', own.id).where('state', '=', 'signed').executeTakeFirst()
			: undefined;
		const span = own ? await db.selectFrom('volunteers.span').select(['id', 'in_at']).where('subdistrict_id', '=', ctx.subdistrictId).where('shift_id', '=', shift.id).where('volunteer_id', '=', own.id).where('state', '=', 'open').executeTakeFirst() : undefined;
		const roleName = (roleId: string) => line!.roles.find((role) => role.id === roleId)?.name ?? '';
		const swaps = own ? await db.selectFrom('volunteers.signup').select(['id', 'role_id']).where('subdistrict_id', '=', ctx.subdistrictId).where('shift_id', '=', shift.id).where('state', '=', 'signed').where('swap_asked_at', 'is not', null).where('volunteer_id', '<>', own.id).execute() : [];
		const { from: checkInFrom, until } = checkInWindow(shift, rules.checkin_before_minutes);
		return {
			...line!,
			served: shift.served,
			content: shift.content,
			contactName: shift.contact_name,
			begun: shift.starts_at <= now,
			over: shift.ends_at <= now,
			checkInOpen: checkInFrom <= now && now < until && shift.state === 'open',
			checkInFrom,
			swaps: swaps.map((one) => ({ id: one.id, roleName: roleName(one.role_id) })),
			own: { signupId: mine?.id ?? null, roleName: mine ? roleName(mine.role_id) : '', swapAsked: mine?.swap_asked_at != null, spanId: span?.id ?? null, inAt: span?.in_at ?? null, registered: own !== null, skills: own?.skills ?? [] }
		};
	}
});

export interface OwnShift {
	signupId: string;
	shiftId: string;
	title: string;
	place: string;
	roleName: string;
	startsAt: Date;
	endsAt: Date;
	swapAsked: boolean;
	/** giving it back now leaves the team little time */
	late: boolean;
}

export interface OwnSchedule {
	coming: OwnShift[];
	/** checked in and not yet out */
	open: { spanId: string; shiftId: string; title: string; inAt: Date; endsAt: Date }[];
	/** pairs that name the caller: what they do, how often */
	pairs: { id: string; title: string; rhythmDays: number | null }[];
	/** ids of the shifts that the caller has a place at */
	shiftIds: string[];
}

/** The caller's own places, check-ins and pairs. */
export const mySchedule = query({
	name: 'volunteers.mySchedule',
	access: 'signed-in',
	input: v.object({}),
	run: async (tx): Promise<OwnSchedule> => {
		const { db, ctx } = tx;
		const own = await ownVolunteer(tx);
		if (!own) return { coming: [], open: [], pairs: [], shiftIds: [] };
		const now = ctx.clock.now();
		const { cancel_cutoff_hours } = await rulesOn(tx, await todayOf(tx));
		const coming = await db
			.selectFrom('volunteers.signup as s')
			.innerJoin('volunteers.shift as h', (join) => join.onRef('h.subdistrict_id', '=', 's.subdistrict_id').onRef('h.id', '=', 's.shift_id'))
			.innerJoin('volunteers.shift_role as r', (join) => join.onRef('r.subdistrict_id', '=', 's.subdistrict_id').onRef('r.id', '=', 's.role_id'))
			.select(['s.id as signupId', 'h.id as shiftId', 'h.title', 'h.place', 'r.name as roleName', 's.starts_at as startsAt', 's.ends_at as endsAt', 's.swap_asked_at'])
			.where('s.subdistrict_id', '=', ctx.subdistrictId)
			.where('s.volunteer_id', '=', own.id)
			.where('s.state', '=', 'signed')
			.where('s.ends_at', '>', now)
			.orderBy('s.starts_at')
			.limit(100)
			.execute();
		const open = await db
			.selectFrom('volunteers.span as s')
			.innerJoin('volunteers.shift as h', (join) => join.onRef('h.subdistrict_id', '=', 's.subdistrict_id').onRef('h.id', '=', 's.shift_id'))
			.select(['s.id as spanId', 'h.id as shiftId', 'h.title', 's.in_at as inAt', 'h.ends_at as endsAt'])
			.where('s.subdistrict_id', '=', ctx.subdistrictId)
			.where('s.volunteer_id', '=', own.id)
			.where('s.state', '=', 'open')
			.orderBy('s.in_at')
			.execute();
		const pairs = await db.selectFrom('volunteers.task').select(['id', 'title', 'rhythm_days as rhythmDays']).where('subdistrict_id', '=', ctx.subdistrictId).where('volunteer_id', '=', own.id).where('state', '=', 'open').orderBy('created_at').execute();
		return {
			coming: coming.map(({ swap_asked_at, ...one }) => ({ ...one, swapAsked: swap_asked_at !== null, late: now.getTime() > one.startsAt.getTime() - cancel_cutoff_hours * 3_600_000 })),
			open,
			pairs,
			shiftIds: coming.map(({ shiftId }) => shiftId)
		};
	}
});

