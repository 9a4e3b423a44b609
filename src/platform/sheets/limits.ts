/** How much of a foreign file is worked on. All are checked before, or while, the work is done, never after. */
export interface Limits {
	/** of the file itself */
	bytes: number;
	/** files inside the zip */
	entries: number;
	/** bytes of all of them, unpacked */
	inflated: number;
	/** unpacked to packed, of any entry of more than 1 MB */
	ratio: number;
	sheets: number;
	/** in a sheet, counted to the last one with a value */
	rows: number;
	/** counted to the last one with a value */
	columns: number;
	/** with a value, over all sheets */
	cells: number;
}

/** Ample for a subdistrict's registers (60,000 residents × 20 columns); small enough for one process. */
export const DEFAULT_LIMITS: Limits = {
	bytes: 30_000_000,
	entries: 1_000,
	inflated: 300_000_000,
	ratio: 250,
	sheets: 60,
	rows: 120_000,
	columns: 300,
	cells: 3_000_000
};
