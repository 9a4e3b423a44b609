import { expect, test } from 'vitest';
import { safeNext } from './sign-in.ts';

test.each([
	['/desk/requests?queue=late', '/desk/requests?queue=late'],
	['/my', '/my'],
	['//evil.example', '/home'],
	['/\\evil.example', '/home'],
	['/a\\b', '/home'],
	['/.//evil.example', '/home'],
	['/a/..//evil.example', '/home'],
	['/\t/evil.example', '/home'],
	['https://evil.example/', '/home'],
	['javascript:alert(1)', '/home'],
	['', '/home'],
	[null, '/home'],
	['/sign-in', '/home'],
	['/sign-out', '/home'],
	['/../../etc', '/etc']
])('next %s leads to %s', (next, path) => {
	expect(safeNext(next, '/home')).toBe(path);
});
