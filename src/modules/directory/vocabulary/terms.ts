import { sql } from 'kysely';
import * as v from 'valibot';
import type { ReadTx, WriteTx } from '#platform/db/tx.ts';
import { conflict, invalid, notFound } from '#platform/errors.ts';
import { forModule } from '#platform/usecase.ts';
import { permissions } from '../directory.permissions.ts';
import { groupCodes, type GroupCode } from '../directory.model.ts';
import { text, whole } from '../directory.schemas.ts';
import { touch } from '../offers/state.ts';

const { useCase, query } = forModule<'directory'>();

/** A need term as the subdistrict has it. */
export interface NeedTerm {
	code: string;
	parentCode: string | null;
	zh: string;
	en: string;
	definition: string;
	groups: GroupCode[];
	requestType: string;
	urgency: string;
	related: string[];
	retired: boolean;
	version: number;
	/** the term in other vocabularies; scheme `complaint` is a request's category, `service` how providers say it */
	mappings: { scheme: string; code: string }[];
	/** services in use that serve it */
	services: number;
}

export const requestTypes = ['enquiry', 'help', 'complaint', 'tipoff', 'suggestion', 'praise'] as const;
export const urgencies = ['emergency', 'urgent', 'normal', 'low'] as const;

/** All terms in order of their families, with their mappings and how many services serve each. */
export const listTerms = query({
	name: 'directory.listTerms',
	access: 'public',
	input: v.object({ retired: v.optional(v.boolean(), false) }),
	run: (tx, { retired }) => readTerms(tx, retired)
});

export async function readTerms({ db, ctx }: ReadTx<'directory'>, retired: boolean): Promise<NeedTerm[]> {
	const rows = await db
		.selectFrom('directory.term as t')
		.select(['t.code', 't.parent_code', 't.zh', 't.en', 't.definition', 't.groups', 't.request_type', 't.urgency', 't.related', 't.retired_at', 't.version'])
		.select(
			sql<{ scheme: string; code: string }[]>`coalesce((SELECT jsonb_agg(jsonb_build_object('scheme', m.scheme, 'code', m.code) ORDER BY m.scheme, m.position, m.code) FROM directory.term_mapping m
				WHERE m.subdistrict_id = t.subdistrict_id AND m.term_code = t.code), '[]')`.as('mappings')
		)
		.where('t.subdistrict_id', '=', ctx.subdistrictId)
		.$if(!retired, (qb) => qb.where('t.retired_at', 'is', null))
		.orderBy(sql`coalesce(t.parent_code, t.code)`)
		.orderBy(sql`t.parent_code IS NOT NULL`)
		.orderBy('t.code')
		.execute();
	const counts = await sql<{ code: string; n: number }>`SELECT code, count(*)::int AS n FROM directory.service s, unnest(s.terms) code WHERE s.subdistrict_id = ${ctx.subdistrictId}::uuid AND s.status = 'active' GROUP BY code`.execute(db);
	const served = new Map(counts.rows.map(({ code, n }) => [code, n]));
	return rows.map((row) => ({
		code: row.code,
		parentCode: row.parent_code,
		zh: row.zh,
		en: row.en,
		definition: row.definition,
		groups: row.groups as GroupCode[],
		requestType: row.request_type,
		urgency: row.urgency,
		related: row.related,
		retired: row.retired_at !== null,
		version: row.version,
		mappings: row.mappings,
		services: served.get(row.code) ?? 0
	}));
}

const code = v.pipe(v.string(), v.trim(), v.maxLength(80), v.regex(/^[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*)?$/, 'directory.notATermCode'));

/** Adds a term or changes the one with this code; `elder.meal` belongs to the family `elder`. @throws directory.noSuchTerm (422), directory.changedMeanwhile (409) */
export const saveTerm = useCase({
	name: 'directory.saveTerm',
	access: permissions.terms,
	input: v.object({
		code,
		version: v.optional(whole(1, 1e9)),
		zh: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60)),
		en: text(80),
		definition: text(300),
		groups: v.optional(v.array(v.picklist(groupCodes)), []),
		requestType: v.optional(v.picklist(requestTypes), 'help'),
		urgency: v.optional(v.picklist(urgencies), 'normal'),
		related: v.optional(v.pipe(v.array(code), v.maxLength(12)), []),
		mappings: v.optional(v.pipe(v.array(v.object({ scheme: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60)), code: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80)) })), v.maxLength(60)), [])
	}),
	run: async (tx, input) => {
		const { db, ctx } = tx;
		const parent = input.code.includes('.') ? input.code.split('.')[0]! : null;
		const named = [...(parent ? [parent] : []), ...input.related];
		if (named.length) {
			const known = (await db.selectFrom('directory.term').select('code').where('subdistrict_id', '=', ctx.subdistrictId).where('code', 'in', named).execute()).map((term) => term.code);
			const unknown = named.find((one) => !known.includes(one));
			if (unknown) throw invalid([{ path: unknown === parent ? 'code' : 'related', code: 'directory.noSuchTerm', params: { term: unknown } }]);
		}
		const before = await db.selectFrom('directory.term').select('version').where('subdistrict_id', '=', ctx.subdistrictId).where('code', '=', input.code).forUpdate().executeTakeFirst();
		if (before && input.version !== undefined && before.version !== input.version) throw conflict('directory.changedMeanwhile');
		const row = { parent_code: parent, zh: input.zh, en: input.en, definition: input.definition, groups: input.groups, request_type: input.requestType, urgency: input.urgency, related: input.related, retired_at: null, version: (before?.version ?? 0) + 1 };
		await db
			.insertInto('directory.term')
			.values({ subdistrict_id: ctx.subdistrictId, code: input.code, ...row })
			.onConflict((oc) => oc.columns(['subdistrict_id', 'code']).doUpdateSet(row))
			.execute();
		await replaceMappings(tx, input.code, input.mappings);
		await touch(tx, 'terms');
		return { code: input.code };
	},
	subject: (input) => ({ subjectType: 'term', subjectId: input.code })
});

async function replaceMappings({ db, ctx }: WriteTx<'directory'>, termCode: string, mappings: { scheme: string; code: string }[]): Promise<void> {
	await db.deleteFrom('directory.term_mapping').where('subdistrict_id', '=', ctx.subdistrictId).where('term_code', '=', termCode).execute();
	if (mappings.length)
		await db
			.insertInto('directory.term_mapping')
			.values(mappings.map(({ scheme, code }, position) => ({ subdistrict_id: ctx.subdistrictId, term_code: termCode, scheme, code, position })))
			.onConflict((oc) => oc.doNothing())
			.execute();
}

/** Takes a term out of use or puts it back; entries keep it, searches and triage no longer offer it. */
export const retireTerm = useCase({
	name: 'directory.retireTerm',
	access: permissions.terms,
	input: v.object({ code, retired: v.boolean() }),
	run: async (tx, input) => {
		const { db, ctx } = tx;
		const done = await db
			.updateTable('directory.term')
			.set((eb) => ({ retired_at: input.retired ? ctx.clock.now() : null, version: eb('version', '+', 1) }))
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('code', '=', input.code)
			.returning('code')
			.executeTakeFirst();
		if (!done) throw notFound('term');
		await touch(tx, 'terms');
		return { code: input.code };
	},
	subject: (input) => ({ subjectType: 'term', subjectId: input.code, detail: { retired: input.retired } })
});
