/*
 * npm run bench: every speed and size that the product promises, each against a reference in the same run.
 * BENCH_REQUESTS, BENCH_SERVICES, BENCH_RESIDENTS, BENCH_FACTS (50000, 2000, 200000, 1000000; 0 leaves a part out) and BENCH_GROWTH (10) set the size; BENCH_ROUNDS and BENCH_SECONDS the patience.
 * The exit status is 1 when a promise is not kept, so that a bisection can use it.
 */
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { randomUUID } from 'node:crypto';
import { freePort, startProduct, type Product } from '../support/product.ts';
import { newId } from '#platform/ids.ts';
import { inTurn, latencies, percentile, median } from './measure.ts';
import { calendarSpeed } from './activities.ts';
import { matchQuality } from './match-quality.ts';
import { planSpeed } from './plan.ts';
import { registerSpeeds } from './residents.ts';
import type { SignupSpeed } from './signup.ts';

const requests = Number(process.env.BENCH_REQUESTS ?? 50_000);
const services = Number(process.env.BENCH_SERVICES ?? 2_000);
const residents = Number(process.env.BENCH_RESIDENTS ?? 200_000);
const facts = Number(process.env.BENCH_FACTS ?? 1_000_000);
const growth = Number(process.env.BENCH_GROWTH ?? 10);
const pace = { rounds: Number(process.env.BENCH_ROUNDS ?? 5), seconds: Number(process.env.BENCH_SECONDS ?? 3) };

interface Line {
	what: string;
	measured: string;
	promised: string;
	kept: boolean | null;
}
const lines: Line[] = [];
const tell = (line: Line) => {
	lines.push(line);
	console.log(`${line.kept === null ? ' ' : line.kept ? '+' : '-'} ${line.what.padEnd(58)} ${line.measured.padEnd(46)} ${line.promised}`);
};
const heading = (text: string) => console.log(`\n${text}`);
const ms = (value: number) => `${value.toFixed(2)} ms`;
const perSecond = (value: number) => `${Math.round(value)}/s`;

const product = await startProduct();
const reference = await startReference(product);
try {
	heading(`Sizes at rest and of pages`);
	tell({ what: 'memory of the app at rest', measured: `${memoryOf(product)} MB`, promised: '', kept: null });
	await pages(product);
	heading('Sign-ups, beside a bare locked insert');
	signups(product);

	heading('The calendar of activities');
	await calendarSpeed({ origin: product.origin, databaseUrl: reference.databaseUrl, tell });

	if (requests) {
		const small = { requests: Math.round(requests / growth), services: Math.round(services / growth) };
		await seed(product, small);
		heading(`With ${small.requests} requests and ${small.services} services`);
		const before = await speeds(product, reference);

		await seed(product, { requests: requests - small.requests, services: services - small.services });
		heading(`With ${requests} requests and ${services} services`);
		const after = await speeds(product, reference);
		promises(after);

		heading(`Growth with ${growth} times the data`);
		for (const key of ['listMs', 'pageMs', 'matchMs', 'submitMs'] as const) {
			// "No faster than log": ten times the rows may cost one more level of a tree, not ten times the time.
			const factor = after[key] / before[key];
			const allowed = 1 + Math.log10(growth);
			tell({ what: `time of one ${key.replace('Ms', '')}, large over small`, measured: `${factor.toFixed(2)} (${ms(before[key])} → ${ms(after[key])})`, promised: `at most ${allowed.toFixed(1)}`, kept: factor <= allowed });
		}
	}
	tell({ what: 'memory of the app after the load', measured: `${memoryOf(product)} MB`, promised: '', kept: null });

	if (residents) {
		const began = Date.now();
		baiyun(product, 'seed', '--residents', String(residents));
		// The command blocked this process: connections that the product closed meanwhile are noticed now.
		await sleep(100);
		heading(`The register with ${residents} people, made in ${((Date.now() - began) / 1000).toFixed(1)} s`);
		await registerSpeeds({ origin: product.origin, databaseUrl: reference.databaseUrl, cookie: await signIn(product, 2), token: bearer(product, 'residents:read'), reference, pace, tell });
	}

	if (facts) {
		heading('The plan');
		await planSpeed({ origin: product.origin, databaseUrl: reference.databaseUrl, cookie: await signIn(product), token: bearer(product), facts, baiyun: (...args) => baiyun(product, ...args), tell });
	}

	heading('Matching: needs in residents’ words, the half not tuned on');
	for (const line of matchQuality()) tell(line);
} finally {
	reference.stop();
	await product.stop();
}

