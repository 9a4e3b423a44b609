import * as v from 'valibot';
import { addDays } from '#platform/dates/index.ts';
import { notFound } from '#platform/errors.ts';
import { forModule } from '#platform/usecase.ts';
import { id as Id } from '../directory.schemas.ts';
import { readSchedules } from '../entries/read-services.ts';
import { isOpen, nextOpening, openUntil, weekOf, type DayHours, type LocalTime, type Span } from './hours.ts';
import { localNow } from './local-now.ts';
import { namedDaysAround } from './named-days.ts';

const { query } = forModule<'directory'>();

/** The hours of a service as its page shows them. */
export interface ServiceHours {
	today: string;
	/** Monday to Sunday of this week; null when no hours are known */
	week: DayHours[] | null;
	openNow: boolean | null;
	openUntil: number | null;
	opensNext: LocalTime | null;
	/** it rests on public holidays */
	civil: boolean;
	/** exceptions of the next 60 days that are not of this week */
	soon: { from: string; to: string; spans: Span[]; reason: string }[];
	notes: string[];
}

/** How far ahead exceptions are told. */
const SOON_DAYS = 60;

/** @throws platform.notFound (404) */
export const hoursOf = query({
	name: 'directory.hoursOf',
	access: 'public',
	input: v.object({ id: Id }),
	run: async (tx, { id }): Promise<ServiceHours> => {
		const there = await tx.db.selectFrom('directory.service').select('id').where('subdistrict_id', '=', tx.ctx.subdistrictId).where('id', '=', id).executeTakeFirst();
		if (!there) throw notFound('service');
		const schedules = (await readSchedules(tx, [id])).get(id) ?? [];
		const now = await localNow(tx);
		const named = await namedDaysAround(tx, now.date);
		if (!schedules.length) return { today: now.date, week: null, openNow: null, openUntil: null, opensNext: null, civil: false, soon: [], notes: [] };
		const week = weekOf(schedules, now.date, named);
		const open = isOpen(schedules, now, named);
		const sunday = week[6]!.date;
		const soon = new Map<string, ServiceHours['soon'][number]>();
		for (const { exceptions } of schedules)
			for (const { from, to, opens, closes, reason } of exceptions) {
				if (to <= sunday || from > addDays(now.date, SOON_DAYS)) continue;
				const key = `${from}/${to}/${reason}`;
				const change = soon.get(key) ?? { from, to, spans: [], reason };
				if (opens !== null && closes !== null) change.spans.push({ opens, closes });
				soon.set(key, change);
			}
		return {
			today: now.date,
			week,
			openNow: open,
			openUntil: open ? openUntil(schedules, now, named) : null,
			opensNext: open ? null : nextOpening(schedules, now, named),
			civil: schedules.some(({ calendar }) => calendar === 'civil'),
			soon: [...soon.values()].sort((a, b) => (a.from < b.from ? -1 : 1)),
			notes: schedules.map(({ note }) => note).filter(Boolean)
		};
	}
});
