/*
 * The plan's board over a million facts of attendance, hours and cases. Promised: under 150 ms (p95) over HTTP, equal to the unit
 * to a recount from nothing, and a fact on it within one second.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { latencies, median, percentile } from './measure.ts';

export interface PlanBench {
	origin: string;
	databaseUrl: string;
	cookie: string;
	/** of a client that may submit needs */
	token: string;
	/** how many facts there are to be in all; those that are there already count */
	facts: number;
	/** runs an operator's command; throws when it fails */
	baiyun: (...args: string[]) => string;
	tell: (line: { what: string; measured: string; promised: string; kept: boolean | null }) => void;
}

const HOURS = 300_000;
const TIMES = 2_500;
const PEOPLE = 40_000;
const VOLUNTEERS = 6_000;
const OPENINGS = 200;

export async function planSpeed({ origin, databaseUrl, cookie, token, facts, baiyun, tell }: PlanBench): Promise<void> {
	const database = new pg.Client({ connectionString: databaseUrl });
	await database.connect();
	try {
		const began = Date.now();
		const there = await seedFacts(database, facts);
		tell({ what: `${there.total} facts: ${there.attendance} attended, ${there.hours} served, ${there.cases} cases`, measured: `${seconds(began)} s`, promised: '', kept: null });
		const counting = Date.now();
		baiyun('recount');
		tell({ what: 'all of them counted from nothing', measured: `${seconds(counting)} s`, promised: '', kept: null });

		const board = () => fetch(`${origin}/desk/plan`, { headers: { cookie } }).then((answer) => answer.text());
		if (!(await board()).includes('plan-sums')) throw new Error('/desk/plan shows no board');
		const times = await latencies(board, OPENINGS, 20);
		const p95 = percentile(times, 0.95);
		tell({ what: 'board of the plan over HTTP, one at a time', measured: `p50 ${median(times).toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`, promised: 'p95 under 150 ms', kept: p95 < 150 });

		const seen = await untilSeen(origin, cookie, token);
		tell({ what: 'a need told is counted on the board', measured: `${seen} ms after it was sent`, promised: 'within 1000 ms', kept: seen <= 1000 });
		const settled = await untilSettled(database, origin, token);
		tell({ what: 'and in the kept days, when nobody looks', measured: `${settled} ms after it was sent`, promised: 'within 1000 ms', kept: settled <= 1000 });

		const check = Date.now();
		let equal = true;
		try {
			baiyun('recount', '--check');
		} catch {
			equal = false;
		}
		tell({ what: 'every kept day against a recount from nothing', measured: `${equal ? 'equal' : 'different'}, ${seconds(check)} s`, promised: 'equal to the unit', kept: equal });
	} finally {
		await database.end();
	}
}

const seconds = (since: number): string => ((Date.now() - since) / 1000).toFixed(1);

