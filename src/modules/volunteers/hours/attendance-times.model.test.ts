import { expect, test } from 'vitest';
import { instantAt } from '#platform/dates/index.ts';
import { outAtOf, paperTimes } from './attendance-times.model.ts';

const ZONE = 'Asia/Shanghai';
const at = (text: string): Date => instantAt(text.slice(0, 10), text.slice(11), ZONE);
const day = { on_day: '2026-11-23', starts_at: at('2026-11-23 10:00'), ends_at: at('2026-11-23 12:00') };
const night = { on_day: '2026-11-23', starts_at: at('2026-11-23 22:00'), ends_at: at('2026-11-24 00:30') };

test.each([
	[day, '2026-11-23 10:20', '11:30', '2026-11-23 11:30'],
	[day, '2026-11-23 10:20', '09:45', null],
	[day, '2026-11-23 10:20', '10:20', null],
	[night, '2026-11-23 22:10', '00:30', '2026-11-24 00:30'],
	[night, '2026-11-24 00:05', '00:20', '2026-11-24 00:20'],
	[night, '2026-11-23 22:10', '21:50', null]
])('out of %#: in at %s, "%s"', (shift, inAt, out, expected) => expect(outAtOf(at(inAt), out, shift, ZONE)).toEqual(expected && at(expected)));

test.each([
	[day, '10:00', '12:00', ['2026-11-23 10:00', '2026-11-23 12:00']],
	[day, '10:20', '09:45', null],
	[night, '22:00', '00:30', ['2026-11-23 22:00', '2026-11-24 00:30']],
	[night, '21:50', '23:00', ['2026-11-23 21:50', '2026-11-23 23:00']],
	[night, '00:05', '00:30', ['2026-11-24 00:05', '2026-11-24 00:30']],
	[night, '00:30', '00:10', null],
	[night, '23:30', '23:10', null]
])('paper of %#: %s to %s', (shift, from, to, expected) => expect(paperTimes({ in: from, out: to }, shift, ZONE)).toEqual(expected && { inAt: at(expected[0]!), outAt: at(expected[1]!) }));
