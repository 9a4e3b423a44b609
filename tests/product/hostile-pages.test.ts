import { randomInt } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { beforeAll, describe, expect, test } from 'vitest';
import { call, demoPassword, inside, origin, staff, Visitor } from '../support/http.ts';
import { expectCalm, hostileTexts, MARK, MARKUP } from './hostile.ts';
import { postFormsOf, type PageForm } from './page-forms.ts';

const phone = () => `120${String(randomInt(1e8)).padStart(8, '0')}`;

/** Tells of a fault of the site as a visitor would. @returns where the visitor is sent, and the number of the case */
async function tellOf(visitor: Visitor, what: string): Promise<{ path: string; number: string }> {
	const answer = await visitor.post('/report-error', [['what', what], ['page', '/x'], ['phone', phone()]]);
	expect(answer.status, await answer.clone().text()).toBe(303);
	const path = inside(answer.headers.get('location')!);
	return { path, number: /\/case\/([\d-]+)/.exec(path)![1]! };
}

/** Pages with forms that anybody can come to, and what one does first to get there. */
const ways: [string, (visitor: Visitor) => Promise<string>][] = [
	['the front page', async () => '/'],
	['telling', async () => '/tell'],
	['ways', async (visitor) => (await visitor.post('/tell?/say', [['text', '老人在家洗澡不方便，想找人上门帮忙']]), '/tell/ways')],
	['details', async (visitor) => (await visitor.post('/tell?/say', [['text', '红云里 3 栋楼道的灯三天不亮了']]), '/tell/details')],
	['following', async () => '/follow'],
	['a case', async (visitor) => (await tellOf(visitor, '这一页的字太小')).path],
	['reporting a fault', async () => '/report-error'],
	['signing in by phone', async () => '/sign-in'],
	['entering the code', async (visitor) => (await visitor.post('/sign-in', [['phone', phone()]]), '/sign-in/code')],
	['signing in as staff', async () => '/sign-in/staff']
];

/** What a person would type, so that only the one hostile field is wrong. */
function sane({ name, kind, value }: PageForm['fields'][number]): string {
	if (kind === 'hidden' || kind === 'submit' || value) return value;
	if (/phone/.test(name)) return phone();
	if (name === 'number') return '20261124-0001';
	return '您好';
}

describe.each(ways)('%s', (_, arrive) => {
	test('every field of every form takes hostile text calmly', async () => {
		const visitor = new Visitor();
		const { html, path, status } = await visitor.page(await arrive(visitor));
		expect(status).toBe(200);
		const forms = postFormsOf(html, path).filter(({ fields }) => fields.length > 0);
		expect(forms.length, `${path} has no form`).toBeGreaterThan(0);
		for (const form of forms) {
			for (const field of form.fields) {
				for (const [name, text] of hostileTexts) {
					const others = form.fields.filter((each) => each !== field && each.kind !== 'file' && each.kind !== 'radio' && each.kind !== 'checkbox').map((each) => [each.name, sane(each)] as const);
					const value = field.kind === 'file' ? new File([text], `${text.slice(0, 200)}.jpg`, { type: 'image/jpeg' }) : text;
					await expectCalm(await visitor.post(form.action, [...others, [field.name, value]]), `${form.action} ${field.name}: ${name}`);
				}
				for (const [twisted, value] of [[`${field.name}.x`, 'a'], [`${field.name}[]`, 'a'], [`${field.name}.__proto__.polluted`, 'a'], [field.name, new File(['x'], 'x.txt')]] as const) {
					await expectCalm(await visitor.post(form.action, [...form.fields.filter(({ kind }) => kind !== 'file').map((each) => [each.name, sane(each)] as const), [twisted, value]]), `${form.action} ${twisted}`);
				}
			}
		}
	});

	test('a body that is no form, or a broken one, is refused', async () => {
		const visitor = new Visitor();
		const path = await arrive(visitor);
		for (const [type, body] of [['multipart/form-data; boundary=x', 'junk'], ['multipart/form-data', '--x'], ['text/plain', 'a=b'], ['application/json', '{}'], ['application/x-www-form-urlencoded', `%E0%A4%A=${'%'.repeat(100)}&text=%FF%FE`]] as const) {
			const answer = await call(path, { method: 'POST', headers: { origin, accept: 'text/html', 'content-type': type }, body });
			await expectCalm(answer, `${path} ${type}`);
		}
	});
});