const broken = lines.filter((line) => line.kept === false);
console.log(`\n${lines.filter((line) => line.kept).length} promises kept, ${broken.length} not kept${broken.length ? `: ${broken.map((line) => line.what).join('; ')}` : ''}`);
process.exitCode = broken.length ? 1 : 0;

interface Speeds {
	list: { ratio: number; ours: number; reference: number };
	page: { ratio: number; ours: number; reference: number };
	submit: { ratio: number; ours: number; reference: number };
	matchP95: number;
	listMs: number;
	pageMs: number;
	matchMs: number;
	submitMs: number;
	loadedMemory: number;
}

async function speeds(product: Product, reference: Reference): Promise<Speeds> {
	const cookie = await signIn(product);
	const token = bearer(product);
	const listUrl = `${product.origin}/api/v1/requests?queue=all&limit=50`;
	const pageUrl = `${product.origin}/desk/requests?queue=all`;
	const asStaff = { cookie };
	const html = await (await fetch(pageUrl, { headers: asStaff })).text();
	await reference.shape(listSql(), Buffer.byteLength(html));

	const list = await inTurn({ url: listUrl, headers: asStaff }, { url: `${reference.origin}/list` }, pace);
	tell({ what: 'newest 50 cases as JSON, over the bare list', measured: describe(list), promised: '', kept: null });
	const page = await inTurn({ url: pageUrl, headers: asStaff }, { url: `${reference.origin}/page` }, pace);
	tell({ what: `newest 50 cases as a page (${Math.round(Buffer.byteLength(html) / 1024)} kB), over the bare list`, measured: describe(page), promised: '', kept: null });
	const loadedMemory = memoryOf(product);

	const text = () => `${['三号楼楼道灯不亮', '电动车推上楼充电', '隔壁夜间装修敲墙', '想申请高龄津贴'][Math.floor(Math.random() * 4)]}，已经第${Math.ceil(Math.random() * 9)}天了`;
	const submit = await inTurn(
		{ url: `${product.origin}/api/v1/requests`, headers: { authorization: `Bearer ${token}` }, body: () => JSON.stringify({ clientId: randomUUID(), text: text(), channel: 'api' }) },
		{ url: `${reference.origin}/submit`, body: () => JSON.stringify({ id: newId(), text: text() }) },
		pace
	);
	tell({ what: 'submit of a need, over two bare inserts', measured: describe(submit), promised: '', kept: null });

	const needs = ['老人不会做饭想找送餐', '孩子放学没人接', '腿脚不好想让人上门理发', '家里马桶堵了', '想学用手机挂号', '邻居太吵了怎么办', '社保断了怎么补', '想借轮椅用几天'];
	const match = await latencies((i) => fetch(`${product.origin}/api/v1/match?q=${encodeURIComponent(needs[i % needs.length]!)}`).then((answer) => answer.arrayBuffer()), 400);
	tell({ what: 'match over HTTP, one at a time', measured: `p50 ${ms(median(match))}, p95 ${ms(percentile(match, 0.95))}`, promised: '', kept: null });

	const one = async (url: string, headers: Record<string, string>) => median(await latencies(() => fetch(url, { headers }).then((answer) => answer.arrayBuffer()), 200, 20));
	return {
		list,
		page,
		submit,
		matchP95: percentile(match, 0.95),
		matchMs: median(match),
		listMs: await one(listUrl, asStaff),
		pageMs: await one(pageUrl, asStaff),
		submitMs: 1000 / submit.ours,
		loadedMemory
	};
}

