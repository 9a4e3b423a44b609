/** A share as it is read: 0.9634 -> "96.3%"; null stays null, for no rate is not a rate of nought. */
export const percent = (value: number | null): string | null => (value === null ? null : `${(Math.floor(value * 1000) / 10).toFixed(1)}%`);
