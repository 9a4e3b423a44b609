/** What a number format makes of a number: nothing special, a day, a day with a time, or a time. */
export type DateKind = 'none' | 'date' | 'datetime' | 'time';

/** Built-in formats (ECMA-376 part 1, 18.8.30, with the Chinese ones 27–36 and 50–58). */
export function builtInDateKind(id: number): DateKind {
	if (id === 22) return 'datetime';
	if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) || id === 55 || id === 56) return 'time';
	if ((id >= 14 && id <= 17) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return 'date';
	return 'none';
}

/** What a format code does, from its first section: `yyyy"年"m"月"d"日"` is a date, `0.00_ ` is none. */
export function dateKind(code: string): DateKind {
	const bare = code
		.split(';')[0]!
		.replace(/"[^"]*"|\\.|_.|\*./g, '')
		.replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
		.toLowerCase();
	if (/general|通用/.test(bare)) return 'none';
	const day = /[yd]/.test(bare) || /^m+$/.test(bare.replace(/[^a-z]/g, ''));
	const time = /[hs]/.test(bare) || /上午|下午|am\/pm/.test(bare);
	return day ? (time ? 'datetime' : 'date') : time ? 'time' : 'none';
}

/**
 * A serial number of Excel's calendar as text: `YYYY-MM-DD`, `YYYY-MM-DD HH:mm`, or `HH:mm`.
 * The 1900 calendar has a 29 February 1900 that never was (serial 60), for Lotus's sake; 1904 is that of old Macs.
 * @returns null when it is outside the calendar
 */
export function serialToText(serial: number, kind: Exclude<DateKind, 'none'>, date1904 = false): string | null {
	if (!(serial >= 0 && serial < 2_958_466)) return null;
	let day = Math.floor(serial);
	// To the minute: 14:30 is stored as 0.604166…, which must not become 14:29.
	let minutes = Math.round((serial - day) * 1440);
	if (minutes === 1440) {
		day += 1;
		minutes = 0;
	}
	const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
	if (kind === 'time') return time;
	const epoch = date1904 ? Date.UTC(1904, 0, 1) : day < 60 ? Date.UTC(1899, 11, 31) : Date.UTC(1899, 11, 30);
	if (day === 0 && !date1904) return null;
	const date = new Date(epoch + day * 86_400_000).toISOString().slice(0, 10);
	return kind === 'datetime' && minutes > 0 ? `${date} ${time}` : date;
}

/** The serial number of a day; the reverse of `serialToText` for days after the one that never was. */
export function dateToSerial(date: string, date1904 = false): number {
	const days = (Date.parse(`${date}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000;
	if (date1904) return days - 1462;
	return days < 61 ? days - 1 : days;
}
