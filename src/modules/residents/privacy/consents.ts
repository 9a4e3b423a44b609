/** What somebody agreed to, and took back. */
import { sql } from 'kysely';
import * as v from 'valibot';
import { ageOn } from '#platform/dates/index.ts';
import type { WriteTx } from '#platform/db/tx.ts';
import { AppError, conflict, forbidden } from '#platform/errors.ts';
import { isId, newId } from '#platform/ids.ts';
import { forModule } from '#platform/usecase.ts';
import { noSuchPerson } from '../residents.errors.ts';
import { permissions } from '../residents.permissions.ts';
import { mayEdit, mayOpen, seeing } from '../residents.policy.ts';
import { todayOf } from '#platform/today.ts';
import { removalDay } from './grace.ts';
import { tieTo } from './links.ts';
import { purposesOf, type Purpose } from './purposes.ts';

const { query, useCase } = forModule<'residents'>();
const id = v.pipe(v.string(), v.uuid());
const purpose = v.pipe(v.string(), v.maxLength(40));

/** 个人信息保护法 art. 31: under 14 a guardian agrees. */
const OWN_CONSENT_FROM = 14;

type Giver = { by: 'self' | 'guardian'; guardianRelationId: string | null };

async function held({ db, ctx }: WriteTx<'residents'>, personId: string) {
	const row = await db.selectFrom('residents.person').select(['id', 'community_id as communityId', 'birth_date as birthDate']).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', personId).where('merged_into', 'is', null).where('erased_at', 'is', null).executeTakeFirst();
	if (!row) throw noSuchPerson();
	return row;
}

const OF_CHILDREN = ['guardian', 'parent'];

/**
 * Who agrees, as staff were told: from fourteen on the person, or a guardian on record who is named (of somebody who cannot decide
 * alone); under fourteen a guardian, the named one or the first on record.
 * @param named `self`, or the id of the tie to the guardian
 * @throws AppError residents.guardianMissing (422)
 */
async function giverOf(tx: WriteTx<'residents'>, person: { id: string; birthDate: string | null }, today: string, named: string | null = null): Promise<Giver> {
	if (!needsGuardian(person.birthDate, today) && (named === null || named === 'self')) return SELF;
	let guardians = guardiansOf(tx, person.id);
	if (isId(named)) guardians = guardians.where('id', '=', named);
	const guardian = await guardians.orderBy('position').executeTakeFirst();
	if (!guardian) throw guardianMissing();
	return guardianBy(guardian);
}

/**
 * Who agrees on the web: the person from fourteen on; an account that acts as guardian always as guardian, by the tie that it was linked by, or
 * that leads to its own record, or the only one there is. Of several nobody is named by guess.
 * @throws AppError residents.guardianMissing, residents.guardianNotOnRecord, residents.guardianUnclear (422)
 */
async function giverOnWeb(tx: WriteTx<'residents'>, person: { id: string; birthDate: string | null }, today: string, tie: 'self' | 'guardian'): Promise<Giver> {
	if (tie === 'self') {
		if (needsGuardian(person.birthDate, today)) throw guardianMissing();
		return SELF;
	}
	const { db, ctx } = tx;
	const links = await db.selectFrom('residents.account_link').select(['person_id as personId', 'acts_as as actsAs', 'guardian_relation_id as tieId']).where('subdistrict_id', '=', ctx.subdistrictId).where('user_id', '=', ctx.actor.id).where('ended_at', 'is', null).execute();
	const guardians = await guardiansOf(tx, person.id).select('other_id as otherId').execute();
	if (!guardians.length) throw new AppError('residents.guardianNotOnRecord', { status: 422 });
	const linkedBy = links.find(({ personId }) => personId === person.id)?.tieId;
	const themselves = links.filter(({ actsAs }) => actsAs === 'self').map(({ personId }) => personId);
	const guardian = guardians.find(({ id }) => id === linkedBy) ?? guardians.find(({ otherId }) => otherId !== null && themselves.includes(otherId)) ?? (guardians.length === 1 ? guardians[0] : undefined);
	if (!guardian) throw new AppError('residents.guardianUnclear', { status: 422 });
	return guardianBy(guardian);
}

