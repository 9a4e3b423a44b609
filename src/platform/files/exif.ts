import { isDate } from '#platform/dates/index.ts';

/** Where and when a photo was taken, as its camera wrote it. Read before the photo is stripped, never kept in it. */
export interface Taken {
	/** WGS-84 degrees; null when the camera did not say */
	lon: number | null;
	lat: number | null;
	/** the camera's wall clock `YYYY-MM-DDTHH:mm:ss`, with its offset (`+08:00`) where the camera wrote one */
	at: string | null;
}

const IFD_EXIF = 0x8769;
const IFD_GPS = 0x8825;
const DATE_TIME_ORIGINAL = 0x9003;
const OFFSET_TIME_ORIGINAL = 0x9011;
/** Bytes of one value of each TIFF type (1 BYTE, 2 ASCII, 3 SHORT, 4 LONG, 5 RATIONAL, 7 UNDEFINED…). */
const SIZES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];

/**
 * Reads position and time from EXIF (CIPA DC-008). Anything that does not add up is left out: a photo is never
 * refused for its EXIF.
 */
export function readTaken(exif: Buffer | undefined): Taken | null {
	if (!exif) return null;
	try {
		const start = exif.toString('latin1', 0, 4) === 'Exif' ? 6 : 0;
		const tiff = exif.subarray(start);
		const order = tiff.toString('latin1', 0, 2);
		if (order !== 'II' && order !== 'MM') return null;
		const little = order === 'II';
		const u16 = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
		const u32 = (at: number) => (little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));

		const entries = (ifd: number) => {
			const found = new Map<number, { at: number; count: number; type: number }>();
			// A directory of more than some hundred entries is a lie.
			for (let i = 0, n = Math.min(u16(ifd), 500); i < n; i++) {
				const entry = ifd + 2 + i * 12;
				const type = u16(entry + 2);
				const count = u32(entry + 4);
				const bytes = (SIZES[type] ?? 0) * count;
				found.set(u16(entry), { at: bytes <= 4 ? entry + 8 : u32(entry + 8), count, type });
			}
			return found;
		};
		const root = entries(u32(4));
		const pointer = (tag: number) => {
			const entry = root.get(tag);
			return entry ? entries(u32(entry.at)) : new Map<number, { at: number; count: number; type: number }>();
		};
		const ascii = (entry: { at: number; count: number } | undefined) =>
			entry ? tiff.toString('latin1', entry.at, entry.at + Math.min(entry.count, 64)).replace(/\0.*$/s, '').trim() : '';
		const degrees = (value: { at: number; count: number; type: number } | undefined, reference: string, negative: string, most: number) => {
			if (!value || value.type !== 5 || value.count !== 3) return null;
			const [d, m, s] = [0, 8, 16].map((offset) => u32(value.at + offset) / u32(value.at + offset + 4)) as [number, number, number];
			const sum = d + m / 60 + (Number.isFinite(s) ? s : 0) / 3600;
			return Number.isFinite(sum) && sum <= most && reference !== '' ? (reference === negative ? -sum : sum) : null;
		};

		const gps = pointer(IFD_GPS);
		const lat = degrees(gps.get(2), ascii(gps.get(1)), 'S', 90);
		const lon = degrees(gps.get(4), ascii(gps.get(3)), 'W', 180);
		// 0,0 is what a camera writes that found no satellite.
		const placed = lat !== null && lon !== null && !(lat === 0 && lon === 0);

		const camera = pointer(IFD_EXIF);
		const at = cameraTime(ascii(camera.get(DATE_TIME_ORIGINAL)), ascii(camera.get(OFFSET_TIME_ORIGINAL)));
		if (!placed && at === null) return null;
		return { lon: placed ? lon : null, lat: placed ? lat : null, at };
	} catch (error) {
		if (error instanceof RangeError) return null;
		throw error;
	}
}

function cameraTime(text: string, offset: string): string | null {
	const match = /^(\d{4}):(\d{2}):(\d{2}) ([01]\d|2[0-3]):([0-5]\d):([0-5]\d)/.exec(text);
	if (!match) return null;
	const date = `${match[1]}-${match[2]}-${match[3]}`;
	if (!isDate(date)) return null;
	return `${date}T${match[4]}:${match[5]}:${match[6]}${/^[+-]\d{2}:\d{2}$/.test(offset) ? offset : ''}`;
}
