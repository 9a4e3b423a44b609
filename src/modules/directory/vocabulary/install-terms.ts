import type { WriteTx } from '#platform/db/tx.ts';
import { newId } from '#platform/ids.ts';
import { builtInTerms } from '../terms/index.ts';
import { touch } from '../offers/state.ts';
import { phraseKey } from './aliases.ts';

const CHUNK = 1000;

/**
 * Gives a subdistrict the built-in taxonomy: terms, mappings, and the aliases as confirmed. What is there already stays
 * as the desk made it, so that it can be run again after an update brings new terms.
 */
export async function installTerms(tx: WriteTx<'directory'>): Promise<number> {
	const { db, ctx } = tx;
	const { subdistrictId } = ctx;
	const now = ctx.clock.now();
	const added = await db
		.insertInto('directory.term')
		.values(
			builtInTerms.map((term) => ({
				subdistrict_id: subdistrictId,
				code: term.code,
				parent_code: term.parent,
				zh: term.zh,
				en: term.en,
				definition: term.definition,
				groups: term.groups,
				request_type: term.type,
				urgency: term.urgency,
				related: term.related
			}))
		)
		.onConflict((oc) => oc.doNothing())
		.returning('code')
		.execute();
	const fresh = new Set(added.map(({ code }) => code));
	const terms = builtInTerms.filter(({ code }) => fresh.has(code));
	const mappings = terms.flatMap((term) => [
		{ subdistrict_id: subdistrictId, term_code: term.code, scheme: 'complaint', code: term.category as string, position: 0 },
		...[...new Set(term.serviceWords)].map((code, position) => ({ subdistrict_id: subdistrictId, term_code: term.code, scheme: 'service', code, position }))
	]);
	const aliases = terms.flatMap((term) =>
		[...new Map(term.aliases.map((phrase) => [phraseKey(phrase), phrase]))].map(([key, phrase]) => ({
			subdistrict_id: subdistrictId,
			id: newId(),
			term_code: term.code,
			phrase,
			phrase_key: key,
			status: 'confirmed',
			source: 'seed',
			first_at: now,
			last_at: now
		}))
	);
	for (let i = 0; i < mappings.length; i += CHUNK) await db.insertInto('directory.term_mapping').values(mappings.slice(i, i + CHUNK)).onConflict((oc) => oc.doNothing()).execute();
	for (let i = 0; i < aliases.length; i += CHUNK) await db.insertInto('directory.alias').values(aliases.slice(i, i + CHUNK)).onConflict((oc) => oc.doNothing()).execute();
	if (added.length) await touch(tx, 'terms');
	return added.length;
}