const SELF: Giver = { by: 'self', guardianRelationId: null };
const guardianBy = (tie: { id: string }): Giver => ({ by: 'guardian', guardianRelationId: tie.id });
const guardianMissing = () => new AppError('residents.guardianMissing', { status: 422 });

const guardiansOf = ({ db, ctx }: WriteTx<'residents'>, personId: string) => db.selectFrom('residents.relation').select('id').where('subdistrict_id', '=', ctx.subdistrictId).where('person_id', '=', personId).where('kind', 'in', OF_CHILDREN).where('until_on', 'is', null);

/** Under fourteen; of whom no birth date is known, the person is asked. */
export const needsGuardian = (birthDate: string | null, today: string): boolean => birthDate !== null && ageOn(birthDate, today) < OWN_CONSENT_FROM;

const record = async (tx: WriteTx<'residents'>, personId: string, code: string, way: ConsentWay, giver: Giver, note = '') => {
	const { db, ctx } = tx;
	// Held, so that no change of the purpose comes between what was agreed to and what is written down.
	const known = await db.selectFrom('residents.purpose').select('version').where('subdistrict_id', '=', ctx.subdistrictId).where('code', '=', code).where('active', '=', true).where('needs_consent', '=', true).forShare().executeTakeFirst();
	if (!known) throw conflict('residents.noConsentNeeded');
	await db
		.insertInto('residents.consent')
		.values({ subdistrict_id: ctx.subdistrictId, id: newId(), person_id: personId, purpose: code, way, given_by: giver.by, guardian_relation_id: giver.guardianRelationId, purpose_version: known.version, note, given_at: ctx.clock.now(), recorded_by: isId(ctx.actor.id) ? ctx.actor.id : null, recorded_by_name: way === 'web' ? '' : ctx.actor.name })
		.onConflict((oc) => oc.doNothing())
		.execute();
	// What is still there may be used again.
	await db.updateTable('residents.consent').set({ remove_on: null }).where('subdistrict_id', '=', ctx.subdistrictId).where('person_id', '=', personId).where('purpose', '=', code).where('remove_on', 'is not', null).where('removed_at', 'is', null).execute();
};

const withdraw = async (tx: WriteTx<'residents'>, personId: string, code: string, by: 'self' | 'guardian' | 'staff', note = '') => {
	const { db, ctx } = tx;
	const last = await db.selectFrom('residents.consent').select(['id', 'withdrawn_at', 'withdrawn_by']).where('subdistrict_id', '=', ctx.subdistrictId).where('person_id', '=', personId).where('purpose', '=', code).orderBy(sql`withdrawn_at IS NULL`, 'desc').orderBy('given_at', 'desc').orderBy('id', 'desc').limit(1).forUpdate().executeTakeFirst();
	// Who is asked anew and says no says it of the consent that ended: what waits for them goes as after any that was taken back.
	if (!last || (last.withdrawn_at && last.withdrawn_by !== 'changed')) throw conflict('residents.noConsent');
	await db
		.updateTable('residents.consent')
		.set({ withdrawn_at: ctx.clock.now(), withdrawn_by: by, withdrawn_by_name: by === 'staff' ? ctx.actor.name : '', withdrawn_note: note, remove_on: await removalDay(tx) })
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('id', '=', last.id)
		.execute();
};

/** The person (or a guardian with an account) agrees or takes it back, on the web. */
export const setOwnConsent = useCase({
	name: 'residents.setOwnConsent',
	access: 'signed-in',
	input: v.object({ personId: id, purpose, agree: v.boolean() }),
	run: async (tx, input) => {
		const tie = await tieTo(tx, input.personId);
		if (tie !== 'self' && tie !== 'guardian') throw noSuchPerson();
		const person = await held(tx, input.personId);
		if (input.agree) await record(tx, person.id, input.purpose, 'web', await giverOnWeb(tx, person, await todayOf(tx), tie));
		else await withdraw(tx, person.id, input.purpose, tie);
		return { personId: person.id, communityId: person.communityId };
	},
	subject: (input, { personId, communityId }) => ({ subjectType: 'person', subjectId: personId, communityId, detail: { purpose: input.purpose, agree: input.agree } })
});

const WAYS = ['counter', 'paper', 'phone'] as const;
export type ConsentWay = 'web' | (typeof WAYS)[number];

