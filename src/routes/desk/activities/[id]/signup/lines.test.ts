import { expect, test } from 'vitest';
import { readLines, writeLine } from './lines.ts';

test('names come with telephone and year in any order, from a sheet or a list', () => {
	expect(readLines('王秀英 12000000001 1956\n\n李建国\t1949\t120-0000-0002\n张三，12000000003\nJohn Smith 1980')).toEqual({
		lines: [
			{ name: '王秀英', phone: '12000000001', birthYear: '1956' },
			{ name: '李建国', phone: '12000000002', birthYear: '1949' },
			{ name: '张三', phone: '12000000003', birthYear: null },
			{ name: 'John Smith', phone: null, birthYear: '1980' }
		],
		wrong: null
	});
});

test('a line that cannot be read is named, and nothing is guessed', () => {
	expect(readLines('王秀英\n李建国 1200000')).toEqual({ lines: [], wrong: 2 });
	expect(readLines('12000000001')).toEqual({ lines: [], wrong: 1 });
});

test('no line of a long list is lost, and a line is written as it is read', () => {
	const { lines } = readLines(Array.from({ length: 130 }, (_, i) => `张三${i % 2 ? ' 12000000001' : ''} 1956`).join('\n'));
	expect(lines).toHaveLength(130);
	for (const line of [...lines.slice(0, 2), { name: 'John Smith', phone: null, birthYear: '1980' }]) expect(readLines(writeLine(line)).lines).toEqual([line]);
});
