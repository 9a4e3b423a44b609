/** What people ask of their own data (个人信息保护法 arts. 44–47): correct, erase, a copy; and what they are answered. */
import { sql } from 'kysely';
import * as v from 'valibot';
import { addDays } from '#platform/dates/index.ts';
import type { WriteTx } from '#platform/db/tx.ts';
import { AppError, conflict, notFound } from '#platform/errors.ts';
import { isId, newId } from '#platform/ids.ts';
import { cursorInput, limitInput, pageOf, readCursor, type Page } from '#platform/keyset.ts';
import { seal, unseal } from '#platform/secrets.ts';
import { forModule } from '#platform/usecase.ts';
import { noSuchPerson } from '../residents.errors.ts';
import { permissions } from '../residents.permissions.ts';
import { mayEdit, scopeOf, seeing, mayOpen } from '../residents.policy.ts';
import { todayOf } from '#platform/today.ts';
import { mayGo, removeFor, type Kept } from './erasure.ts';
import { tieTo } from './links.ts';
import { purposesOf } from './purposes.ts';

const { useCase, query } = forModule<'residents'>();
const id = v.pipe(v.string(), v.uuid());
const words = v.pipe(v.string(), v.trim(), v.maxLength(1000, 'residents.tooLong'));

/** Ours: fifteen days; law says "in time" (及时). */
const ANSWER_DAYS = 15;
const SAID = 'contact';

export const REQUEST_KINDS = ['correct', 'erase', 'copy'] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

async function put({ db, ctx }: WriteTx<'residents'>, personId: string, kind: RequestKind, said: string, way: 'web' | 'counter' | 'paper' | 'phone', today: string): Promise<string> {
	const requestId = newId();
	await db
		.insertInto('residents.subject_request')
		.values({ subdistrict_id: ctx.subdistrictId, id: requestId, person_id: personId, kind, said_sealed: said ? seal(said, SAID) : null, state: 'open', way, asked_at: ctx.clock.now(), asked_by: isId(ctx.actor.id) ? ctx.actor.id : null, due_on: addDays(today, ANSWER_DAYS) })
		.execute();
	return requestId;
}

/** The person, a guardian or a proxy asks on the web. */
export const askOwn = useCase({
	name: 'residents.askOwn',
	access: 'signed-in',
	input: v.object({ personId: id, kind: v.picklist(REQUEST_KINDS), said: v.optional(words, '') }),
	run: async (tx, input) => {
		const tie = await tieTo(tx, input.personId);
		if (!tie || (tie === 'proxy' && input.kind === 'erase')) throw noSuchPerson();
		if (input.kind === 'correct' && input.said.length < 2) throw new AppError('platform.invalidInput', { status: 422, fields: [{ path: 'said', code: 'residents.sayWhat' }] });
		const open = await tx.db.selectFrom('residents.subject_request').select('id').where('subdistrict_id', '=', tx.ctx.subdistrictId).where('person_id', '=', input.personId).where('kind', '=', input.kind).where('state', '=', 'open').executeTakeFirst();
		// Asked twice it is one request; what is said the second time is not lost.
		if (open && input.kind !== 'correct') return { id: open.id };
		return { id: await put(tx, input.personId, input.kind, input.said, 'web', await todayOf(tx)) };
	},
	subject: (input, result) => ({ subjectType: 'subjectRequest', subjectId: result.id, detail: { kind: input.kind } })
});

/** Staff write it down for somebody at the counter, on paper, on the telephone. */
export const askAtCounter = useCase({
	name: 'residents.askAtCounter',
	access: permissions.answer,
	input: v.object({ personId: id, kind: v.picklist(REQUEST_KINDS), said: v.optional(words, ''), way: v.picklist(['counter', 'paper', 'phone']) }),
	run: async (tx, input) => {
		const person = await tx.db.selectFrom('residents.person').select('community_id as communityId').where('subdistrict_id', '=', tx.ctx.subdistrictId).where('id', '=', input.personId).where('merged_into', 'is', null).where('erased_at', 'is', null).executeTakeFirst();
		if (!person || !mayOpen(seeing(tx.ctx.actor, person.communityId))) throw noSuchPerson();
		return { id: await put(tx, input.personId, input.kind, input.said, input.way, await todayOf(tx)), communityId: person.communityId };
	},
	subject: (input, result) => ({ subjectType: 'subjectRequest', subjectId: result.id, communityId: result.communityId, detail: { kind: input.kind } })
});

export interface SubjectRequestLine {
	id: string;
	personId: string;
	name: string;
	kind: RequestKind;
	state: 'open' | 'done' | 'partly' | 'refused';
	way: string;
	said: string;
	askedAt: Date;
	dueOn: string;
	overdue: boolean;
	answer: string;
	answeredBy: string;
	kept: Kept[];
}

