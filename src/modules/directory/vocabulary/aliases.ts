import { sql } from 'kysely';
import * as v from 'valibot';
import type { WriteTx } from '#platform/db/tx.ts';
import { invalid, notFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { normalise } from '#platform/search/index.ts';
import { lookupHash } from '#platform/secrets.ts';
import { forModule } from '#platform/usecase.ts';
import { permissions } from '../directory.permissions.ts';
import { id as Id, whole } from '../directory.schemas.ts';
import { touch } from '../offers/state.ts';
import { phrasesOf } from './phrases.ts';

const { useCase, query } = forModule<'directory'>();

/** heard: by one person only, kept as a hash; proposed: heard again, waits for the desk; confirmed: counts in matching; refused: never proposed again. */
export type AliasStatus = 'proposed' | 'confirmed' | 'refused';

export interface Alias {
	id: string;
	termCode: string;
	termZh: string;
	termEn: string;
	phrase: string;
	status: AliasStatus;
	source: 'seed' | 'triage' | 'desk';
	/** how often it was taught */
	times: number;
	lastAt: Date;
	decidedByName: string | null;
}

/** Keyed hash of a phrase, the same for width, case and script. */
export const phraseKey = (phrase: string): string => lookupHash('alias', normalise(phrase));

/** Phrases of one status, most often heard first; or all of one term. */
export const listAliases = query({
	name: 'directory.listAliases',
	access: permissions.read,
	input: v.object({ status: v.optional(v.picklist(['proposed', 'confirmed', 'refused'])), term: v.optional(v.pipe(v.string(), v.maxLength(80))), limit: v.optional(whole(1, 500), 200) }),
	run: ({ db, ctx }, { status, term, limit }): Promise<Alias[]> =>
		db
			.selectFrom('directory.alias as a')
			.innerJoin('directory.term as t', (join) => join.onRef('t.subdistrict_id', '=', 'a.subdistrict_id').onRef('t.code', '=', 'a.term_code'))
			.select(['a.id', 'a.term_code as termCode', 't.zh as termZh', 't.en as termEn', sql<string>`a.phrase`.as('phrase'), sql<AliasStatus>`a.status`.as('status'), sql<Alias['source']>`a.source`.as('source'), 'a.times', 'a.last_at as lastAt', 'a.decided_by_name as decidedByName'])
			.where('a.subdistrict_id', '=', ctx.subdistrictId)
			.where('a.status', status === undefined ? '!=' : '=', status ?? 'heard')
			.$if(term !== undefined, (qb) => qb.where('a.term_code', '=', term!))
			.orderBy('a.times', 'desc')
			.orderBy('a.id')
			.limit(limit)
			.execute()
});

/** How many phrases wait for a decision. */
export const countProposedAliases = query({
	name: 'directory.countProposedAliases',
	access: permissions.terms,
	input: v.object({}),
	run: async ({ db, ctx }) =>
		Number((await db.selectFrom('directory.alias').select((eb) => eb.fn.countAll().as('n')).where('subdistrict_id', '=', ctx.subdistrictId).where('status', '=', 'proposed').executeTakeFirstOrThrow()).n)
});

/** Confirms or refuses phrases, also ones decided before; all or none. */
export const decideAliases = useCase({
	name: 'directory.decideAliases',
	access: permissions.terms,
	input: v.object({ ids: v.pipe(v.array(Id), v.minLength(1), v.maxLength(200)), status: v.picklist(['confirmed', 'refused']) }),
	run: async (tx, { ids, status }) => {
		const { db, ctx } = tx;
		const done = await db
			.updateTable('directory.alias')
			.set({ status, decided_by_name: ctx.actor.name, decided_at: ctx.clock.now() })
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('id', 'in', ids)
			.where('status', '!=', 'heard')
			.returning('id')
			.execute();
		if (done.length !== new Set(ids).size) throw notFound('alias');
		await touch(tx, 'terms');
		return { decided: done.length };
	},
	subject: (input) => ({ subjectType: 'alias', subjectId: input.ids[0], detail: { status: input.status, ids: input.ids } })
});

/** Adds a confirmed phrase by hand. @throws directory.noSuchTerm (422) */
export const addAlias = useCase({
	name: 'directory.addAlias',
	access: permissions.terms,
	input: v.object({ term: v.pipe(v.string(), v.maxLength(80)), phrase: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60)) }),
	run: async (tx, { term, phrase }) => {
		const { db, ctx } = tx;
		const known = await db.selectFrom('directory.term').select('code').where('subdistrict_id', '=', ctx.subdistrictId).where('code', '=', term).executeTakeFirst();
		if (!known) throw invalid([{ path: 'term', code: 'directory.noSuchTerm', params: { term } }]);
		const now = ctx.clock.now();
		const decided = { status: 'confirmed', phrase, decided_by_name: ctx.actor.name, decided_at: now };
		const row = await db
			.insertInto('directory.alias')
			.values({ subdistrict_id: ctx.subdistrictId, id: newId(), term_code: term, phrase_key: phraseKey(phrase), source: 'desk', times: 1, first_at: now, last_at: now, ...decided })
			.onConflict((oc) => oc.columns(['subdistrict_id', 'term_code', 'phrase_key']).doUpdateSet(decided))
			.returning('id')
			.executeTakeFirstOrThrow();
		await touch(tx, 'terms');
		return { id: row.id };
	},
	subject: (input, result) => ({ subjectType: 'alias', subjectId: result.id, detail: { term: input.term } })
});

/**
 * Hears how a need was put and which term triage chose for it. A clause is first kept only as a hash; when another need
 * brings it again for the same term, it is proposed, so that nothing that one person alone said leaves their request.
 */
export async function learnAliases({ db, ctx }: WriteTx<'directory'>, { text, termCode }: { text: string; termCode: string }): Promise<void> {
	const phrases = phrasesOf(text);
	if (!phrases.length) return;
	const term = await db.selectFrom('directory.term').select('code').where('subdistrict_id', '=', ctx.subdistrictId).where('code', '=', termCode).executeTakeFirst();
	if (!term) return;
	const now = ctx.clock.now();
	for (const phrase of phrases)
		await db
			.insertInto('directory.alias')
			.values({ subdistrict_id: ctx.subdistrictId, id: newId(), term_code: termCode, phrase: null, phrase_key: phraseKey(phrase), status: 'heard', source: 'triage', times: 1, first_at: now, last_at: now })
			.onConflict((oc) =>
				oc.columns(['subdistrict_id', 'term_code', 'phrase_key']).doUpdateSet({
					times: sql`alias.times + 1`,
					last_at: now,
					status: sql`CASE alias.status WHEN 'heard' THEN 'proposed' ELSE alias.status END`,
					phrase: sql`coalesce(alias.phrase, ${phrase})`
				})
			)
			.execute();
}