function promises(found: Speeds): void {
	heading('What is promised');
	tell({ what: 'list API, share of the bare list', measured: found.list.ratio.toFixed(2), promised: 'at least 0.60', kept: found.list.ratio >= 0.6 });
	tell({ what: 'desk list page, share of the bare list', measured: found.page.ratio.toFixed(2), promised: 'at least 0.35', kept: found.page.ratio >= 0.35 });
	tell({ what: 'submit, share of two bare inserts', measured: found.submit.ratio.toFixed(2), promised: 'at least 0.50', kept: found.submit.ratio >= 0.5 });
	tell({ what: 'match, p95', measured: ms(found.matchP95), promised: 'under 15 ms', kept: found.matchP95 < 15 });
	tell({ what: 'memory of the app under load', measured: `${found.loadedMemory} MB`, promised: '', kept: null });
}

function describe(pair: { ours: number; reference: number; ratio: number; ratios: number[] }): string {
	return `${pair.ratio.toFixed(2)}  (${perSecond(pair.ours)} / ${perSecond(pair.reference)}; ${Math.min(...pair.ratios).toFixed(2)}–${Math.max(...pair.ratios).toFixed(2)})`;
}

async function pages(product: Product): Promise<void> {
	const html = await (await fetch(product.origin)).text();
	const size = gzipSync(html).length;
	tell({ what: 'front page, HTML gzipped', measured: `${(size / 1024).toFixed(1)} kB`, promised: 'under 15 kB', kept: size < 15_000 });
	const scripts = [...html.matchAll(/<script|<link[^>]+modulepreload/g)].length;
	tell({ what: 'front page, scripts', measured: String(scripts), promised: 'none', kept: scripts === 0 });
	const sheets = [...html.matchAll(/<link[^>]+href="([^"]+)"[^>]+rel="stylesheet"/g)].map((found) => found[1]!);
	const css = await Promise.all(sheets.map(async (href) => gzipSync(Buffer.from(await (await fetch(new URL(href, `${product.origin}/`))).arrayBuffer())).length));
	tell({ what: 'front page, style sheets', measured: `${css.length}, ${((css[0] ?? 0) / 1024).toFixed(1)} kB gzipped`, promised: 'one, under 20 kB', kept: css.length === 1 && css[0]! < 20_000 });
}

/** In a process of its own, on the product's database. */
function signups(product: Product): void {
	const { DATABASE_URL: _, DATABASE_APP_URL: __, ...env } = process.env;
	const ran = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', 'tests/load/signup.ts'], { encoding: 'utf8', env: { ...env, BAIYUN_DATA: product.dataDir, BENCH_ROUNDS: String(pace.rounds), BENCH_SECONDS: String(pace.seconds) }, stdio: ['ignore', 'pipe', 'inherit'] });
	if (ran.status !== 0) throw new Error(`the sign-ups ended with ${ran.status}`);
	const found = JSON.parse(ran.stdout.trim().split('\n').at(-1)!) as Record<'one' | 'fifty' | 'desk', SignupSpeed>;
	tell({ what: 'everybody for one occurrence, on the site', measured: describe(found.one), promised: 'at least 0.50', kept: found.one.ratio >= 0.5 });
	tell({ what: 'everybody for one occurrence, at the desk', measured: describe(found.desk), promised: '', kept: null });
	tell({ what: 'spread over fifty occurrences, on the site', measured: describe(found.fifty), promised: '', kept: null });
}