test('a form from another site is refused', async () => {
	for (const from of ['https://example.invalid', 'null', `${origin}.example.invalid`]) {
		const answer = await call('/sign-in/staff', { method: 'POST', headers: { origin: from, 'content-type': 'application/x-www-form-urlencoded' }, body: 'username=a&password=b' });
		expect(answer.status, from).toBe(403);
		await expectCalm(answer, from);
	}
});

/** Every page without a parameter in its path, with the names of what its address may say. */
const pages = globSync('src/routes/**/+page.server.ts')
	.map((file) => ({ path: file.replace(/^src\/routes|\/\([^)]+\)|\/\+page\.server\.ts$/g, '') || '/', file }))
	.filter(({ path }) => !path.includes('[') && !/^\/(style|setup)/.test(path))
	.map(({ path, file }) => ({ path, names: namesIn(file) }));

/** Names that the page's file, or one beside it, asks the address for, one by one or as a list. */
function namesIn(file: string): string[] {
	const near = [file, ...globSync(`${file.slice(0, file.lastIndexOf('/'))}/*.ts`)].map((each) => readFileSync(each, 'utf8')).join('\n');
	const asked = [...near.matchAll(/searchParams\.(?:get|getAll|has)\('([\w-]+)'/g), ...near.matchAll(/\bget\('([\w-]+)'\)/g)].map((found) => found[1]!);
	const listed = [...near.matchAll(/\[((?:\s*'\w+',?)+\s*)\]/g)].flatMap(([, list]) => [...list!.matchAll(/'([\w-]+)'/g)].map((found) => found[1]!));
	return [...new Set([...asked, ...listed, 'lang'])];
}

describe('what stands in an address', () => {
	let manager: Visitor;
	let administrators: Visitor[];
	beforeAll(async () => {
		manager = await staff('zhoulan');
		administrators = await Promise.all(['xitong', 'anquan', 'shenji'].map(staff));
	});

	test('there are the pages and names that we know of', () => {
		expect(pages.find(({ path }) => path === '/services')?.names).toEqual(expect.arrayContaining(['q', 'term', 'lon', 'after']));
		expect(pages.find(({ path }) => path === '/sign-in')?.names).toContain('next');
		expect(pages.length).toBeGreaterThan(20);
	});

	test.each(pages)('$path', async ({ path, names }) => {
		const visitors = path.startsWith('/desk') ? [manager, ...(/admin|settings|account/.test(path) ? administrators : [])] : [new Visitor()];
		for (const visitor of visitors) {
			for (const name of names) {
				for (const [what, text] of hostileTexts) await expectCalm(await visitor.get(`${path}?${name}=${encodeURIComponent(text.toWellFormed().slice(0, 600))}`), `${path}?${name}: ${what}`);
				await expectCalm(await visitor.get(`${path}?${name}=%ED%A0%BD%FF`), `${path}?${name}: no UTF-8`);
			}
		}
	});
});

test('nothing that somebody typed comes back as markup, at the desk neither', async () => {
	const visitor = new Visitor();
	const { path, number } = await tellOf(visitor, `${MARKUP} ${MARKUP}`);
	const worker = await staff('zhoulan');
	const list = await worker.page(`/desk/requests?queue=all&text=${number}`);
	expect(list.html, 'the desk does not find the case').toContain(number);
	const id = /[?&](?:amp;)?(?:id|case)=([0-9a-f-]{36})/.exec(list.html)?.[1];
	expect(id, 'the list has no link to the case').toBeDefined();
	const shown = [await visitor.page(path), list, await worker.page(`/desk/requests?queue=all&id=${id}`), await worker.page(`/desk/requests?queue=all&case=${id}`), await worker.page(`/desk/find?words=${encodeURIComponent(MARKUP)}`), await worker.page(`/services?q=${encodeURIComponent(MARKUP)}`)];
	for (const page of shown) {
		expect(page.status, page.path).toBe(200);
		expect(MARK.exec(page.html)?.[0], `${page.path} shows it as markup`).toBeUndefined();
	}
	// It is shown, or this would prove nothing.
	expect(shown.filter(({ html }) => html.includes('&lt;b id=hostile')).length).toBeGreaterThanOrEqual(3);
});

test('after signing in one goes to a page of ours, and the answer has no header of theirs', async () => {
	for (const next of ['//example.invalid', '/\\example.invalid', '\\\\example.invalid', 'https://example.invalid', 'javascript:alert(1)', '/x\r\nSet-Cookie: hostile=1', '/x%0d%0aSet-Cookie:%20hostile=1', '/%09/example.invalid', '/\t/example.invalid', '/.//example.invalid', '@example.invalid', '/@example.invalid', `/desk?${MARKUP}`, 'data:text/html,x']) {
		const answer = await new Visitor().post(`/sign-in/staff?next=${encodeURIComponent(next)}`, [['username', 'lina'], ['password', demoPassword('lina')]]);
		expect(answer.status, next).toBe(303);
		expect(new URL(answer.headers.get('location')!, origin).origin, next).toBe(origin);
		expect(answer.headers.get('location'), next).not.toMatch(/^\/[/\\]|[\r\n<>]/);
		expect(answer.headers.getSetCookie().join(), next).not.toMatch(/^hostile|,\s*hostile/);
	}
});

/** A request whose path and headers are sent as they are written, which `fetch` would tidy up. */
function raw(path: string, headers: Record<string, string> = {}): Promise<{ status: number; body: string; headers: Record<string, unknown> }> {
	const { hostname, port } = new URL(origin);
	return new Promise((give, fail) => {
		const sent = request({ hostname, port, path, headers: { 'x-test-address': '192.0.2.7', ...headers } }, (answer) => {
			let body = '';
			answer.setEncoding('utf8').on('data', (part: string) => (body += part)).on('end', () => give({ status: answer.statusCode ?? 0, body, headers: answer.headers }));
		});
		sent.on('error', fail);
		sent.end();
	});
}

test('no address leads to a file outside of what is served', async () => {
	const up = ['..', '%2e%2e', '..%2f', '%2e%2e%2f', '..%5c', '..%00/', '....//', '%252e%252e%252f', '..;/'];
	for (const base of ['', '/_app', '/_app/immutable', '/tell/photo', '/api/v1/services', '/hsds/services', '/case/20261124-0001/files', '/notices/x/files']) {
		for (const step of up) {
			for (const file of ['etc/passwd', 'package.json', 'data/secrets/master.key']) {
				const path = `${base}/${`${step}/`.repeat(6)}${file}`;
				const { status, body } = await raw(path);
				expect(status, path).toBeLessThan(500);
				expect(body, path).not.toMatch(/root:.*:0:0|"sveltekit|"dependencies"|^[0-9a-f]{64}\s*$/);
			}
		}
	}
	for (const path of ['/.env', '/.git/config', '/%00', '/%E0%A4%A', '/%', '/api/v1/%', '/api/v1/services/%25', '/hsds/services/%25', `/${'a/'.repeat(3000)}`]) {
		const { status } = await raw(path);
		expect(status, path).toBeGreaterThanOrEqual(300);
		expect(status, path).toBeLessThan(500);
	}
});

test('cookies and headers that nobody of ours made are as good as none', async () => {
	const junk = ['x', '%00', '%E0%A4%A', 'v1.a.b.c', 'v1...', `${'0'.repeat(8)}-0000-7000-8000-${'0'.repeat(12)}.${'a'.repeat(22)}`, 'a'.repeat(3000), '__proto__', `"'<script>`];
	for (const value of junk) {
		const cookie = ['baiyun_session', 'session', 'baiyun_device', 'baiyun_phone', 'need', 'cases', 'lang', 'senior', 'baiyun_oidc'].map((name) => `${name}=${value}`).join('; ');
		for (const path of ['/', '/tell', '/tell/details', '/follow', '/case/20261124-0001', '/my', '/desk', '/sign-in/code', '/api/v1/requests']) {
			const { status, body } = await raw(path, { cookie, accept: 'text/html' });
			expect(status, `${path} with ${value.slice(0, 20)}`).toBeLessThan(500);
			expect(MARK.test(body)).toBe(false);
		}
	}
	const strange: Record<string, string>[] = [{ host: 'example.invalid"><script>alert(1)</script>' }, { host: '' }, { host: 'a'.repeat(300) }, { host: 'example.invalid:99999' }, { 'accept-language': `${MARKUP.replaceAll("'", '')},zh;q=x` }, { 'if-none-match': '"'.repeat(2000) }, { 'x-forwarded-host': 'example.invalid' }, { 'x-baiyun-host': 'example.invalid', 'x-baiyun-protocol': 'javascript' }, { range: 'bytes=0-,1-,2-' }, { 'content-length': '0', 'transfer-encoding': 'identity' }];
	for (const headers of strange) {
		const { status, body, headers: told } = await raw('/', headers);
		expect(status, JSON.stringify(headers).slice(0, 100)).toBeLessThan(500);
		expect(MARK.test(body), JSON.stringify(headers).slice(0, 100)).toBe(false);
		expect(String(told.location ?? ''), JSON.stringify(headers).slice(0, 100)).not.toContain('example.invalid');
	}
});
