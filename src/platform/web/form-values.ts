/** A form's data as a plain object; runs in the browser too. */

/**
 * A form's data as a plain object: `a.b` nests, `tags[]` is always a list, empty text is left out,
 * `on` stays a string for the schema to judge, files stay files (an empty file input is left out).
 * Of names that contradict each other (`a=1&a.b=2`), which no page of ours sends, the first holds.
 */
export function formValues(data: FormData): Record<string, unknown> {
	const out: Record<string, unknown> = {};
	for (const [rawName, value] of data.entries()) {
		if (value instanceof File ? value.size === 0 : value.trim() === '') continue;
		const list = rawName.endsWith('[]');
		const path = (list ? rawName.slice(0, -2) : rawName).split('.');
		const last = path.pop()!;
		const at = path.reduce<unknown>((above, part) => ownOr(above, part, {}), out);
		if (list) {
			const values = ownOr(at, last, []);
			if (Array.isArray(values)) values.push(value);
		} else if (isGroup(at) && !Array.isArray(at) && !INHERITED.has(last) && (!Object.hasOwn(at, last) || !isGroup(at[last]))) at[last] = value;
	}
	return out;
}

/** Names that every object has already: nothing that somebody typed is ever written there. */
const INHERITED = new Set(Object.getOwnPropertyNames(Object.prototype));
const isGroup = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !(value instanceof File);

/** The part of `above` with this name, made if it is not there; undefined where there can be none. */
function ownOr(above: unknown, name: string, fresh: object): unknown {
	if (!isGroup(above) || Array.isArray(above) || INHERITED.has(name)) return undefined;
	if (!Object.hasOwn(above, name)) above[name] = fresh;
	return above[name];
}
