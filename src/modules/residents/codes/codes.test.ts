import { describe, expect, test } from 'vitest';
import { idCheckDigit } from '#platform/text/index.ts';
import {
	disabilityKinds,
	educations,
	ethnicities,
	healthStates,
	maritalStatuses,
	parseDisability,
	parseDisabilityCard,
	parseDisabilityGrade,
	politicalStatuses,
	relations,
	sexes,
	sexOfRelation,
	type CodeTable
} from './index.ts';

const tables: Record<string, CodeTable> = { sexes, maritalStatuses, healthStates, educations, politicalStatuses, ethnicities, relations, disabilityKinds };

describe.each(Object.entries(tables))('%s', (_, table) => {
	test('each code, and its word in either language, means the code', () => {
		expect(new Set(table.codes).size).toBe(table.codes.length);
		for (const code of table.codes) {
			expect(table.parse(code)).toBe(code);
			expect(table.parse(table.word(code, 'zh'))).toBe(code);
			expect(table.parse(table.word(code, 'en').toUpperCase())).toBe(code);
		}
	});

	test('nothing means nothing', () => {
		for (const text of ['', ' ', '甲乙丙', '1234', '\u0000']) expect(table.parse(text)).toBeNull();
	});
});

test.each<[CodeTable, string, string | null]>([
	[sexes, '女性', '2'],
	[sexes, ' Ｍ ', '1'],
	[maritalStatuses, '离异', '40'],
	[maritalStatuses, '已婚（再婚）', '22'],
	[maritalStatuses, '已婚（有子女）', '20'],
	[maritalStatuses, '20-已婚', '20'],
	[educations, '大 专', '30'],
	[educations, '本科在读', '20'],
	[educations, '初中文化', '70'],
	[educations, '文盲', '90'],
	[politicalStatuses, '党员', '01'],
	[politicalStatuses, '1', '01'],
	[politicalStatuses, '13 群众', '13'],
	[ethnicities, '汉', '01'],
	[ethnicities, '布依族', '09'],
	[healthStates, '肺癌', '41'],
	[healthStates, '高血压', '31'],
	[relations, '儿子', '20'],
	[relations, '户主之妻', '12'],
	[relations, '户主的母亲', '52'],
	[relations, '二女儿', '33'],
	[relations, '媳妇', null]
])('%#: a word of the people', (table, text, code) => expect(table.parse(text)).toBe(code));

test('the sex that a relation says', () => {
	expect(sexOfRelation('12')).toBe('2');
	expect(sexOfRelation('28')).toBe('1');
	expect(sexOfRelation('10')).toBeNull();
	// No relation is of both sexes, and each whose word has 父, 子, 兄 alone is a man's.
	for (const code of relations.codes) if (/[女母妻婆姐妹嫂媳婶]/.test(relations.word(code, 'zh'))) expect(sexOfRelation(code)).not.toBe(/婿|姐夫|妹夫|曾祖父/.test(relations.word(code, 'zh')) ? '2' : '1');
});

describe('disability', () => {
	test.each([
		['肢体二级', '64', 2],
		['视力残疾1级', '61', 1],
		['肢体（二级）', '64', 2],
		['精神残疾', '66', null],
		['二级', null, 2],
		['３', null, 3],
		['视力、听力一级', '67', 1],
		['多重残疾 Ⅰ级', '67', 1],
		['智残 四级', '65', 4]
	])('%s', (text, kind, grade) => expect(parseDisability(text)).toEqual({ kind, grade }));

	test('what says nothing', () => {
		for (const text of ['', '无', '健康', '5级']) expect(parseDisability(text)).toBeNull();
		expect(parseDisabilityGrade('重度二级')).toBe(2);
	});

	test('a card names its holder, kind and grade', () => {
		const first17 = '99999919491231002';
		const idNumber = first17 + idCheckDigit(first17);
		expect(parseDisabilityCard(`${idNumber}42`)).toEqual({ number: `${idNumber}42`, idNumber, kind: '64', grade: 2 });
		expect(parseDisabilityCard(` ${idNumber.toLowerCase()} 42 b1`)).toMatchObject({ kind: '64', grade: 2, number: `${idNumber}42B1` });
		expect(parseDisabilityCard(`${idNumber}85`)).toBeNull();
		expect(parseDisabilityCard('99999919491231002942')).toBeNull();
	});
});
