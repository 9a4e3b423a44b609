/* The calendar that programs subscribe to: 2,000 events over HTTP, and our writer beside the library that others use. */
import ical, { ICalEventStatus } from 'ical-generator';
import pg from 'pg';
import { iCalendar, type CalendarEvent } from '../../src/modules/activities/calendar/ical.ts';
import { newId } from '#platform/ids.ts';
import { latencies, median, percentile } from './measure.ts';

export interface CalendarBench {
	origin: string;
	/** as the owner */
	databaseUrl: string;
	tell(line: { what: string; measured: string; promised: string; kept: boolean | null }): void;
}

const EVENTS = 2_000;
const PLACE = '量测地点';
const TEXT = '社区民警讲身边的真实案例。\n- 接到陌生来电怎么办\n- 转账前问三句话\n请带上老花镜，现场有茶水。';

export async function calendarSpeed({ origin, databaseUrl, tell }: CalendarBench): Promise<void> {
	const database = new pg.Client({ connectionString: databaseUrl });
	await database.connect();
	const tenant = '(SELECT subdistrict_id FROM platform.subdistrict LIMIT 1)';
	const url = `${origin}/feeds/activities.ics?place=${encodeURIComponent(PLACE)}`;
	try {
		await database.query(
			`INSERT INTO activities.activity (subdistrict_id, id, kind, title, body, first_on, starts_at, minutes, place, state, created_at, changed_at)
			SELECT ${tenant}, gen_random_uuid(), 'lecture', '量测讲座第' || n || '讲', $1, current_date, '09:00', 90, $2, 'published', now(), now() FROM generate_series(1, 100) n`,
			[TEXT, PLACE]
		);
		await database.query(
			`INSERT INTO activities.occurrence (subdistrict_id, id, activity_id, planned_for, starts_at, ends_at, on_day, uid, changed_at)
			SELECT subdistrict_id, i, id, to_char(current_date + k, 'YYYY-MM-DD') || 'T09:00', current_date + k + time '01:00', current_date + k + time '02:30', current_date + k, i::text, now()
			FROM activities.activity CROSS JOIN generate_series(1, $1) k CROSS JOIN LATERAL (SELECT gen_random_uuid() AS i WHERE k > 0) made WHERE place = $2`,
			[EVENTS / 100, PLACE]
		);
		await database.query('ANALYZE activities.occurrence, activities.activity');
		const answer = await (await fetch(url)).text();
		const events = answer.match(/^BEGIN:VEVENT\r$/gm)?.length ?? 0;
		if (events !== EVENTS) throw new Error(`the calendar holds ${events} events`);
		const times = await latencies(() => fetch(url).then((each) => each.arrayBuffer()), 60, 10);
		const p95 = percentile(times, 0.95);
		tell({ what: `calendar of ${EVENTS} events (${Math.round(Buffer.byteLength(answer) / 1024)} kB), over HTTP`, measured: `p50 ${median(times).toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`, promised: 'p95 under 60 ms', kept: p95 < 60 });
	} finally {
		await database.query(`DELETE FROM activities.occurrence WHERE activity_id IN (SELECT id FROM activities.activity WHERE place = $1)`, [PLACE]);
		await database.query('DELETE FROM activities.activity WHERE place = $1', [PLACE]);
		await database.end();
	}
	await writers(tell);
}

/** The same events by our writer and by `ical-generator`, in turn. */
async function writers(tell: CalendarBench['tell']): Promise<void> {
	const events: CalendarEvent[] = Array.from({ length: EVENTS }, (_, i) => ({ uid: newId(), sequence: i % 3, changedAt: new Date(), startsAt: new Date(Date.UTC(2026, 0, 1, i)), endsAt: new Date(Date.UTC(2026, 0, 1, i + 1)), title: `量测讲座第${i}讲`, status: i % 10 ? 'CONFIRMED' : 'CANCELLED', location: PLACE, description: TEXT, url: `https://example.org/activities/${i}`, category: '讲座' }));
	const theirs = () => {
		const calendar = ical({ name: '活动', prodId: '//bench//activities//ZH' });
		for (const { uid, sequence, changedAt, startsAt, endsAt, title, status, location, description, url } of events) calendar.createEvent({ id: uid, sequence, stamp: changedAt, start: startsAt, end: endsAt, summary: title, status: ICalEventStatus[status], location, description, url });
		return Promise.resolve(calendar.toString());
	};
	const ours = () => Promise.resolve(iCalendar({ name: '活动', zone: 'Asia/Shanghai' }, events));
	const [a, b] = [await latencies(ours, 20, 5), await latencies(theirs, 10, 2)];
	tell({ what: `writing ${EVENTS} events, over ical-generator`, measured: `${(median(a) / median(b)).toFixed(3)} (${median(a).toFixed(1)} / ${median(b).toFixed(1)} ms)`, promised: 'at most 0.50', kept: median(a) <= median(b) / 2 });
}
