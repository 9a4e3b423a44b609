/** Which account may see which record: one's own, a ward's, or as somebody's named proxy. */
import { sql } from 'kysely';
import * as v from 'valibot';
import type { Actor } from '#platform/context.ts';
import { addMonths } from '#platform/dates/index.ts';
import type { ReadTx } from '#platform/db/tx.ts';
import { AppError, forbidden, notFound } from '#platform/errors.ts';
import { isId, newId } from '#platform/ids.ts';
import { limit } from '#platform/rate-limit.ts';
import { parseIdNumber } from '#platform/text/index.ts';
import { forModule } from '#platform/usecase.ts';
import { todayOf } from '#platform/today.ts';
import { idHash } from '../person/values.ts';
import { fieldWrong, noSuchPerson } from '../residents.errors.ts';
import { permissions } from '../residents.permissions.ts';
import { mayEdit, type Tie } from '../residents.policy.ts';
import './links.events.ts';

const { useCase, query } = forModule<'residents'>();
const id = v.pipe(v.string(), v.uuid());

/** 民法典 art. 17: from eighteen on nobody answers for a person as their parent; who is appointed guardian does (arts. 21, 28). */
const OF_AGE = 18;

/** Whether a link (`l`) holds still: a guardian's as long as the tie on record that it was made by. */
const holds = (today: string) => sql<boolean>`(l.guardian_relation_id IS NULL OR EXISTS (SELECT 1 FROM residents.relation r JOIN residents.person w ON w.subdistrict_id = r.subdistrict_id AND w.id = r.person_id
	WHERE r.subdistrict_id = l.subdistrict_id AND r.id = l.guardian_relation_id AND r.until_on IS NULL AND (r.kind = 'guardian' OR w.birth_date IS NULL OR w.birth_date > ${addMonths(today, -12 * OF_AGE)})))`;

/** The caller's tie to a person's record; null: none. */
export async function tieTo(tx: ReadTx<'residents'>, personId: string): Promise<Tie> {
	const { db, ctx } = tx;
	if (ctx.actor.kind !== 'user' || !isId(ctx.actor.id)) return null;
	const row = await db
		.selectFrom('residents.account_link as l')
		.select('l.acts_as')
		.where('l.subdistrict_id', '=', ctx.subdistrictId)
		.where('l.user_id', '=', ctx.actor.id)
		.where('l.person_id', '=', personId)
		.where('l.ended_at', 'is', null)
		.where(holds(await todayOf(tx)))
		.executeTakeFirst();
	return (row?.acts_as as Tie) ?? null;
}

const demandResident = (actor: Actor): string => {
	if (actor.kind !== 'user' || !isId(actor.id)) throw forbidden('residents.own');
	return actor.id;
};

/**
 * Links the caller's account to their own record: the identity number they give and the telephone they have proved must both be
 * the record's. What does not fit is one answer, whatever of it was wrong, and may be tried five times an hour.
 * @throws AppError residents.noRecordFits (404); platform.tooMany (429)
 */
export const linkOwn = useCase({
	name: 'residents.linkOwn',
	access: 'signed-in',
	input: v.object({ idNumber: v.pipe(v.string(), v.trim(), v.minLength(1, 'residents.idNumber.length')), name: v.pipe(v.string(), v.trim(), v.minLength(1, 'residents.nameMissing'), v.maxLength(60)) }),
	prepare: async (ctx, input) => {
		const userId = demandResident(ctx.actor);
		const read = parseIdNumber(input.idNumber);
		if (!read.ok) throw fieldWrong('idNumber', `residents.idNumber.${read.problem}`);
		await limit(ctx, 'residents.linkOwn', userId, 5, 3600);
		return { userId, hash: idHash(read.number) };
	},
	run: async ({ db, ctx, emit }, input, { userId, hash }) => {
		const person = await db
			.selectFrom('residents.person')
			.select(['id', 'community_id as communityId', 'name', 'phone_hash'])
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('id_hash', '=', hash)
			.where('merged_into', 'is', null)
			.where('erased_at', 'is', null)
			.executeTakeFirst();
		const fits = person && person.name.replace(/\s/g, '') === input.name.replace(/\s/g, '') && ctx.actor.phoneHash !== null && person.phone_hash === ctx.actor.phoneHash;
		if (!fits) throw new AppError('residents.noRecordFits', { status: 404 });
		const made = await db
			.insertInto('residents.account_link')
			.values({ subdistrict_id: ctx.subdistrictId, id: newId(), person_id: person.id, user_id: userId, acts_as: 'self', proved_by: 'id_and_phone', linked_at: ctx.clock.now(), linked_by: null })
			.onConflict((oc) => oc.doNothing())
			.returning('id')
			.executeTakeFirst();
		if (made) await emit('residents.linked', { personId: person.id, userId });
		return { personId: person.id, communityId: person.communityId };
	},
	subject: (_input, { personId, communityId }) => ({ subjectType: 'person', subjectId: personId, communityId })
});

