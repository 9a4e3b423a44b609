/**
 * Data that the rendered page shows whole. For the hydration it need not come a second time: the server renders from `value`,
 * and the browser reads the same back from the page, as `where` says (`src/hooks.ts`). Whoever navigates in the browser is
 * sent `{ value }` itself.
 */
export class Shown<T> {
	readonly where: string;
	readonly value: T;
	constructor(where: string, value: T) {
		this.where = where;
		this.value = value;
	}
}
