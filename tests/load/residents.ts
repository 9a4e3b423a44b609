/*
 * Speeds of the register among many people: finding somebody, and opening their page. Part of `npm run bench`.
 * What is promised: every search under 30 ms (p95) and at least half as often a second as a bare indexed look-up; the page at
 * least 0.35 of a bare page of the same size; a page of a community's care list under 100 ms (p95);
 * 20,000 rows of a sheet in under a minute, and out again.
 */
import pg from 'pg';
import { idCheckDigit } from '#platform/text/index.ts';
import { careListSpeed } from './care.ts';
import { importSpeed } from './import.ts';
import { inTurn, latencies, median, percentile, type Pair } from './measure.ts';

export interface RegisterBench {
	origin: string;
	databaseUrl: string;
	/** of staff of one community */
	cookie: string;
	/** with residents:read */
	token: string;
	reference: { origin: string; shape(listSql: string, htmlPad: number): Promise<void> };
	pace: { rounds: number; seconds: number };
	tell(line: { what: string; measured: string; promised: string; kept: boolean | null }): void;
}

const PHONE = '12099990001';
const ID_NUMBER = `99999919410307010${idCheckDigit('99999919410307010')}`;

/** Somebody to be found by every way, registered as staff do. */
async function registerSomebody({ origin, cookie }: RegisterBench): Promise<{ id: string; communityId: string }> {
	const form = await (await fetch(`${origin}/desk/residents/new`, { headers: { cookie } })).text();
	const communityId = /name="communityId" value="([0-9a-f-]{36})"/.exec(form)?.[1];
	if (!communityId) throw new Error('the form names no community');
	const answer = await fetch(`${origin}/desk/residents/new`, {
		method: 'POST',
		redirect: 'manual',
		headers: { cookie, origin, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
		body: new URLSearchParams({ clientId: crypto.randomUUID(), communityId, 'fields.name': '万俟试跑', 'fields.phone': PHONE, 'fields.idNumber': ID_NUMBER, 'fields.workplace': '纺织厂', 'source.kind': 'id_card' })
	});
	const id = /residents\/([0-9a-f-]{36})/.exec(answer.headers.get('location') ?? '')?.[1];
	if (!id) throw new Error(`registering answered ${answer.status}: ${(await answer.text()).slice(0, 300)}`);
	return { id, communityId };
}

export async function registerSpeeds(bench: RegisterBench): Promise<void> {
	const { origin, cookie, token, reference, pace, tell } = bench;
	const database = new pg.Client({ connectionString: bench.databaseUrl });
	await database.connect();
	try {
		const one = async <T extends object>(sql: string, values: unknown[] = []): Promise<T> => (await database.query<T>(sql, values)).rows[0]!;
		const { id, communityId } = await registerSomebody(bench);
		const known = await one<{ name: string; pinyin: string; initials: string; address: string }>(
			`SELECT p.name, p.pinyin, p.initials, d.address FROM residents.person p JOIN residents.dwelling d ON d.subdistrict_id = p.subdistrict_id AND d.id = p.dwelling_id WHERE length(p.name) = 3 AND p.community_id = $1 ORDER BY p.id OFFSET 500 LIMIT 1`,
			[communityId]
		);
		const words: [string, string][] = [
			['whole name', known.name],
			['surname', known.name.slice(0, 1)],
			['initials', known.initials],
			['pinyin', known.pinyin],
			['telephone', PHONE],
			['ID number', ID_NUMBER],
			['address', known.address]
		];
		const ask = (text: string) => JSON.stringify({ words: text, limit: 20 });
		const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
		for (const [what, text] of words) {
			const times = await latencies(() => fetch(`${origin}/api/v1/residents/search`, { method: 'POST', headers, body: ask(text) }).then(async (answer) => void (answer.ok ? await answer.arrayBuffer() : Promise.reject(new Error(`${what}: ${answer.status}`)))), 300, 20);
			const p95 = percentile(times, 0.95);
			tell({ what: `people by ${what}, over HTTP, one at a time`, measured: `p50 ${median(times).toFixed(2)} ms, p95 ${p95.toFixed(2)} ms`, promised: 'p95 under 30 ms', kept: p95 < 30 });
		}

		await reference.shape(lookUp(known.name), 0);
		const search = await inTurn({ url: `${origin}/api/v1/residents/search`, headers, body: () => ask(known.name) }, { url: `${reference.origin}/list` }, pace);
		tell({ what: 'people by name, share of a bare indexed look-up', measured: told(search), promised: 'at least 0.50', kept: search.ratio >= 0.5 });

		const pageUrl = `${origin}/desk/residents/${id}`;
		const html = await (await fetch(pageUrl, { headers: { cookie } })).text();
		const { subdistrict } = await one<{ subdistrict: string }>('SELECT subdistrict_id AS subdistrict FROM residents.person WHERE id = $1', [id]);
		await reference.shape(recordSql(subdistrict, id), Buffer.byteLength(html));
		const page = await inTurn({ url: pageUrl, headers: { cookie } }, { url: `${reference.origin}/page` }, pace);
		tell({ what: `a person's page (${Math.round(Buffer.byteLength(html) / 1024)} kB), share of a bare page`, measured: told(page), promised: 'at least 0.35', kept: page.ratio >= 0.35 });
	} finally {
		await database.end();
	}
	await careListSpeed(bench);
	// Last, because it adds people.
	await importSpeed(bench);
}

/** The same people as plainly as can be: one range of one index. */
const lookUp = (name: string): string =>
	`SELECT p.id, p.name, p.sex, p.birth_date, p.phone_masked, p.died_on, p.left_on, p.lives_away, d.address FROM residents.person p LEFT JOIN residents.dwelling d ON d.subdistrict_id = p.subdistrict_id AND d.id = p.dwelling_id
	WHERE p.subdistrict_id = (SELECT subdistrict_id FROM platform.subdistrict) AND p.name_key >= '${name}' AND p.name_key < '${name}\u{10ffff}' ORDER BY p.name_key, p.id LIMIT 21`;

/** The rows that a person's page is made of, asked for as plainly as can be, one question for each list. */
const recordSql = (subdistrict: string, id: string): string =>
	[
		`SELECT p.*, d.address FROM residents.person p LEFT JOIN residents.dwelling d ON d.subdistrict_id = p.subdistrict_id AND d.id = p.dwelling_id WHERE p.subdistrict_id = '${subdistrict}' AND p.id = '${id}'`,
		`SELECT * FROM residents.statement WHERE subdistrict_id = '${subdistrict}' AND person_id = '${id}' ORDER BY recorded_at DESC`,
		`SELECT * FROM residents.relation WHERE subdistrict_id = '${subdistrict}' AND person_id = '${id}'`,
		`SELECT f.*, t.name FROM residents.group_fact f JOIN residents.group_type t ON t.subdistrict_id = f.subdistrict_id AND t.code = f.code WHERE f.subdistrict_id = '${subdistrict}' AND f.person_id = '${id}'`,
		`SELECT p.*, m.relation FROM residents.membership m JOIN residents.person p ON p.subdistrict_id = m.subdistrict_id AND p.id = m.person_id WHERE m.subdistrict_id = '${subdistrict}' AND m.until_on IS NULL AND m.household_id = (SELECT household_id FROM residents.person WHERE subdistrict_id = '${subdistrict}' AND id = '${id}')`,
		`SELECT * FROM residents.look WHERE subdistrict_id = '${subdistrict}' AND person_id = '${id}' ORDER BY at DESC LIMIT 20`
	].join(';\n');

const told = (pair: Pair): string => `${pair.ratio.toFixed(2)}  (${Math.round(pair.ours)}/s / ${Math.round(pair.reference)}/s; ${Math.min(...pair.ratios).toFixed(2)}–${Math.max(...pair.ratios).toFixed(2)})`;
