import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { idCheckDigit } from '#platform/text/index.ts';
import { parseLooseDate } from './date.ts';
import { readIdCell } from './id-number.ts';
import { readName } from './name.ts';
import { readPhones } from './phones.ts';

const hints = { today: '2026-11-24', date1904: false };

describe('dates', () => {
	test.each<[string | number, string, string, string?]>([
		['1951.3.7', '1951-03-07', 'day'],
		['1951年3月', '1951-03-01', 'month'],
		['51-3-7', '1951-03-07', 'day', 'century'],
		['05.3.7', '2005-03-07', 'day', 'century'],
		['19510307', '1951-03-07', 'day'],
		[19510307, '1951-03-07', 'day'],
		['195103', '1951-03-01', 'month'],
		['510307', '1951-03-07', 'day', 'century'],
		[1951, '1951-01-01', 'year'],
		['1951', '1951-01-01', 'year'],
		[1951.3, '1951-03-01', 'month'],
		[1951.12, '1951-12-01', 'month'],
		[1951.1, '1951-01-01', 'year', 'tenth'],
		['1951.10', '1951-10-01', 'month'],
		['１９５１／３／７', '1951-03-07', 'day'],
		['1951年3月7日生', '1951-03-07', 'day'],
		['1951-03-07 00:00', '1951-03-07', 'day'],
		['1951-03-07T00:00:00Z', '1951-03-07', 'day'],
		['一九五一年十二月二十一日', '1951-12-21', 'day'],
		['1951年农历三月初七', '1951-01-01', 'year', 'lunar'],
		['19510300', '1951-03-01', 'month'],
		[18694, '1951-03-07', 'day'],
		['18694', '1951-03-07', 'day'],
		['1951年', '1951-01-01', 'year'],
		['1951 03 07', '1951-03-07', 'day'],
		['1951、3、7', '1951-03-07', 'day']
	])('%s', (cell, date, known, assumed) => expect(parseLooseDate(cell, hints)).toEqual({ date, known, ...(assumed && { assumed }) }));

	test.each(['', '无', '1951-13-07', '1951.2.30', '不详', 12, 0, -5, 1e9, true])('%s is none', (cell) => expect(parseLooseDate(cell, hints)).toBeNull());

	test('a workbook of an old Mac counts from 1904', () => expect(parseLooseDate(18694 - 1462, { ...hints, date1904: true })).toEqual({ date: '1951-03-07', known: 'day' }));

	test('any day in any writing is that day', () => {
		const day = fc.date({ min: new Date('1901-01-01'), max: new Date('2026-11-24'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
		fc.assert(
			fc.property(day, (date) => {
				const [y, m, d] = date.split('-').map(Number) as [number, number, number];
				const serial = (Date.UTC(y, m - 1, d) - Date.UTC(1899, 11, 30)) / 86_400_000;
				for (const cell of [date, `${y}.${m}.${d}`, `${y}/${m}/${d}`, `${y}年${m}月${d}日`, date.replaceAll('-', ''), Number(date.replaceAll('-', '')), ...(serial > 2100 || serial < 1850 ? [serial] : [])])
					expect([cell, parseLooseDate(cell, hints)]).toEqual([cell, { date, known: 'day' }]);
			})
		);
		fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.double(), fc.integer()), (any) => void parseLooseDate(any, hints)));
	});
});

/** Fictional: no region is 999999. */
const id = (birth: string, order = '002') => {
	const first17 = `999999${birth.replaceAll('-', '')}${order}`;
	return first17 + idCheckDigit(first17);
};