/**
 * Staff link an account after they have seen the papers of both: the person's own, a guardian's, a named proxy's. A guardian is one on record,
 * so that what they agree to is theirs by name, and ends with the tie.
 * @throws AppError residents.linkedAlready (409), residents.guardianNotOnRecord (422)
 */
export const linkAtCounter = useCase({
	name: 'residents.linkAtCounter',
	access: permissions.edit,
	input: v.pipe(
		v.object({ personId: id, userId: id, actsAs: v.picklist(['self', 'guardian', 'proxy']), /** of a guardian: the tie on record */ guardianId: v.optional(v.nullable(id), null) }),
		v.forward(
			v.check(({ actsAs, guardianId }) => actsAs !== 'guardian' || guardianId !== null, 'residents.guardianNotOnRecord'),
			['guardianId']
		)
	),
	run: async ({ db, ctx, emit }, { personId, userId, actsAs, guardianId }) => {
		const person = await db.selectFrom('residents.person').select('community_id as communityId').where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', personId).where('merged_into', 'is', null).where('erased_at', 'is', null).executeTakeFirst();
		if (!person) throw noSuchPerson();
		if (!mayEdit(ctx.actor, person.communityId)) throw forbidden(permissions.edit.key);
		const guardian = actsAs === 'guardian' ? guardianId : null;
		if (guardian) {
			const tie = await db.selectFrom('residents.relation').select('id').where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', guardian).where('person_id', '=', personId).where('kind', 'in', ['guardian', 'parent']).where('until_on', 'is', null).executeTakeFirst();
			if (!tie) throw new AppError('residents.guardianNotOnRecord', { status: 422 });
		}
		const made = await db
			.insertInto('residents.account_link')
			.values({ subdistrict_id: ctx.subdistrictId, id: newId(), person_id: personId, user_id: userId, acts_as: actsAs, guardian_relation_id: guardian, proved_by: 'counter', linked_at: ctx.clock.now(), linked_by: isId(ctx.actor.id) ? ctx.actor.id : null })
			.onConflict((oc) => oc.doNothing())
			.returning('id')
			.executeTakeFirst();
		if (!made) throw new AppError('residents.linkedAlready', { status: 409 });
		if (actsAs === 'self') await emit('residents.linked', { personId, userId });
		return { personId, communityId: person.communityId };
	},
	subject: ({ actsAs }, { personId, communityId }) => ({ subjectType: 'person', subjectId: personId, communityId, detail: { actsAs } })
});

/** Ends the caller's own link. */
export const unlinkOwn = useCase({
	name: 'residents.unlinkOwn',
	access: 'signed-in',
	input: v.object({ personId: id }),
	run: async ({ db, ctx }, { personId }) => {
		const ended = await db
			.updateTable('residents.account_link')
			.set({ ended_at: ctx.clock.now() })
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('user_id', '=', demandResident(ctx.actor))
			.where('person_id', '=', personId)
			.where('ended_at', 'is', null)
			.returning('id')
			.executeTakeFirst();
		if (!ended) throw notFound('person');
		return { personId };
	},
	subject: ({ personId }) => ({ subjectType: 'person', subjectId: personId })
});

/** The records that the caller's account may see. */
export const myLinks = query({
	name: 'residents.myLinks',
	access: 'signed-in',
	input: v.object({}),
	run: async (tx): Promise<{ personId: string; name: string; actsAs: 'self' | 'guardian' | 'proxy' }[]> => {
		const { db, ctx } = tx;
		if (!isId(ctx.actor.id)) return [];
		const rows = await db
			.selectFrom('residents.account_link as l')
			.innerJoin('residents.person as p', (join) => join.onRef('p.subdistrict_id', '=', 'l.subdistrict_id').onRef('p.id', '=', 'l.person_id'))
			.select(['p.id as personId', 'p.name', 'l.acts_as as actsAs'])
			.where('l.subdistrict_id', '=', ctx.subdistrictId)
			.where('l.user_id', '=', ctx.actor.id)
			.where('l.ended_at', 'is', null)
			.where('p.merged_into', 'is', null)
			.where('p.erased_at', 'is', null)
			.where(holds(await todayOf(tx)))
			.orderBy('l.linked_at')
			.execute();
		return rows as { personId: string; name: string; actsAs: 'self' }[];
	}
});
