import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { appPool, ownerPool } from './db/pools.ts';

/*
 * Prometheus figures of this process. Labels are route patterns, methods and statuses: never an address, an id or a
 * word that somebody typed.
 */
export const registry = new Registry();
collectDefaultMetrics({ register: registry, prefix: 'baiyun_' });

const answered = new Histogram({
	name: 'baiyun_http_request_seconds',
	help: 'Time to answer, by route pattern',
	labelNames: ['method', 'route', 'status'] as const,
	buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
	registers: [registry]
});

export function observe(method: string, route: string | null, status: number, seconds: number): void {
	answered.observe({ method, route: route ?? 'unknown', status: String(status) }, seconds);
}

/** Counted by the modules for what happens (`requests.submitted`, `directory.searched`). */
export const happened = new Counter({ name: 'baiyun_events_total', help: 'What happened, by kind', labelNames: ['kind'] as const, registers: [registry] });

new Gauge({
	name: 'baiyun_db_connections',
	help: 'Connections of the app pool',
	labelNames: ['state'] as const,
	registers: [registry],
	collect() {
		const pool = appPool();
		this.set({ state: 'open' }, pool.totalCount);
		this.set({ state: 'idle' }, pool.idleCount);
		this.set({ state: 'waiting' }, pool.waitingCount);
	}
});

new Gauge({
	name: 'baiyun_jobs',
	help: 'Jobs in the queue, by state',
	labelNames: ['state'] as const,
	registers: [registry],
	async collect() {
		const { rows } = await ownerPool().query<{ ready: number; later: number; failed: number }>(
			`SELECT count(*) FILTER (WHERE run_at <= now() AND attempts < max_attempts)::int AS ready,
				count(*) FILTER (WHERE run_at > now() AND attempts < max_attempts)::int AS later,
				count(*) FILTER (WHERE attempts >= max_attempts)::int AS failed
			FROM jobs.jobs`
		);
		for (const [state, count] of Object.entries(rows[0] ?? {})) this.set({ state }, count);
	}
});
