import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { workbookBuffer, type Cell } from '#platform/sheets/index.ts';
import { person, testCtx, useDatabase } from '../../../../tests/support/db.ts';
import { makeZip } from '../../../../tests/support/zip.ts';
import { exportWorkbook, getService, listOrganizations, listRevisions, previewImport, readSheetRows, runImport, saveService, searchServices } from '../index.ts';
import { serviceDocument } from '../entries/read-services.ts';
import { fullEntry, testDirectory } from '../../../../tests/support/directory.ts';
import { hoursText, parseHours } from './cell-hours.ts';
import { parsePrices, pricesText } from './cell-prices.ts';

describe('hours in a cell', () => {
	it.each([
		['周一至周五 08:30-12:00 14:00-17:30；周六 09:00-12:00', 11],
		['每天 9:00－21:00', 7],
		['工作日9:00~17:00', 5],
		['星期一、星期三 14：00—16：00', 2],
		['Mon-Fri 9:00 to 17:00', 5],
		['周末 10:00-18:00；节假日照常', 2],
		['24小时', 7],
		['周五 18:00-02:00', 1]
	])('%s', (text, count) => expect(parseHours(text)?.[0]?.openings).toHaveLength(count));

	it.each(['看情况', '周八 9:00-10:00', '周一 25:00-26:00', '周五至周一 9:00-10:00'])('refuses %s', (text) => expect(parseHours(text)).toBeNull());

	it('until two in the morning is the next day', () => expect(parseHours('周五 18:00-02:00')![0]!.openings).toEqual([{ weekday: 5, opens: 1080, closes: 1560 }]));

	it('reads what it writes, for any week', () => {
		const opening = fc.record({ weekday: fc.integer({ min: 1, max: 7 }), opens: fc.integer({ min: 0, max: 1439 }), length: fc.integer({ min: 1, max: 1439 }) });
		fc.assert(
			fc.property(fc.uniqueArray(opening, { maxLength: 12, selector: ({ weekday, opens }) => `${weekday}:${opens}` }), fc.constantFrom('civil' as const, 'weekly' as const), (list, calendar) => {
				const openings = list.map(({ weekday, opens, length }) => ({ weekday, opens, closes: Math.min(opens + length, opens + 1439) })).sort((a, b) => a.weekday - b.weekday || a.opens - b.opens);
				const schedule = { place: null, calendar, validFrom: null, validTo: null, note: '', openings, exceptions: [] };
				if (!openings.length) return;
				expect(parseHours(hoursText([schedule]))).toEqual([schedule]);
			})
		);
	});
});

describe('prices in a cell', () => {
	it.each([
		['12元/份', [{ fen: 1200, unit: '份', group: null }]],
		['老年人 12元/份；其他人 18.5元/份（经营性，不含汤）', [{ fen: 1200, group: 'elder', nature: 'welfare' }, { fen: 1850, group: null, label: '', nature: 'market', note: '不含汤' }]],
		['低保户 免费', [{ fen: 0, group: 'lowIncome', label: '低保户' }]],
		['面议', [{ fen: null }]],
		['￥30每次', [{ fen: 3000, unit: '次' }]]
	])('%s', (text, prices) => expect(parsePrices(text)).toMatchObject(prices));
	it.each(['很便宜', '12元左右'])('refuses %s', (text) => expect(parsePrices(text)).toBeNull());
	it('reads what it writes', () => {
		const text = '老年人 12元/份；低保、特困家庭 免费；其他人 18.50元/份（不含汤）；其他人 1元（福利性）';
		expect(pricesText(parsePrices(text)!)).toBe(text);
	});
});

useDatabase();

const sheet = async (rows: Cell[][]) => workbookBuffer({ now: new Date(0), sheets: [{ name: '资源', columns: rows[0]!.map((header) => ({ header: String(header) })), rows: rows.slice(1) }] });

