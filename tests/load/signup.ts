/*
 * How many sign-ups a second the use case takes, beside a bare locked insert on the same database in the same run: BEGIN, SELECT
 * … FOR UPDATE of the occurrence, INSERT, UPDATE of the count, COMMIT, and nothing else. Part of `npm run bench`; alone:
 * `BAIYUN_DATA=… node tests/load/signup.ts`. What is promised: at least 0.5 of it, all for one occurrence and spread over fifty.
 */
import pg from 'pg';
import { signUp } from '#modules/activities/index.ts';
import { config, resetConfig } from '#platform/config.ts';
import { closePools } from '#platform/db/pools.ts';
import { ensureDatabase } from '#platform/db/embedded.ts';
import { newId } from '#platform/ids.ts';
import { systemCtx } from '#platform/jobs.ts';
import { median } from './measure.ts';

export interface SignupSpeed {
	/** sign-ups a second, medians over the rounds */
	ours: number;
	reference: number;
	ratio: number;
	ratios: number[];
}

const AT_ONCE = 10;

/** Calls `work` from `AT_ONCE` loops for so many seconds. @returns calls a second */
async function rate(work: (n: number) => Promise<unknown>, seconds: number): Promise<number> {
	const until = performance.now() + seconds * 1000;
	let done = 0;
	await Promise.all(
		Array.from({ length: AT_ONCE }, async () => {
			while (performance.now() < until) await work(done++);
		})
	);
	return done / seconds;
}

async function pair(ours: (n: number) => Promise<unknown>, reference: (n: number) => Promise<unknown>, rounds: number, seconds: number): Promise<SignupSpeed> {
	await rate(ours, 1);
	await rate(reference, 1);
	const [a, b]: [number[], number[]] = [[], []];
	for (let i = 0; i < rounds; i++) {
		a.push(await rate(ours, seconds));
		b.push(await rate(reference, seconds));
	}
	const ratios = a.map((value, i) => value / b[i]!);
	return { ours: median(a), reference: median(b), ratio: median(ratios), ratios };
}

/** @returns the pair for one occurrence that everybody wants, for fifty, and for the one at the desk */
export async function signupSpeeds(pace: { rounds: number; seconds: number }): Promise<{ one: SignupSpeed; fifty: SignupSpeed; desk: SignupSpeed }> {
	const { ownerUrl, appUrl } = await ensureDatabase(config().dataDir);
	Object.assign(process.env, { DATABASE_URL: ownerUrl, DATABASE_APP_URL: appUrl });
	resetConfig();
	const pool = new pg.Pool({ connectionString: ownerUrl, max: 12 });
	try {
		const subdistrictId = (await pool.query<{ id: string }>('SELECT subdistrict_id AS id FROM platform.subdistrict LIMIT 1')).rows[0]!.id;
		const activityId = newId();
		await pool.query(
			`INSERT INTO activities.activity (subdistrict_id, id, kind, title, first_on, starts_at, minutes, state, created_at, changed_at) SELECT $1, $2, code, 'bench', '2099-01-01', '09:00', 60, 'published', now(), now() FROM activities.kind WHERE subdistrict_id = $1 LIMIT 1`,
			[subdistrictId, activityId]
		);
		const occurrences = Array.from({ length: 50 }, () => newId());
		for (const [i, id] of occurrences.entries())
			await pool.query(`INSERT INTO activities.occurrence (subdistrict_id, id, activity_id, planned_for, starts_at, ends_at, on_day, capacity, uid, changed_at) VALUES ($1, $2::uuid, $3, $4, '2099-01-01T01:00Z', '2099-01-01T02:00Z', '2099-01-01', 100000, $2::text, now())`, [subdistrictId, id, activityId, `2099-01-01T${String(Math.floor(i / 60)).padStart(2, '0')}:${String(i % 60).padStart(2, '0')}`]);
		await pool.query('CREATE TABLE IF NOT EXISTS public.bench_occurrence (id uuid PRIMARY KEY, capacity int NOT NULL, taken int NOT NULL DEFAULT 0); CREATE TABLE IF NOT EXISTS public.bench_signup (id uuid PRIMARY KEY, occurrence_id uuid NOT NULL REFERENCES public.bench_occurrence, name text NOT NULL, state text NOT NULL, at timestamptz NOT NULL)');
		await pool.query('INSERT INTO public.bench_occurrence (id, capacity) SELECT unnest($1::uuid[]), 1000000', [occurrences]);

		/* A resident who is signed in, on the site: their account and its ties are looked up as always. */
		const ours = (to: (n: number) => string) => (n: number) => {
			const actor = { kind: 'user' as const, id: newId(), name: '试跑', grants: [], scopes: [], phoneHash: null };
			return signUp({ ...systemCtx(subdistrictId, 'bench'), actor }, { occurrenceId: to(n), clientId: newId(), members: [{ who: 'me' }], phone: `120${String(n % 100_000_000).padStart(8, '0')}` });
		};
		/* Somebody by name, at the desk: what is left is the sign-up itself. */
		const desk = (to: (n: number) => string) => (n: number) => signUp(systemCtx(subdistrictId, 'bench'), { occurrenceId: to(n), clientId: newId(), members: [{ who: 'named', name: `试跑${n}` }], source: 'desk' });
		const reference = (to: (n: number) => string) => async (n: number) => {
			const client = await pool.connect();
			try {
				await client.query('BEGIN');
				const { rows } = await client.query<{ taken: number; capacity: number }>('SELECT taken, capacity FROM public.bench_occurrence WHERE id = $1 FOR UPDATE', [to(n)]);
				await client.query('INSERT INTO public.bench_signup (id, occurrence_id, name, state, at) VALUES ($1, $2, $3, $4, now())', [newId(), to(n), '试跑', rows[0]!.taken < rows[0]!.capacity ? 'taken' : 'waiting']);
				await client.query('UPDATE public.bench_occurrence SET taken = taken + 1 WHERE id = $1', [to(n)]);
				await client.query('COMMIT');
			} finally {
				client.release();
			}
		};
		const first = () => occurrences[0]!;
		const each = (n: number) => occurrences[n % occurrences.length]!;
		return { one: await pair(ours(first), reference(first), pace.rounds, pace.seconds), fifty: await pair(ours(each), reference(each), pace.rounds, pace.seconds), desk: await pair(desk(first), reference(first), pace.rounds, pace.seconds) };
	} finally {
		await pool.end();
	}
}

if (process.argv[1]?.endsWith('signup.ts')) {
	console.log(JSON.stringify(await signupSpeeds({ rounds: Number(process.env.BENCH_ROUNDS ?? 5), seconds: Number(process.env.BENCH_SECONDS ?? 3) })));
	await closePools();
	process.exit(0);
}
