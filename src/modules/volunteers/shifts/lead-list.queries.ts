/** What a lead sees of their shift at the place: who has a place and who is there, on their own phone. */
import type { ReadTx } from '#platform/db/tx.ts';
import { addDays } from '#platform/dates/index.ts';
import { todayOf } from '#platform/today.ts';
import { forModule } from '#platform/usecase.ts';
import * as v from 'valibot';
import { checkInWindow, LATE_CHECKOUT_MS } from '../hours/attendance-times.model.ts';
import { id } from '../register/volunteer.schemas.ts';
import { ownVolunteer } from '../register/volunteer.store.ts';
import { rulesOn } from '../volunteers.rules.ts';
import { asLead, teamsLed } from './lead.ts';
import { shiftOf, type ShiftRow } from './shift.store.ts';

const { query } = forModule<'volunteers'>();

export interface LeadListLine {
	volunteerId: string;
	/** whole while the shift is on, as on the paper sheet that lies there; the surname before */
	name: string;
	roleName: string;
	/** the lead's own line: with the code at the place, like everybody */
	own: boolean;
	/** a check-in without a check-out; null: none */
	openSpanId: string | null;
	inAt: Date | null;
	/** when they left last */
	outAt: Date | null;
}

export interface LeadList {
	/** people may be checked in now, by time */
	checkInOpen: boolean;
	people: LeadListLine[];
}

/** From when check-in opens until check-outs are no longer believed. */
async function isOn(tx: ReadTx<'volunteers'>, shift: ShiftRow): Promise<{ on: boolean; checkInOpen: boolean; over: boolean }> {
	const now = tx.ctx.clock.now();
	const { from, until } = checkInWindow(shift, (await rulesOn(tx, shift.on_day)).checkin_before_minutes);
	const over = now.getTime() > shift.ends_at.getTime() + LATE_CHECKOUT_MS;
	return { on: from <= now && !over, checkInOpen: from <= now && now < until, over };
}

/**
 * Who has a place at a shift or is there, for whoever leads it; null for everybody else, when it was cancelled, and once it has been
 * over for hours: then staff close what is open.
 */
export const leadList = query({
	name: 'volunteers.leadList',
	access: 'signed-in',
	input: v.object({ shiftId: id }),
	run: async (tx, input): Promise<LeadList | null> => {
		const { db, ctx } = tx;
		const shift = await shiftOf(tx, input.shiftId);
		const lead = await asLead(tx, shift);
		if (!lead || shift.state === 'cancelled') return null;
		const { on, checkInOpen, over } = await isOn(tx, shift);
		if (over) return null;
		const [places, spans] = await Promise.all([
			db
				.selectFrom('volunteers.signup as s')
				.innerJoin('volunteers.shift_role as r', (join) => join.onRef('r.subdistrict_id', '=', 's.subdistrict_id').onRef('r.id', '=', 's.role_id'))
				.select(['s.volunteer_id as volunteerId', 'r.name as roleName'])
				.where('s.subdistrict_id', '=', ctx.subdistrictId)
				.where('s.shift_id', '=', shift.id)
				.where('s.state', '=', 'signed')
				.execute(),
			db.selectFrom('volunteers.span').select(['id', 'volunteer_id', 'in_at', 'out_at', 'state']).where('subdistrict_id', '=', ctx.subdistrictId).where('shift_id', '=', shift.id).where('state', '<>', 'void').orderBy('in_at', 'desc').execute()
		]);
		const ids = [...new Set([...places.map(({ volunteerId }) => volunteerId), ...spans.map(({ volunteer_id }) => volunteer_id)])];
		const people = ids.length ? await db.selectFrom('volunteers.volunteer').select(['id', 'name', 'name_masked']).where('subdistrict_id', '=', ctx.subdistrictId).where('id', 'in', ids).execute() : [];
		return {
			checkInOpen,
			people: people
				.map((one): LeadListLine => {
					const last = spans.find(({ volunteer_id }) => volunteer_id === one.id);
					return {
						volunteerId: one.id,
						name: on ? one.name : one.name_masked,
						roleName: places.find(({ volunteerId }) => volunteerId === one.id)?.roleName ?? '',
						own: one.id === lead.id,
						openSpanId: last?.state === 'open' ? last.id : null,
						inAt: last?.in_at ?? null,
						outAt: last?.out_at ?? null
					};
				})
				.sort((a, b) => a.roleName.localeCompare(b.roleName, 'zh-Hans') || a.name.localeCompare(b.name, 'zh-Hans') || (a.volunteerId < b.volunteerId ? -1 : 1))
		};
	}
});

export interface LedShift {
	id: string;
	title: string;
	place: string;
	startsAt: Date;
	endsAt: Date;
}

/** How far ahead a lead sees what they lead. */
const DAYS_AHEAD = 14;

/** The shifts that the caller leads: those that are on, and the next two weeks, the soonest first. */
export const shiftsLed = query({
	name: 'volunteers.shiftsLed',
	access: 'signed-in',
	input: v.object({}),
	run: async (tx): Promise<LedShift[]> => {
		const { db, ctx } = tx;
		const own = await ownVolunteer(tx);
		if (own?.state !== 'active') return [];
		const [teams, today] = [await teamsLed(tx, own.id), await todayOf(tx)];
		return db
			.selectFrom('volunteers.shift')
			.select(['id', 'title', 'place', 'starts_at as startsAt', 'ends_at as endsAt'])
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('on_day', '>=', addDays(today, -1))
			.where('on_day', '<=', addDays(today, DAYS_AHEAD))
			.where('state', '=', 'open')
			.where('ends_at', '>', new Date(ctx.clock.now().getTime() - LATE_CHECKOUT_MS))
			.where((eb) => eb.or([eb('lead_volunteer_id', '=', own.id), ...(teams.length ? [eb('team_id', 'in', teams)] : [])]))
			.orderBy('starts_at')
			.orderBy('id')
			.limit(30)
			.execute();
	}
});
