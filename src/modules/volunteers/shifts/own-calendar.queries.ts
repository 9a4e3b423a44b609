/** The caller's shifts as events of their own calendar, which activities hand out at its secret address. */
import { sql } from 'kysely';
import * as v from 'valibot';
import { cancelledTitle, type CalendarEvent } from '#modules/activities/index.ts';
import { forModule } from '#platform/usecase.ts';
import { volunteersMessages } from '../messages/index.ts';
import { day } from '../register/volunteer.schemas.ts';
import { ownVolunteer } from '../register/volunteer.store.ts';

const { query } = forModule<'volunteers'>();

const MOST = 1_000;

/** Calendars are written in Chinese, as the others are. */
const m = volunteersMessages.zh.calendar;

/**
 * Shifts at which the caller has a place, and those that were cancelled while they had one. A place given back or handed on is
 * nothing to come to, and leaves the calendar. The UID is the shift's; SEQUENCE is the shift's changes and how often the caller
 * took a place and lost it, so that it rises with each.
 */
export const ownShiftEvents = query({
	name: 'volunteers.ownShiftEvents',
	access: 'signed-in',
	input: v.object({ site: v.pipe(v.string(), v.maxLength(200)), from: day }),
	run: async (tx, { site, from }): Promise<CalendarEvent[]> => {
		const { db, ctx } = tx;
		const own = await ownVolunteer(tx);
		if (!own) return [];
		const rows = await db
			.selectFrom('volunteers.signup as s')
			.innerJoin('volunteers.shift as h', (join) => join.onRef('h.subdistrict_id', '=', 's.subdistrict_id').onRef('h.id', '=', 's.shift_id'))
			.innerJoin('volunteers.shift_role as r', (join) => join.onRef('r.subdistrict_id', '=', 's.subdistrict_id').onRef('r.id', '=', 's.role_id'))
			.select([
				'h.id', 'h.title', 'h.place', 'h.content', 'h.contact_name', 'h.starts_at', 'h.ends_at', 'h.state', 'h.cancel_reason', 's.swap_asked_at', 'r.name as role',
				sql<number>`(h.version - 1 + (SELECT count(*) + count(e.ended_at) - 1 FROM volunteers.signup e WHERE e.subdistrict_id = s.subdistrict_id AND e.shift_id = s.shift_id AND e.volunteer_id = s.volunteer_id))::int`.as('sequence'),
				sql<Date>`greatest(h.changed_at, s.signed_at, s.ended_at)`.as('changedAt')
			])
			.where('s.subdistrict_id', '=', ctx.subdistrictId)
			.where('s.volunteer_id', '=', own.id)
			.where('h.on_day', '>=', from)
			.where((eb) => eb.or([eb('s.state', '=', 'signed'), eb.and([eb('h.state', '=', 'cancelled'), eb('s.state', '=', 'cancelled'), eb('s.ended_at', '>=', eb.ref('h.changed_at'))])]))
			.orderBy('h.starts_at')
			.orderBy('h.id')
			.limit(MOST)
			.execute();
		return rows.map((row): CalendarEvent => {
			const cancelled = row.state === 'cancelled';
			const title = m.title(row.title);
			return {
				uid: row.id,
				sequence: row.sequence,
				changedAt: row.changedAt,
				startsAt: row.starts_at,
				endsAt: row.ends_at,
				title: cancelled ? cancelledTitle(title) : title,
				status: cancelled ? 'CANCELLED' : 'CONFIRMED',
				location: row.place,
				description: [row.cancel_reason, m.role(row.role), row.swap_asked_at ? m.swapAsked : '', row.contact_name ? m.contact(row.contact_name) : '', row.content].filter(Boolean).join('\n'),
				url: `${site}/volunteers/shifts/${row.id}`,
				category: m.category
			};
		});
	}
});
