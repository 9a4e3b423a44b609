/** Who somebody is who says a name and a telephone: a family shares one, and none of them is the other. */
import { sql } from 'kysely';
import type { ReadTx } from '#platform/db/tx.ts';
import { unseal } from '#platform/secrets.ts';
import { sameName, whoKey } from '../who.ts';

/** `owner`: the telephone's plain key is theirs; `another`: it is somebody else's, or their name has a key of its own; `free`: nobody has it yet. */
export type OnPhone = 'owner' | 'another' | 'free';

/**
 * Whether the plain key of a telephone is theirs who say these names, in their order. Whoever was first written down under it has
 * it, in every time and course; a name that is not theirs is somebody else of the family.
 */
export async function onPhone({ db, ctx }: Pick<ReadTx<'activities'>, 'db' | 'ctx'>, phoneHash: string, names: readonly string[]): Promise<OnPhone[]> {
	const plain = whoKey({ phoneHash, id: '' });
	const shared = names.map((name) => whoKey({ phoneHash, name, shared: true, id: '' }));
	const named = (table: string) => sql<string | null>`(SELECT t.name_sealed FROM ${sql.table(table)} t WHERE t.subdistrict_id = ${ctx.subdistrictId} AND t.who_key = k.key AND t.name_sealed IS NOT NULL LIMIT 1)`;
	const { rows } = await sql<{ key: string; signed: string | null; came: string | null }>`SELECT k.key, ${named('activities.signup')} AS signed, ${named('activities.attendance')} AS came FROM unnest(${[plain, ...shared]}::text[]) AS k(key)`.execute(db);
	const sealed = new Map(rows.map(({ key, signed, came }) => [key, signed ?? came]));
	const first = sealed.get(plain);
	const owner = first ? unseal(first, 'contact') : null;
	return names.map((name, i) => (owner !== null && sameName(owner, name) ? 'owner' : owner !== null || sealed.get(shared[i]!) ? 'another' : 'free'));
}