describe('an Excel table', () => {
	it('comes in whatever the order of its columns and whatever stands above them', async () => {
		const { manager, visitor } = await testDirectory();
		const csv = Buffer.from('云岭街道社区资源清单,,,,\n填报单位：办公室,,,,\n联系电话,服务名称,备注,开放时间,提供单位,收费标准,服务对象\n0999-1234567,理发,好,周一至周五 9:00-17:00,美美理发店,老人 5元；其他人 20元（经营性）,老年人\n,,,,,,\n', 'utf8');
		const reading = await readSheetRows(csv);
		expect(reading).toMatchObject({ headerRow: 2, missing: [], mapping: { phones: 0, name: 1, hours: 3, organization: 4, prices: 5, groups: 6 } });
		expect(reading.rows.map(({ row }) => row)).toEqual([4]);
		expect(await runImport(manager, reading.rows)).toMatchObject({ create: 1, error: 0 });
		const [line] = (await searchServices(visitor, {})).items;
		expect(line).toMatchObject({ name: '理发', organizationName: '美美理发店', costKind: 'subsidised', prices: [{ fen: 500, group: 'elder', nature: 'welfare' }, { fen: 2000, nature: 'market' }], groups: ['elder'] });
		// Terms are read from the text of an entry that names none.
		expect(line!.terms.length).toBeGreaterThan(0);
	});

	it('shows what it would do and half-imports nothing; errors name the row and the column', async () => {
		const { manager, visitor } = await testDirectory();
		const file = await sheet([
			['服务名称', '单位名称', '开放时间', '费用', '最小年龄', '需求词'],
			['助浴', '新单位', '周一 9:00-10:00', '收费', 60, '助浴'],
			['理发', '新单位', '有空就开', '收费', null, '没有这个词'],
			['', '新单位', null, null, null, null],
			['助浴', '新单位', null, null, null, null]
		]);
		const { rows } = await readSheetRows(file);
		const preview = await previewImport(manager, rows);
		expect(preview).toMatchObject({ create: 1, error: 3 });
		expect(preview.rows[1]!.problems).toEqual([
			{ field: 'terms', code: 'directory.cellNotUnderstood', value: '没有这个词' },
			{ field: 'hours', code: 'directory.cellNotUnderstood', value: '有空就开' }
		]);
		expect(preview.rows[3]).toMatchObject({ row: 5, problems: [{ code: 'directory.twiceInFile' }] });
		await expect(runImport(manager, rows)).rejects.toMatchObject({ code: 'directory.importHasErrors', params: { count: 3 } });
		expect((await searchServices(visitor, {})).items).toEqual([]);
		expect((await listOrganizations(visitor, {})).items.map(({ name }) => name)).toEqual(['红云幸福食堂']);
	});

	it('updates by outside number, else by name within the organisation; empty cells say nothing', async () => {
		const { manager, organizationId, visitor } = await testDirectory();
		const { id } = await saveService(manager, { ...fullEntry(organizationId), terms: ['elder.meal'] });
		const file = await sheet([
			['外部编号', '单位名称', '服务名称', '简介', '电话'],
			['A-001', '红云幸福食堂', '长者餐', '', '0999-5555555'],
			['', '红云幸福食堂', '送餐', '送到家', '']
		]);
		const { rows } = await readSheetRows(file);
		const preview = await previewImport(manager, rows);
		expect(preview.rows.map(({ action, matchedBy, changed }) => [action, matchedBy, changed])).toEqual([
			['update', 'externalId', ['name', 'phones']],
			['create', null, []]
		]);
		await runImport(manager, rows);
		expect(await getService(visitor, { id })).toMatchObject({ name: '长者餐', description: '午晚两餐，两荤两素一汤。\n可选低盐。', phones: [{ number: '0999-5555555' }], version: 2 });
		expect((await listRevisions(manager, { entity: 'service', id }))[0]).toMatchObject({ origin: 'import' });
		expect(await previewImport(manager, rows)).toMatchObject({ create: 0, update: 0, unchanged: 2 });
	});

	it('goes out and comes back without changing anything, and into another subdistrict with what a cell can hold', async () => {
		const { manager, organizationId, communities, visitor } = await testDirectory();
		const { id } = await saveService(manager, fullEntry(organizationId, communities));
		await saveService(manager, { organizationId, name: '=HYPERLINK("http://x")', description: '+1 @2 -3' });
		const out = new PassThrough();
		const [count, file] = await Promise.all([exportWorkbook(manager, out), buffer(out)]);
		expect(count).toBe(2);
		const { rows } = await readSheetRows(file);
		expect(await previewImport(manager, rows)).toMatchObject({ create: 0, update: 0, unchanged: 2, error: 0 });

		const other = await testDirectory();
		expect(await runImport(other.manager, rows)).toMatchObject({ create: 2, error: 0 });
		const lines = (await searchServices(other.visitor, {})).items;
		expect(lines.map(({ name }) => name)).toContain('=HYPERLINK("http://x")');
		const was = serviceDocument(await getService(visitor, { id }));
		const is = serviceDocument(await getService(other.visitor, { id: lines.find(({ name }) => name === was.name)!.id }));
		// Places beyond the first, seasons and exceptions have no cell; HSDS carries them.
		for (const field of ['name', 'nameEn', 'aliases', 'description', 'alert', 'url', 'email', 'terms', 'groups', 'minAge', 'maxAge', 'conditions', 'costKind', 'costNote', 'prices', 'documents', 'steps', 'promisedDays', 'statutoryDays', 'legalBasis', 'languages', 'phones', 'checkEveryDays'] as const) expect(is[field], field).toEqual(was[field]);
		expect(is.places[0]).toMatchObject({ name: '总店', address: '红云路 8 号', lon: 103.61, lat: 26.21, accessibility: ['ramp', 'largePrint'] });
	});

	it('refuses hostile and senseless files by a code', async () => {
		const bomb = makeZip([{ path: 'xl/workbook.xml', content: 'x'.repeat(30_000_000) }]);
		await expect(readSheetRows(bomb)).rejects.toMatchObject({ code: expect.stringMatching(/^sheets\./) });
		await expect(readSheetRows(Buffer.from('%PDF-1.7'))).rejects.toMatchObject({ code: expect.stringMatching(/^sheets\./) });
		await expect(readSheetRows(await sheet([['甲', '乙'], ['1', '2']]))).rejects.toMatchObject({ code: 'directory.noHeader' });
	});

	it('a head imports for the own community alone', async () => {
		const { id, communities, organizationId, manager } = await testDirectory();
		await saveService(manager, { ...fullEntry(organizationId), communityId: communities[1], communities: [] });
		const head = testCtx(id, person('head', communities[0]));
		const file = await sheet([['外部编号', '单位名称', '服务名称', '简介'], ['A-001', '红云幸福食堂', '长者助餐', '改掉'], ['', '红云幸福食堂', '新的', '加上']]);
		const preview = await previewImport(head, (await readSheetRows(file)).rows);
		expect(preview.rows.map(({ action, problems }) => [action, problems[0]?.code])).toEqual([['error', 'platform.forbidden'], ['create', undefined]]);
	});
});
