import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detectHeader, type Cell, type ColumnsSpec } from './index.ts';

const spec = {
	name: { names: ['姓名', '居民姓名', 'name'], required: true },
	idNumber: { names: ['身份证号', '公民身份号码', 'ID number'] },
	phone: { names: ['电话', '手机号', '联系方式', 'phone'] },
	address: { names: ['住址', '家庭地址', '现住址', 'address'] },
	birthDate: { names: ['出生日期', '出生年月日', 'date of birth'] }
} satisfies ColumnsSpec;

describe('detectHeader', () => {
	test('below a title and notes, in any order, with marks, remarks and blanks', () => {
		const rows: Cell[][] = [
			['云岭社区 80 岁以上老人情况登记表'],
			['填报单位：云岭社区居委会', null, null, '填报日期：2026年3月'],
			[],
			['序号', '*手机号：', ' 身份证\n号码 ', '姓  名', '家庭地址（到门牌）', '备注'],
			[1, '12000000000', '999999', '周文静', '云岭路 18 号', null]
		];
		expect(detectHeader(rows, spec)).toEqual({
			headerRow: 3,
			mapping: { name: 3, phone: 1, idNumber: 2, address: 4 },
			unmapped: [{ column: 0, name: '序号' }, { column: 5, name: '备注' }],
			missing: [],
			doubtful: ['idNumber'],
			confidence: 0.79
		});
	});

	test('an equal name wins over one that is alike', () => {
		const found = detectHeader([['监护人姓名', '监护人电话', '姓名', '电话']], spec)!;
		expect(found.mapping).toEqual({ name: 2, phone: 3 });
		expect(found.unmapped.map(({ name }) => name)).toEqual(['监护人姓名', '监护人电话']);
	});

	test('another person’s name is not taken for the name', () => {
		const found = detectHeader([['监护人姓名', '电话', '住址']], spec)!;
		expect(found.mapping.name).toBeUndefined();
		expect(found.missing).toEqual(['name']);
	});

	test('a head of two rows, merged or with blanks', () => {
		const wide = { ...spec, phone: { names: ['手机'] } };
		const merged: Cell[][] = [['姓名', '联系方式', '联系方式', '住址'], ['姓名', '固话', '手机', '住址'], ['甲', null, '1', '乙']];
		expect(detectHeader(merged, wide)).toMatchObject({ headerRow: 1, mapping: { name: 0, phone: 2, address: 3 } });
		const blank: Cell[][] = [['姓名', '联系方式', null, '住址'], [null, '固话', '手机'], ['甲', null, '1', '乙']];
		expect(detectHeader(blank, wide)).toMatchObject({ headerRow: 1, mapping: { name: 0, phone: 2, address: 3 } });
	});

	test('a head merged downwards ends at its last row', () => {
		const rows: Cell[][] = [['姓名', '电话'], ['姓名', '电话'], ['甲', '1']];
		expect(detectHeader(rows, spec)!.headerRow).toBe(1);
	});

	test('English heads', () => {
		expect(detectHeader([['Phone', 'Full notes', 'NAME', 'Date of Birth']], spec)!.mapping).toEqual({ phone: 0, name: 2, birthDate: 3 });
	});

	test('no head, no answer', () => {
		expect(detectHeader([['甲', '乙'], [1, 2]], spec)).toBeNull();
		expect(detectHeader([], spec)).toBeNull();
		expect(detectHeader([['姓名']], { name: { names: ['姓名'] } })).toMatchObject({ headerRow: 0, confidence: 1 });
	});

	test('whatever the order and the rows above, each column is found', () => {
		const heads = Object.entries(spec).map(([field, { names }]): [string, string] => [field, names[0]!]);
		fc.assert(
			fc.property(fc.shuffledSubarray(heads, { minLength: 3 }), fc.array(fc.array(fc.oneof(fc.constant(null), fc.integer(), fc.string({ maxLength: 5 })), { maxLength: 6 }), { maxLength: 8 }), (order, above) => {
				const found = detectHeader([...above, order.map(([, name]) => name)], spec)!;
				expect(found.headerRow).toBe(above.length);
				for (const [i, [field]] of order.entries()) expect(found.mapping[field as keyof typeof spec]).toBe(i);
			})
		);
	});
});