describe('identity numbers', () => {
	const number = id('1949-12-31');
	test('as people write them', () => {
		for (const cell of [number, ` ${number.slice(0, 6)} ${number.slice(6)} `, number.replace(/\d/g, (d) => String.fromCharCode(0xff10 + Number(d))), number.toLowerCase(), `身份证：${number}`, `'${number}`, `${number}（已迁出）`])
			expect(readIdCell(cell)).toMatchObject({ kind: 'ok', number, birthDate: '1949-12-31', sex: '2', fromOld: false, oddRegion: false });
		const withX = Array.from({ length: 99 }, (_, i) => id('1949-12-31', String(i).padStart(3, '0'))).find((each) => each.endsWith('X'))!;
		for (const x of ['x', 'Ⅹ', '×', 'Ｘ']) expect(readIdCell(withX.slice(0, 17) + x)).toMatchObject({ kind: 'ok', number: withX });
	});

	test('an old one becomes a new one', () => expect(readIdCell('999999491231002')).toMatchObject({ kind: 'ok', number, fromOld: true }));
	test('a region that is none is said and taken', () => {
		const first17 = '98000019491231002';
		expect(readIdCell(first17 + idCheckDigit(first17))).toMatchObject({ kind: 'ok', oddRegion: true });
	});

	test('what Excel did to 18 digits is told from a slip of the pen', () => {
		const prefix = number.slice(0, 15);
		expect(readIdCell(Number(number.replace('X', '0')))).toEqual({ kind: 'damaged', prefix });
		expect(readIdCell(`${prefix}000`)).toEqual({ kind: 'damaged', prefix });
		expect(readIdCell('9.99999194912310E+17')).toEqual({ kind: 'damaged', prefix: '999999194912310' });
		expect(readIdCell('9.99999E+17')).toEqual({ kind: 'damaged', prefix: '999999' });
		expect(readIdCell(String(BigInt(Number(`${prefix}000`))))).toEqual({ kind: 'damaged', prefix });
		expect(readIdCell(`${number.slice(0, 16)}99`)).toEqual({ kind: 'invalid', problem: 'checkDigit' });
		expect(readIdCell(number.slice(0, 17))).toEqual({ kind: 'invalid', problem: 'length' });
	});

	test('every 18-digit number that went through a floating-point number is damaged, unless nothing was lost', () => {
		fc.assert(
			fc.property(fc.stringMatching(/^[1-9]\d{17}$/), (digits) => {
				const rounded = Number(Number(digits).toPrecision(15));
				expect(readIdCell(rounded)).toMatchObject({ kind: 'damaged' });
				expect(['damaged', 'ok']).toContain(readIdCell(String(BigInt(rounded))).kind);
			})
		);
	});

	test('others', () => {
		expect(readIdCell('999999********0022')).toEqual({ kind: 'masked' });
		expect(readIdCell('H12345678')).toEqual({ kind: 'other', document: 'hk_mo_permit', number: 'H12345678' });
		expect(readIdCell('E12345678')).toEqual({ kind: 'other', document: 'passport', number: 'E12345678' });
		for (const cell of [null, '', '无', '/', true]) expect(readIdCell(cell)).toEqual({ kind: 'empty' });
	});
});

describe('phones', () => {
	test.each([
		['120 0000 0001', ['12000000001'], ''],
		['12000000001/12000000002', ['12000000001', '12000000002'], ''],
		['12000000001 12000000002', ['12000000001', '12000000002'], ''],
		['1200000000112000000002', ['12000000001', '12000000002'], ''],
		['12000000001（儿子）', ['12000000001'], '儿子'],
		['李四 12000000001、0577-88880000', ['12000000001', '0577-88880000'], '李四'],
		['１２００００００００１', ['12000000001'], ''],
		['座机0577-88880000转801', ['0577-88880000-801'], '']
	])('%s', (cell, numbers, note) => expect(readPhones(cell)).toEqual({ numbers, note, unclear: false }));
	test('numbers as numbers, and none', () => {
		expect(readPhones(12000000001).numbers).toEqual(['12000000001']);
		expect(readPhones('无')).toEqual({ numbers: [], note: '', unclear: false });
		expect(readPhones('1200000').unclear).toBe(true);
		expect(readPhones('同上').unclear).toBe(true);
		expect(readPhones('88880000', '0577').numbers).toEqual(['0577-88880000']);
	});
});

test.each([
	['张  三', '张三', ''],
	['　李　四　', '李四', ''],
	['王五（亡）', '王五', '亡'],
	['阿依古丽•买买提', '阿依古丽·买买提', ''],
	['John  Smith', 'John Smith', ''],
	['*赵六', '赵六', '']
])('name %s', (cell, name, note) => expect(readName(cell)).toEqual({ name, note, odd: false }));
test('a name that may be none', () => expect(readName('张3').odd).toBe(true));
