/** Repeatable chance for demonstration and scale data (mulberry32): the same seed tells the same story. */
export interface Chance {
	/** 0 … 1 */
	next(): number;
	/** whole number, both ends included */
	between(low: number, high: number): number;
	pick<T>(list: readonly T[]): T;
	/** by weight; the weights need not add up to anything */
	weighted<T>(list: readonly (readonly [T, number])[]): T;
	/** true so often of a hundred */
	percent(share: number): boolean;
}

export function chance(seed: number): Chance {
	let state = seed >>> 0;
	const next = (): number => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = Math.imul(state ^ (state >>> 15), state | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
	};
	const made: Chance = {
		next,
		between: (low, high) => low + Math.floor(next() * (high - low + 1)),
		pick: (list) => list[Math.floor(next() * list.length)]!,
		weighted: (list) => {
			let left = next() * list.reduce((sum, [, weight]) => sum + weight, 0);
			for (const [value, weight] of list) if ((left -= weight) < 0) return value;
			return list.at(-1)![0];
		},
		percent: (share) => next() * 100 < share
	};
	return made;
}
