/** Numbers to lengths, for the charts. */

/**
 * Round marks (1, 2 or 5 times a power of ten apart) from 0 or below to at least the largest value: about `count` of them.
 * `ticks([3, 97])` -> [0, 20, 40, 60, 80, 100]
 */
export function ticks(values: readonly number[], count = 5): number[] {
	const high = Math.max(0, ...values);
	const low = Math.min(0, ...values);
	if (high === low) return [0, 1];
	const rough = (high - low) / count;
	const power = 10 ** Math.floor(Math.log10(rough));
	const step = ([1, 2, 5, 10].find((n) => n * power >= rough * 0.999) ?? 10) * power;
	// Dividing leaves 3.0000000000000004 where 3 was meant; relative, so that a tiny value still gets its mark.
	const first = Math.floor((low / step) * (1 - 1e-9));
	const last = Math.ceil((high / step) * (1 - 1e-9));
	// Multiplying anew for each mark keeps 0.1 + 0.2 out of the labels.
	return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** The part of the way from `low` to `high` at which the value lies, in per cent with one decimal, held within 0 to 100. */
export function percent(value: number, low: number, high: number): number {
	const part = high === low ? 0 : (value - low) / (high - low);
	return Math.round(Math.max(0, Math.min(1, part)) * 1000) / 10;
}

/**
 * The parts in per cent with one decimal, so that they add up to exactly 100 (largest remainder); all 0 if the sum is 0.
 */
export function shares(parts: readonly number[]): number[] {
	const sum = parts.reduce((a, b) => a + b, 0);
	if (sum <= 0) return parts.map(() => 0);
	const exact = parts.map((part) => (part / sum) * 1000);
	const floors = exact.map(Math.floor);
	let missing = 1000 - floors.reduce((a, b) => a + b, 0);
	const order = exact.map((value, i) => [value - (floors[i] ?? 0), i] as const).sort((a, b) => b[0] - a[0] || a[1] - b[1]);
	for (const [, i] of order) {
		if (missing <= 0) break;
		floors[i] = (floors[i] ?? 0) + 1;
		missing--;
	}
	return floors.map((value) => value / 10);
}
