import { expect, test } from 'vitest';
import { maskPhone, normalisePhone, phoneColumns } from './phone.ts';
import { unseal } from './secrets.ts';

test.each([
	['12000000001', '12000000001'],
	[' 120 0000 0001 ', '12000000001'],
	['+86 120-0000-0001', '12000000001'],
	['0086 12000000001', '12000000001'],
	['１２０００００００１１', '12000000011'],
	['8612000000001', null],
	['1200000000', null],
	['02012345678', null],
	['', null]
])('normalises "%s"', (typed, normal) => {
	expect(normalisePhone(typed)).toBe(normal);
});

test('three columns: found by hash, opened from the seal, listed masked', () => {
	const one = phoneColumns('12000000001');
	expect(one.phone_masked).toBe('120****0001');
	expect(unseal(one.phone_sealed, 'contact')).toBe('12000000001');
	expect(one.phone_hash).toBe(phoneColumns('12000000001').phone_hash);
	expect(one.phone_sealed).not.toBe(phoneColumns('12000000001').phone_sealed);
	expect(maskPhone('12000000001')).toHaveLength(11);
});
