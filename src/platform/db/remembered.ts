import { CompiledQuery, type Compilable } from 'kysely';

/** What is put where a value will stand, while the text is made. */
class Mark {
	readonly name: string;
	constructor(name: string) {
		this.name = name;
	}
}

interface Text {
	sql: string;
	/** by parameter: the name of the value given, or what is always the same */
	parameters: readonly (Mark | { always: unknown })[];
}

type Rows<R> = { executeQuery(query: CompiledQuery<R>): Promise<{ rows: R[] }> };

/**
 * A question whose text is made once for each process: putting it together from its parts costs more than sending it, and a page
 * asks many. Call it at the top of a file, so that nothing of one request can stand in the text for the next:
 *
 *     const tiesOf = remembered((db: Db<'residents'>, given: { subdistrictId: string; personId: string }) => db.selectFrom(…).where('person_id', '=', given.personId));
 *     const rows = await tiesOf(db, { subdistrictId, personId });
 *
 * `build` may do nothing with a given value but hand it on as a parameter: no condition on it, no list of parameters made of it.
 */
export function remembered<D, G extends Record<string, unknown>, R>(build: (db: D, given: G) => Compilable<R>): (db: D, given: G) => Promise<R[]> {
	let text: Text | undefined;
	return async (db, given) => {
		text ??= textOf(build, db, given);
		const parameters = text.parameters.map((parameter) => (parameter instanceof Mark ? given[parameter.name] : parameter.always));
		return (await (db as unknown as Rows<R>).executeQuery(CompiledQuery.raw(text.sql, parameters) as CompiledQuery<R>)).rows;
	};
}

function textOf<D, G extends Record<string, unknown>, R>(build: (db: D, given: G) => Compilable<R>, db: D, given: G): Text {
	const marks = Object.fromEntries(Object.keys(given).map((name) => [name, new Mark(name)]));
	const { sql, parameters } = build(db, marks as unknown as G).compile();
	return { sql, parameters: parameters.map((parameter) => (parameter instanceof Mark ? parameter : { always: parameter })) };
}