/** What has been asked in the caller's area: open ones by their day, answered ones newest first. */
export const subjectRequests = query({
	name: 'residents.subjectRequests',
	access: permissions.answer,
	input: v.object({ which: v.optional(v.picklist(['open', 'answered']), 'open'), cursor: cursorInput, limit: limitInput(100) }),
	run: async (tx, { which, cursor, limit }): Promise<Page<SubjectRequestLine>> => {
		const { db, ctx } = tx;
		const scope = scopeOf(ctx.actor);
		const after = readCursor(cursor);
		const today = await todayOf(tx);
		let rows = db
			.selectFrom('residents.subject_request as r')
			.innerJoin('residents.person as p', (join) => join.onRef('p.subdistrict_id', '=', 'r.subdistrict_id').onRef('p.id', '=', 'r.person_id'))
			.select(['r.id', 'r.person_id as personId', 'p.name', 'p.name_masked', 'p.community_id as communityId', 'r.kind', 'r.state', 'r.way', 'r.said_sealed', 'r.asked_at as askedAt', 'r.due_on as dueOn', 'r.answer', 'r.answered_at', 'r.answered_by_name as answeredBy', 'r.kept'])
			.where('r.subdistrict_id', '=', ctx.subdistrictId)
			.where('r.state', which === 'open' ? '=' : '<>', 'open');
		if (scope !== 'all') rows = rows.where('p.community_id', '=', sql<string>`any(${scope}::uuid[])`);
		if (which === 'open') {
			if (after) rows = rows.where(sql<boolean>`(r.asked_at, r.id) > (${after.at}, ${after.id}::uuid)`);
			rows = rows.orderBy('r.asked_at').orderBy('r.id');
		} else {
			if (after) rows = rows.where(sql<boolean>`(r.answered_at, r.id) < (${after.at}, ${after.id}::uuid)`);
			rows = rows.orderBy('r.answered_at', 'desc').orderBy('r.id', 'desc');
		}
		const found = (await rows.limit(limit + 1).execute()).map(({ name, name_masked, communityId, said_sealed, answered_at, kept, ...row }) => ({
			...row,
			answeredAt: answered_at,
			kind: row.kind as RequestKind,
			state: row.state as SubjectRequestLine['state'],
			name: seeing(ctx.actor, communityId) === 'own_staff' ? name : name_masked,
			said: said_sealed ? unseal(said_sealed, SAID) : '',
			overdue: row.state === 'open' && row.dueOn < today,
			kept: kept as unknown as Kept[]
		}));
		return pageOf(found, limit, (row) => (which === 'open' ? row.askedAt : row.answeredAt!));
	}
});

/**
 * Answers a request. An erasure that is granted removes what may go in the same transaction, and the answer lists what stays and why;
 * with something kept it is answered "partly".
 */
export const answerSubjectRequest = useCase({
	name: 'residents.answerSubjectRequest',
	access: permissions.answer,
	input: v.object({ id, grant: v.boolean(), answer: v.pipe(words, v.minLength(2, 'residents.answerMissing')) }),
	run: async (tx, input) => {
		const { db, ctx } = tx;
		const row = await db.selectFrom('residents.subject_request').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', input.id).forUpdate().executeTakeFirst();
		if (!row) throw notFound('subjectRequest');
		const person = await db.selectFrom('residents.person').select(['id', 'community_id as communityId', 'left_on', 'died_on']).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', row.person_id).forUpdate().executeTakeFirstOrThrow();
		if (!mayOpen(seeing(ctx.actor, person.communityId)) || (row.kind === 'erase' && input.grant && !mayEdit(ctx.actor, person.communityId))) throw notFound('subjectRequest');
		if (row.state !== 'open') throw conflict('residents.answeredAlready');
		let kept: Kept[] = [];
		if (row.kind === 'erase' && input.grant) {
			const subject = { id: person.id, goneOn: person.died_on ?? person.left_on };
			const decided = mayGo((await purposesOf(tx)).filter(({ active }) => active), subject, await todayOf(tx), true, new Set());
			kept = decided.kept;
			await removeFor(tx, subject, decided.go, kept.length === 0);
		}
		const state = !input.grant ? 'refused' : kept.length ? 'partly' : 'done';
		await db
			.updateTable('residents.subject_request')
			.set({ state, answer: input.answer, kept: JSON.stringify(kept), answered_at: ctx.clock.now(), answered_by: isId(ctx.actor.id) ? ctx.actor.id : null, answered_by_name: ctx.actor.name })
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('id', '=', row.id)
			.execute();
		return { id: row.id, state, communityId: person.communityId };
	},
	subject: (_input, { id: requestId, state, communityId }) => ({ subjectType: 'subjectRequest', subjectId: requestId, communityId, detail: { state } })
});