/** The same rows that the list API answers with, asked for as plainly as can be. */
function listSql(): string {
	return `SELECT id, number, version, type, category_code AS "categoryCode", urgency, channel, state, round, summary, place_masked AS place, community_id AS "communityId", owner_id AS "ownerId",
	owner_name AS "ownerName", provider_name AS "providerName", reporter_name_masked AS "reporterName", reporter_phone_masked AS "reporterPhone", confidential, photo_count AS "photoCount", follower_count AS "followerCount",
	chase_count AS "chaseCount", unread_by_staff AS unread, open_pauses AS "openPauses", open_send_back AS "openSendBack", open_extension AS "openExtension", open_parties AS "openParties", supervised_at AS "supervisedAt",
	callback_due_at AS "callbackDueAt", next_clock AS "nextClock", next_due_at AS "nextDueAt", rating, created_at AS "createdAt", changed_at AS "changedAt"
	FROM requests.request WHERE subdistrict_id = (SELECT subdistrict_id FROM platform.subdistrict) ORDER BY changed_at DESC, id DESC LIMIT 51`;
}

/** @param line of the demonstration's list: 1 the manager, 2 the head of the first community */
async function signIn(product: Product, line = 1): Promise<string> {
	const [username, password] = readFileSync(join(product.dataDir, 'demo-sign-ins.txt'), 'utf8').split('\n')[line]!.split('\t');
	const answer = await fetch(`${product.origin}/sign-in/staff`, {
		method: 'POST',
		redirect: 'manual',
		headers: { origin: product.origin, 'content-type': 'application/x-www-form-urlencoded' },
		body: new URLSearchParams({ username: username!, password: password! })
	});
	const cookie = answer.headers.getSetCookie().find((each) => each.startsWith('baiyun_session='))?.split(';')[0];
	if (!cookie) throw new Error(`sign-in answered ${answer.status}`);
	return cookie;
}

function baiyun(product: Product, ...args: string[]): string {
	const { DATABASE_URL: _, DATABASE_APP_URL: __, ...env } = process.env;
	const ran = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', 'src/app/cli.ts', ...args], { encoding: 'utf8', env: { ...env, BAIYUN_DATA: product.dataDir }, stdio: ['ignore', 'pipe', 'inherit'] });
	if (ran.status !== 0) throw new Error(`baiyun ${args.join(' ')} ended with ${ran.status}`);
	return ran.stdout;
}

/** A new token for each call; the command prints it alone on its last line. */
function bearer(product: Product, scopes = 'requests:read,requests:submit'): string {
	return baiyun(product, 'token', 'create', '--name', 'bench', '--scopes', scopes).trim().split('\n').at(-1)!;
}

async function seed(product: Product, size: { requests: number; services: number }): Promise<void> {
	const began = Date.now();
	baiyun(product, 'seed', '--requests', String(size.requests), '--services', String(size.services));
	tell({ what: `seed of ${size.requests} requests and ${size.services} services`, measured: `${((Date.now() - began) / 1000).toFixed(1)} s`, promised: '', kept: null });
}

interface Reference {
	origin: string;
	databaseUrl: string;
	shape(listSql: string, htmlPad: number): Promise<void>;
	stop(): void;
}

async function startReference(product: Product): Promise<Reference> {
	const port = await freePort();
	const { ensureDatabase } = await import('#platform/db/embedded.ts');
	const database = await ensureDatabase(product.dataDir);
	const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'tests/load/reference.ts', String(port)], { env: { ...process.env, DATABASE_URL: database.ownerUrl }, stdio: 'inherit' });
	const origin = `http://127.0.0.1:${port}`;
	for (let tries = 0; ; tries++) {
		const up = await fetch(`${origin}/list`).then(() => true, () => false);
		if (up) break;
		if (tries > 200) throw new Error('the reference did not start');
		await sleep(50);
	}
	return {
		origin,
		databaseUrl: database.ownerUrl,
		shape: async (listSql, htmlPad) => {
			await fetch(`${origin}/shape`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ listSql, htmlPad }) });
		},
		stop: () => void child.kill()
	};
}

/** Resident memory of the app process, in MB. */
function memoryOf(product: Product): number {
	const kb = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${product.pids().app}/status`, 'utf8'))?.[1];
	return Math.round(Number(kb) / 1024);
}
