import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { newId } from './ids.ts';

it('comes back as it went', () => {
	const cursor = { at: new Date('2026-11-24T06:27:32.362Z'), id: newId() };
	expect(decodeCursor(encodeCursor(cursor))).toEqual(cursor);
});

it('refuses any other word', () => {
	fc.assert(
		fc.property(fc.string(), (word) => {
			try {
				decodeCursor(word);
			} catch (error) {
				expect(error).toMatchObject({ code: 'platform.notValid', status: 400 });
				return;
			}
			expect(word).toMatch(/^[0-9a-z]{1,9}\.[0-9a-f]{32}$/);
		})
	);
});
