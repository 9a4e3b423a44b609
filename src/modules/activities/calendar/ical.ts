/**
 * iCalendar (RFC 5545) as text. Our own writer: `ical-generator` takes 80–190 ms for 2,000 events, this a few
 * (tests/load/activities.ts measures both); and DTSTAMP is the time of the last change (§3.8.7.2, without METHOD), so that the
 * same calendar is the same text.
 */

export interface CalendarEvent {
	/** stays the same as long as there is this time, moved or cancelled */
	uid: string;
	/** rises with each change */
	sequence: number;
	changedAt: Date;
	startsAt: Date;
	endsAt: Date;
	title: string;
	/** CONFIRMED, TENTATIVE (a place is kept, or one waits) or CANCELLED */
	status: 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED';
	location: string;
	description: string;
	url: string;
	/** what kind it is, as a word */
	category: string;
}

/** The title of what does not take place, for programmes that show no STATUS. */
export const cancelledTitle = (title: string): string => `【已取消】${title}`;

const LINE = /\r\n|\r|\n/g;
/** §3.3.11: backslash, semicolon, comma and line breaks; no other control characters (§3.1). */
const escape = (text: string): string =>
	(/[\\;,\p{Cc}]/u.test(text) ? text.replace(/[\\;,]/g, '\\$&').replace(LINE, '\\n').replace(/(?!\t)\p{Cc}/gu, '') : text).toWellFormed();

const MOST_BYTES = 75;

/** The same for an address, which is plain ASCII and different in each event. */
function foldAscii(line: string): string {
	if (line.length <= MOST_BYTES) return `${line}\r\n`;
	let out = line.slice(0, MOST_BYTES);
	for (let at = MOST_BYTES; at < line.length; at += MOST_BYTES - 1) out += `\r\n ${line.slice(at, at + MOST_BYTES - 1)}`;
	return `${out}\r\n`;
}

/** §3.1: at most 75 octets a line; what follows stands behind a blank, and no character is cut. */
function fold(line: string): string {
	// A UTF-16 unit is at most three bytes.
	if (line.length * 3 <= MOST_BYTES || (line.length <= MOST_BYTES && /^[\0-\x7f]*$/.test(line))) return `${line}\r\n`;
	let out = '';
	let from = 0;
	let bytes = 0;
	for (let at = 0; at < line.length; ) {
		const code = line.codePointAt(at)!;
		const size = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
		if (bytes + size > MOST_BYTES) {
			out += `${line.slice(from, at)}\r\n `;
			from = at;
			bytes = 1;
		}
		bytes += size;
		at += code < 0x10000 ? 1 : 2;
	}
	return `${out}${line.slice(from)}\r\n`;
}

const two = (n: number): string => (n < 10 ? `0${n}` : `${n}`);
/** `20260312T063000Z` */
const stamp = (at: Date): string => `${at.getUTCFullYear()}${two(at.getUTCMonth() + 1)}${two(at.getUTCDate())}T${two(at.getUTCHours())}${two(at.getUTCMinutes())}${two(at.getUTCSeconds())}Z`;

/**
 * A calendar that others subscribe to.
 * @param calendar.name what the reader's programme calls it
 * @param calendar.zone the zone in which a reader's programme may show it; the times themselves are instants in UTC
 */
export function iCalendar(calendar: { name: string; zone: string }, events: readonly CalendarEvent[]): string {
	// The times of a series say the same words: each property is escaped and folded once.
	const written = new Map<string, string>();
	const property = (name: string, value: string): string => {
		if (value === '') return '';
		const key = name + value;
		let line = written.get(key);
		if (line === undefined) written.set(key, (line = fold(name + escape(value))));
		return line;
	};
	let out = `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Baiyun//Activities//ZH\r\nCALSCALE:GREGORIAN\r\n${property('NAME:', calendar.name)}${property('X-WR-CALNAME:', calendar.name)}X-WR-TIMEZONE:${calendar.zone}\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H\r\n`;
	for (const event of events) {
		const changed = stamp(event.changedAt);
		out +=
			`BEGIN:VEVENT\r\n${foldAscii(`UID:${event.uid}`)}SEQUENCE:${event.sequence}\r\nDTSTAMP:${changed}\r\nLAST-MODIFIED:${changed}\r\nDTSTART:${stamp(event.startsAt)}\r\nDTEND:${stamp(event.endsAt)}\r\nSTATUS:${event.status}\r\n` +
			property('SUMMARY:', event.title) +
			property('LOCATION:', event.location) +
			property('DESCRIPTION:', event.description) +
			property('CATEGORIES:', event.category) +
			(event.url ? foldAscii(`URL:${event.url}`) : '') +
			'END:VEVENT\r\n';
	}
	return `${out}END:VCALENDAR\r\n`;
}
