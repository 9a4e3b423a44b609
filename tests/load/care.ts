/*
 * The care list of a community among many people: made anew by the rules as the night does, then opened over HTTP.
 * What is promised: a page of it under 100 ms (p95) with 200,000 people in the register.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { latencies, median, percentile } from './measure.ts';
import type { RegisterBench } from './residents.ts';

const OPENINGS = 200;
const WARM = 20;
const PATIENCE_MS = 600_000;

export async function careListSpeed({ origin, cookie, databaseUrl, tell }: Pick<RegisterBench, 'origin' | 'cookie' | 'databaseUrl' | 'tell'>): Promise<void> {
	const took = await followRules(databaseUrl);
	const page = async (address: string): Promise<string> => {
		const answer = await fetch(origin + address, { headers: { cookie } });
		if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
		return answer.text();
	};
	const first = await page('/desk/care?queue=all');
	const all = /queue=all[^>]*>[^<]*(?:<[^>]*>)*\s*(\d+)/.exec(first)?.[1];
	tell({ what: 'care list made anew by its rules', measured: `${(took / 1000).toFixed(1)} s${all ? `, ${all} on the list of one community` : ''}`, promised: '', kept: null });
	const next = /href="(\/desk\/care\?[^"]*cursor=[^"]+)"/.exec(first)?.[1]?.replaceAll('&amp;', '&');
	for (const [what, address] of [['care list, who is due', '/desk/care'], ['care list, everybody', '/desk/care?queue=all'], ...(next ? [['care list, the next page', next] as const] : [])] as const) {
		const times = await latencies(() => page(address).then(() => {}), OPENINGS, WARM);
		const p95 = percentile(times, 0.95);
		tell({ what: `${what}, over HTTP, one at a time`, measured: `p50 ${median(times).toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`, promised: 'p95 under 100 ms', kept: p95 < 100 });
	}
}

/** Lets the night's job run now. @returns how long it took, in milliseconds */
async function followRules(databaseUrl: string): Promise<number> {
	const database = new pg.Client({ connectionString: databaseUrl });
	await database.connect();
	try {
		const began = Date.now();
		const { rows } = await database.query<{ id: string }>(`SELECT id FROM jobs.add_job('care:follow')`);
		for (;;) {
			const left = await database.query(`SELECT last_error FROM jobs.jobs WHERE id = $1`, [rows[0]!.id]);
			if (!left.rowCount) return Date.now() - began;
			if (left.rows[0].last_error) throw new Error(`care:follow: ${left.rows[0].last_error}`);
			if (Date.now() - began > PATIENCE_MS) throw new Error('care:follow took too long');
			await sleep(100);
		}
	} finally {
		await database.end();
	}
}