async function seedFacts(database: pg.Client, facts: number): Promise<{ total: number; attendance: number; hours: number; cases: number }> {
	const { rows } = await database.query<{ id: string; cases: number; communities: string[] }>(
		`SELECT s.subdistrict_id AS id, (SELECT count(*)::int FROM requests.request r WHERE r.subdistrict_id = s.subdistrict_id) AS cases,
			(SELECT array_agg(id ORDER BY code) FROM areas.community c WHERE c.subdistrict_id = s.subdistrict_id AND retired_at IS NULL) AS communities
		FROM platform.subdistrict s LIMIT 1`
	);
	const { id, cases, communities } = rows[0]!;
	const hours = Math.min(HOURS, Math.round(facts * 0.3));
	const attendance = Math.max(0, facts - hours - cases);
	await database.query('BEGIN');
	await database.query(
		`INSERT INTO activities.activity (subdistrict_id, id, kind, community_id, title, first_on, starts_at, minutes, state, created_at, changed_at)
		SELECT $1, gen_random_uuid(), k, c, '量测 ' || k, current_date - 330, '14:00', 90, 'published', now(), now()
		FROM unnest(ARRAY['lecture', 'course', 'performance', 'sports']) k, unnest($2::uuid[]) c`,
		[id, communities]
	);
	// Each time on a day of the last eleven months, of one of the activities.
	await database.query(
		`WITH a AS (SELECT id, row_number() OVER () - 1 AS n, count(*) OVER () AS all FROM activities.activity WHERE subdistrict_id = $1 AND title LIKE '量测 %')
		INSERT INTO activities.occurrence (subdistrict_id, id, activity_id, planned_for, starts_at, ends_at, on_day, uid, changed_at)
		SELECT $1, gen_random_uuid(), a.id, to_char(d, 'YYYY-MM-DD') || 'T' || to_char(6 + t.n / 330 % 12, 'FM00') || ':' || to_char(t.n % 60, 'FM00'), d + interval '6 hours', d + interval '7 hours', (d AT TIME ZONE 'Asia/Shanghai')::date, 'bench-' || t.n, now()
		FROM generate_series(0, $2::int - 1) t(n) JOIN a ON a.n = t.n % a.all CROSS JOIN LATERAL (SELECT date_trunc('day', now()) - make_interval(days => 1 + t.n % 325) AS d) x`,
		[id, TIMES]
	);
	await database.query(
		`WITH o AS (SELECT id, on_day, starts_at, row_number() OVER (ORDER BY uid) - 1 AS n FROM activities.occurrence WHERE subdistrict_id = $1 AND uid LIKE 'bench-%')
		INSERT INTO activities.attendance (subdistrict_id, id, occurrence_id, who_key, source, came_at, on_day, client_id, recorded_at)
		SELECT $1, gen_random_uuid(), o.id, 'h:' || md5((((g / $3) * 97 + o.n * 131) % $4)::text), 'list', o.starts_at, o.on_day, gen_random_uuid(), o.starts_at
		FROM generate_series(0, $2::int - 1) g JOIN o ON o.n = g % $3`,
		[id, attendance, TIMES, PEOPLE]
	);
	await database.query(
		`INSERT INTO volunteers.volunteer (subdistrict_id, id, number, who_key, community_id, name, name_masked, registered_at, registered_on, registered_way, identities)
		SELECT $1, gen_random_uuid(), '9' || to_char(n, 'FM00000000000000000'), 'n:bench' || n, ($2::uuid[])[1 + n % cardinality($2::uuid[])], '量测' || n, '量*', now() - make_interval(days => n % 300), current_date - n % 300, 'desk',
			CASE WHEN n % 5 = 0 THEN ARRAY['party'] ELSE ARRAY['resident'] END
		FROM generate_series(1, $3::int) n`,
		[id, communities, VOLUNTEERS]
	);
	await database.query(
		`WITH w AS (SELECT id, community_id, row_number() OVER (ORDER BY number) - 1 AS n FROM volunteers.volunteer WHERE subdistrict_id = $1 AND who_key LIKE 'n:bench%')
		INSERT INTO volunteers.entry (subdistrict_id, id, volunteer_id, kind, minutes, on_day, community_id, title, source, recorded_at, recorder_name)
		SELECT $1, gen_random_uuid(), w.id, 'service', 30 + g % 120, current_date - 1 - g % 320, w.community_id, '量测', 'desk', now(), '量测'
		FROM generate_series(0, $2::int - 1) g JOIN w ON w.n = g % $3`,
		[id, hours, VOLUNTEERS]
	);
	await database.query('COMMIT');
	await database.query('ANALYZE');
	return { total: attendance + hours + cases, attendance, hours, cases };
}

const submit = (origin: string, token: string): Promise<Response> =>
	fetch(`${origin}/api/v1/requests`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify({ clientId: randomUUID(), text: '楼道灯不亮，想请人看看', channel: 'api' }) });

/** Milliseconds from sending a need until the page of its measure counts it, looked at again and again. */
async function untilSeen(origin: string, cookie: string, token: string): Promise<number> {
	const told = async (): Promise<string> => {
		const html = await (await fetch(`${origin}/desk/plan/measures/requests.told`, { headers: { cookie } })).text();
		return /part=numerator[^>]*>\s*([\d]+)/.exec(html)?.[1] ?? /figure-value[^>]*>\s*([\d]+)/.exec(html)![1]!;
	};
	const before = Number(await told());
	const began = Date.now();
	const answer = await submit(origin, token);
	if (!answer.ok) throw new Error(`a need was refused: ${answer.status}`);
	while (Number(await told()) !== before + 1) if (Date.now() - began > 10_000) return Infinity;
	return Date.now() - began;
}

/** The same without anybody looking: until no word of a change is left. */
async function untilSettled(database: pg.Client, origin: string, token: string): Promise<number> {
	const began = Date.now();
	await submit(origin, token);
	for (;;) {
		const { rows } = await database.query<{ n: number }>('SELECT count(*)::int AS n FROM platform.fact_change');
		if (rows[0]!.n === 0) return Date.now() - began;
		if (Date.now() - began > 10_000) return Infinity;
		await sleep(5);
	}
}
