import fc from 'fast-check';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { readTimestamp } from './timestamps.ts';

const byTheDriver = createRequire(createRequire(import.meta.url).resolve('pg-types'))('postgres-date') as (text: string) => Date | number;

test.each(['2026-11-24 09:31:04.078+00', '2026-11-24 09:31:04+00', '2026-11-24 09:31:04.1+00', '2026-11-24 09:31:04.07821+00', '1969-12-31 23:59:59.999999+00', '12026-11-24 09:31:04.1+00', '2026-11-24 17:31:04.1+08', '2026-11-24 15:01:04+05:30', '0044-03-15 12:00:00+00 BC', '0044-03-15 12:00:00+00', 'infinity'])('%s is read as the driver reads it', (text) => {
	expect(readTimestamp(text)).toEqual(byTheDriver(text));
});

test('whatever PostgreSQL prints in UTC is read as the driver reads it', () => {
	fc.assert(
		fc.property(fc.date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true }), fc.integer({ min: 0, max: 999_999 }), fc.integer({ min: 0, max: 6 }), (date, micro, digits) => {
			const fraction = String(micro).padStart(6, '0').slice(0, digits);
			const text = `${date.toISOString().slice(0, 19).replace('T', ' ')}${fraction && `.${fraction}`}+00`;
			expect(readTimestamp(text)).toEqual(byTheDriver(text));
		})
	);
});
