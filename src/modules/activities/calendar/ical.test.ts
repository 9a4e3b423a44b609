import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { iCalendar, type CalendarEvent } from './ical.ts';

const event = (rest: Partial<CalendarEvent> = {}): CalendarEvent => ({
	uid: '0198-a',
	sequence: 2,
	changedAt: new Date('2026-03-01T00:00:00Z'),
	startsAt: new Date('2026-03-12T06:30:00Z'),
	endsAt: new Date('2026-03-12T08:00:00Z'),
	title: '识破电话诈骗，讲座；第一讲',
	status: 'CONFIRMED',
	location: '红云社区文化活动室',
	description: '请带老花镜\n现场有茶水, 不用自带杯子；\\不用钱',
	url: 'https://example.org/activities/1?on=2',
	category: '讲座',
	...rest
});
const read = (text: string) => new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((each) => new ICAL.Event(each));

test('another program reads back what was written', () => {
	const [found] = read(iCalendar({ name: '活动, 日历', zone: 'Asia/Shanghai' }, [event()]));
	expect(found!.uid).toBe('0198-a');
	expect(found!.sequence).toBe(2);
	expect(found!.summary).toBe('识破电话诈骗，讲座；第一讲');
	expect(found!.description).toBe('请带老花镜\n现场有茶水, 不用自带杯子；\\不用钱');
	expect(found!.startDate.toJSDate().toISOString()).toBe('2026-03-12T06:30:00.000Z');
	expect(found!.endDate.toJSDate().toISOString()).toBe('2026-03-12T08:00:00.000Z');
	expect(found!.component.getFirstPropertyValue('status')).toBe('CONFIRMED');
	expect(found!.component.getFirstPropertyValue('url')).toBe('https://example.org/activities/1?on=2');
	expect(String(found!.component.getFirstPropertyValue('dtstamp'))).toBe('2026-03-01T00:00:00Z');
});

test('no line is longer than 75 octets, and no character is cut', () => {
	const long = event({ title: '长'.repeat(80), description: `${'a'.repeat(74)}𠮷龘${'字'.repeat(300)}`, location: 'é'.repeat(90) });
	const text = iCalendar({ name: '名'.repeat(60), zone: 'Asia/Shanghai' }, [long]);
	for (const line of text.split('\r\n')) expect(Buffer.byteLength(line), line).toBeLessThanOrEqual(75);
	const [found] = read(text);
	expect([found!.summary, found!.description, found!.location]).toEqual([long.title, long.description, long.location]);
});

test('what somebody typed opens no line of its own', () => {
	const text = iCalendar({ name: 'x', zone: 'UTC' }, [event({ title: 'a\r\nEND:VEVENT\r\nBEGIN:VALARM', location: 'b\nX-EVIL:1', description: 'c\rd\u0007\u0000' })]);
	expect(text.match(/^END:VEVENT\r$/gm)).toHaveLength(1);
	expect(text).not.toMatch(/^X-EVIL/m);
	const [found] = read(text);
	expect([found!.summary, found!.location, found!.description]).toEqual(['a\nEND:VEVENT\nBEGIN:VALARM', 'b\nX-EVIL:1', 'c\nd']);
});

test('the same events are the same text', () => {
	expect(iCalendar({ name: 'x', zone: 'UTC' }, [event(), event({ uid: 'b', status: 'CANCELLED' })])).toBe(iCalendar({ name: 'x', zone: 'UTC' }, [event(), event({ uid: 'b', status: 'CANCELLED' })]));
});
