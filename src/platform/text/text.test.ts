import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { excerpt, idCheckDigit, maskAddress, maskIdNumber, maskName, maskPhone, normalizePhone, parseIdNumber, parsePhone, toHalfWidth } from './index.ts';

describe('masks', () => {
	test.each([
		['张三', '张*'],
		['张三丰', '张**'],
		['欧阳震华', '欧阳**'],
		['欧阳', '欧*'],
		['𠮷野家', '𠮷**'],
		['阿依古丽·买买提', '阿***'],
		['John Smith', 'J***'],
		['张', '*'],
		['', '']
	])('name %s', (name, masked) => expect(maskName(name)).toBe(masked));

	test.each([
		['12000000000', '120****0000'],
		['+86 120 1234 0000', '120****0000'],
		['１２０１２３４００００', '120****0000'],
		['0577-88881234', '0577-****1234'],
		['(010)88881234', '010-****1234'],
		['02088881234-801', '020-****1234'],
		['12345', '***45'],
		['120', '***']
	])('phone %s', (phone, masked) => expect(maskPhone(phone)).toBe(masked));

	test('identity number', () => {
		expect(maskIdNumber('999999194912310022')).toBe('999999********0022');
		expect(maskIdNumber('999999491231002')).toBe('999999******002');
		expect(maskIdNumber('P1234567')).toBe('********');
	});

	test.each([
		['云岭路18号3号楼2单元501室', '云岭路18号3号楼***'],
		['幸福小区3-2-501', '幸福小区3***'],
		['幸福小区３幢５０１', '幸福小区3幢***'],
		['和平里A座1203', '和平里A座***'],
		['云岭路18号', '云岭路18号'],
		['云岭路18号502室', '云岭路18号***'],
		['西塘村12组34号', '西塘村***'],
		['幸福小区3号楼', '幸福小区3号楼'],
		['河边老屋', '河边老屋***'],
		['', '']
	])('address %s', (address, masked) => expect(maskAddress(address)).toBe(masked));

	test('no masked value holds the hidden part', () => {
		fc.assert(
			fc.property(fc.stringMatching(/^[1-9]\d{16}[\dX]$/), (number) => {
				expect(maskIdNumber(number)).not.toContain(number.slice(6, 14));
				expect(maskIdNumber(number)).toHaveLength(18);
			})
		);
		fc.assert(fc.property(fc.stringMatching(/^1\d{10}$/), (number) => void expect(maskPhone(number).replace(/\*/g, '')).toHaveLength(7)));
		fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (any) => void [maskName(any), maskPhone(any), maskIdNumber(any), maskAddress(any)]));
	});
});

describe('phones', () => {
	test.each([
		['１２０ ００００ ００００', 'mobile', '12000000000'],
		['+86-120-0000-0000', 'mobile', '12000000000'],
		['0086 12000000000', 'mobile', '12000000000'],
		['(0577) 8888 0000', 'landline', '0577-88880000'],
		['010-88880000', 'landline', '010-88880000'],
		['+86 577 88880000', 'landline', '0577-88880000'],
		['0577-88880000-801', 'landline', '0577-88880000-801'],
		['0577-88880000转801', 'landline', '0577-88880000-801'],
		['12345', 'service', '12345'],
		['400-000-1234', 'service', '4000001234']
	])('%s', (text, kind, number) => expect(parsePhone(text)).toEqual({ kind, number }));

	test.each(['', '无', '1380000', '+1 202 555 0100', '张三 12000000000', '88880000'])('%s is none', (text) => expect(parsePhone(text)).toBeNull());

	test('a landline without area code takes the given one', () => expect(normalizePhone('8888 0000', '0577')).toBe('0577-88880000'));

	test('normalising again changes nothing', () => {
		fc.assert(
			fc.property(fc.stringMatching(/^(1\d{10}|0(10|2\d|[3-9]\d\d)\d{8}(-\d{1,4})?)$/), (text) => {
				const once = normalizePhone(text);
				if (once !== null) expect(normalizePhone(once)).toBe(once);
			})
		);
		fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parsePhone(text)));
	});
});

describe('identity numbers', () => {
	test('the standard’s own example: GB 11643-1999, annex', () => {
		expect(idCheckDigit('11010519491231002')).toBe('X');
		expect(idCheckDigit('44052418800101001')).toBe('4');
	});

	test('any number with its check digit is read; any one digit changed is found', () => {
		const born = fc.date({ min: new Date('1900-01-01'), max: new Date('2025-12-31'), noInvalidDate: true }).map((d) => d.toISOString().slice(0, 10));
		fc.assert(
			fc.property(born, fc.integer({ min: 0, max: 999 }), fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (birthDate, order, at, by) => {
				const first17 = '999999' + birthDate.replaceAll('-', '') + String(order).padStart(3, '0');
				const number = first17 + idCheckDigit(first17);
				expect(parseIdNumber(number)).toEqual({ ok: true, number, birthDate, sex: order % 2 ? '1' : '2' });
				const wrong = number.slice(0, at) + ((Number(number[at]) + by) % 10) + number.slice(at + 1);
				expect(parseIdNumber(wrong).ok).toBe(false);
			})
		);
	});

	test('15 digits, full-width, small x, and what is wrong', () => {
		expect(parseIdNumber('999999 491231 002')).toMatchObject({ ok: true, birthDate: '1949-12-31', sex: '2' });
		const first17 = '99999919491231002';
		expect(parseIdNumber((first17 + idCheckDigit(first17)).toLowerCase())).toMatchObject({ ok: true });
		expect(parseIdNumber('９９９９９９４９１２３１００２')).toMatchObject({ ok: true });
		expect(parseIdNumber('123')).toEqual({ ok: false, problem: 'length' });
		expect(parseIdNumber('99999919491231002Y')).toEqual({ ok: false, problem: 'characters' });
		expect(parseIdNumber('999999190002290011')).toEqual({ ok: false, problem: 'date' });
		// A number of a volunteer, which happens to fit the check digit too.
		expect(parseIdNumber('99999999640913690' + idCheckDigit('99999999640913690'))).toEqual({ ok: false, problem: 'date' });
	});
});

describe('excerpt', () => {
	test('cuts between characters and says so', () => {
		expect(excerpt('  楼道\n灯 坏了 ', 10)).toBe('楼道 灯 坏了');
		expect(excerpt('楼道灯坏了很久', 5)).toBe('楼道灯坏…');
		expect(excerpt('👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧', 2)).toBe('👨‍👩‍👧…');
		expect(excerpt('abc', 3)).toBe('abc');
	});

	test('never longer than asked', () => {
		const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' });
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 20 }), (text, length) => {
				expect([...segmenter.segment(excerpt(text, length))].length).toBeLessThanOrEqual(length);
			})
		);
	});
});

test('toHalfWidth', () => expect(toHalfWidth('ＡＢ１２３　（ｘ）')).toBe('AB123 (x)'));