const ConsentInput = v.pipe(
	v.object({
		personId: id,
		purpose,
		agree: v.boolean(),
		way: v.picklist(WAYS),
		/** who agrees: `self`, or the tie to a guardian */
		giver: v.optional(v.union([v.literal('self'), id])),
		/** number of the signed paper and where it is kept, or what was said */
		note: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200, 'residents.tooLong')), '')
	}),
	v.forward(
		v.check(({ way, note }) => way !== 'paper' || note.length > 0, 'residents.paperNote'),
		['note']
	)
);

/** Staff write down what somebody said at the counter, on the telephone or signed on paper. */
export const recordConsent = useCase({
	name: 'residents.recordConsent',
	access: permissions.edit,
	input: ConsentInput,
	run: async (tx, { agree, purpose: code, way, giver, note, personId }) => {
		const person = await held(tx, personId);
		if (!mayEdit(tx.ctx.actor, person.communityId)) throw forbidden(permissions.edit.key);
		if (agree) await record(tx, person.id, code, way, await giverOf(tx, person, await todayOf(tx), giver), note);
		else await withdraw(tx, person.id, code, 'staff', note);
		return { personId: person.id, communityId: person.communityId };
	},
	subject: (input, { personId, communityId }) => ({ subjectType: 'person', subjectId: personId, communityId, detail: { purpose: input.purpose, agree: input.agree, way: input.way } })
});

/** A consent that was given, and what became of it. */
export interface ConsentLine {
	id: string;
	way: ConsentWay;
	givenAt: Date;
	givenBy: 'self' | 'guardian';
	/** the tie to the guardian who agreed */
	guardianRelationId: string | null;
	/** who wrote it down; empty: the person did, on the web */
	by: string;
	note: string;
	/** of the purpose, as it was agreed to */
	version: number;
	withdrawnAt: Date | null;
	withdrawnBy: 'self' | 'guardian' | 'staff' | 'changed' | 'undone' | null;
	withdrawnByName: string;
	withdrawnNote: string;
	/** from this day on what rested on it alone is removed; until then it can be given again */
	removeOn: string | null;
	removedAt: Date | null;
}

export interface PersonConsents {
	/** active purposes, each with every consent to it, the newest first */
	purposes: (Purpose & { consents: ConsentLine[] })[];
	/** under fourteen: a guardian agrees */
	guardianNeeded: boolean;
	/** the day in the subdistrict */
	today: string;
	mayEdit: boolean;
}

/** What somebody agreed to and took back, by purpose. @throws AppError platform.notFound (404) for who may not open the record */
export const personConsents = query({
	name: 'residents.personConsents',
	access: permissions.read,
	input: v.object({ personId: id }),
	run: async (tx, { personId }): Promise<PersonConsents> => {
		const { db, ctx } = tx;
		const person = await db.selectFrom('residents.person').select(['community_id as communityId', 'birth_date as birthDate']).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', personId).where('merged_into', 'is', null).where('erased_at', 'is', null).executeTakeFirst();
		if (!person || !mayOpen(seeing(ctx.actor, person.communityId))) throw noSuchPerson();
		const rows = await db
			.selectFrom('residents.consent')
			.select(['id', 'purpose', 'way', 'given_at as givenAt', 'given_by as givenBy', 'guardian_relation_id as guardianRelationId', 'recorded_by_name as by', 'note', 'purpose_version as version', 'withdrawn_at as withdrawnAt', 'withdrawn_by as withdrawnBy', 'withdrawn_by_name as withdrawnByName', 'withdrawn_note as withdrawnNote', 'remove_on as removeOn', 'removed_at as removedAt'])
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('person_id', '=', personId)
			.orderBy('given_at', 'desc')
			.orderBy('id', 'desc')
			.execute();
		const consents = Map.groupBy(rows, (row) => row.purpose);
		const today = await todayOf(tx);
		return {
			purposes: (await purposesOf(tx)).filter(({ active }) => active).map((each) => ({ ...each, consents: (consents.get(each.code) ?? []) as ConsentLine[] })),
			guardianNeeded: needsGuardian(person.birthDate, today),
			today,
			mayEdit: mayEdit(ctx.actor, person.communityId)
		};
	}
});
