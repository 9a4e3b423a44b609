/** What somebody agreed to, and took back. */
import * as v from 'valibot';
import { ageOn } from '#platform/dates/index.ts';
import type { WriteTx } from '#platform/db/tx.ts';
import { AppError, conflict, forbidden } from '#platform/errors.ts';
import { isId, newId } from '#platform/ids.ts';
import { forModule } from '#platform/usecase.ts';
import { noSuchPerson } from '../residents.errors.ts';
import { permissions } from '../residents.permissions.ts';
import { mayEdit } from '../residents.policy.ts';
import { todayOf } from '#platform/today.ts';
import { tieTo } from './links.ts';

const { useCase } = forModule<'residents'>();
const id = v.pipe(v.string(), v.uuid());
const purpose = v.pipe(v.string(), v.maxLength(40));

/** 个人信息保护法 art. 31: under 14 a guardian agrees. */
const OWN_CONSENT_FROM = 14;

/** The wording that was agreed to; it changes when the explanation of a purpose does. */
export const CONSENT_TEXT = '2026-11';

type Giver = { by: 'self' | 'guardian'; guardianRelationId: string | null };

async function held({ db, ctx }: WriteTx<'residents'>, personId: string) {
	const row = await db.selectFrom('residents.person').select(['id', 'community_id as communityId', 'birth_date as birthDate']).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', personId).where('merged_into', 'is', null).where('erased_at', 'is', null).executeTakeFirst();
	if (!row) throw noSuchPerson();
	return row;
}

/** A guardian on record of somebody under 14; without one nobody can agree for them. */
async function giverOf({ db, ctx }: WriteTx<'residents'>, person: { id: string; birthDate: string | null }, today: string): Promise<Giver> {
	if (person.birthDate === null || ageOn(person.birthDate, today) >= OWN_CONSENT_FROM) return { by: 'self', guardianRelationId: null };
	const guardian = await db.selectFrom('residents.relation').select('id').where('subdistrict_id', '=', ctx.subdistrictId).where('person_id', '=', person.id).where('kind', 'in', ['guardian', 'parent']).where('until_on', 'is', null).orderBy('position').executeTakeFirst();
	if (!guardian) throw new AppError('residents.guardianMissing', { status: 422 });
	return { by: 'guardian', guardianRelationId: guardian.id };
}

const record = async (tx: WriteTx<'residents'>, personId: string, code: string, way: 'web' | 'counter' | 'paper' | 'phone', giver: Giver) => {
	const { db, ctx } = tx;
	const known = await db.selectFrom('residents.purpose').select('code').where('subdistrict_id', '=', ctx.subdistrictId).where('code', '=', code).where('active', '=', true).where('needs_consent', '=', true).executeTakeFirst();
	if (!known) throw conflict('residents.noConsentNeeded');
	await db
		.insertInto('residents.consent')
		.values({ subdistrict_id: ctx.subdistrictId, id: newId(), person_id: personId, purpose: code, way, given_by: giver.by, guardian_relation_id: giver.guardianRelationId, text_version: CONSENT_TEXT, given_at: ctx.clock.now(), recorded_by: isId(ctx.actor.id) ? ctx.actor.id : null })
		.onConflict((oc) => oc.doNothing())
		.execute();
};

const withdraw = async ({ db, ctx }: WriteTx<'residents'>, personId: string, code: string, by: 'self' | 'guardian' | 'staff') => {
	const ended = await db
		.updateTable('residents.consent')
		.set({ withdrawn_at: ctx.clock.now(), withdrawn_by: by })
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('person_id', '=', personId)
		.where('purpose', '=', code)
		.where('withdrawn_at', 'is', null)
		.returning('id')
		.executeTakeFirst();
	if (!ended) throw conflict('residents.noConsent');
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
		if (input.agree) {
			const giver = await giverOf(tx, person, await todayOf(tx));
			if (giver.by === 'guardian' && tie !== 'guardian') throw new AppError('residents.guardianMissing', { status: 422 });
			await record(tx, person.id, input.purpose, 'web', giver);
		} else await withdraw(tx, person.id, input.purpose, tie);
		return { personId: person.id, communityId: person.communityId };
	},
	subject: (input, { personId, communityId }) => ({ subjectType: 'person', subjectId: personId, communityId, detail: { purpose: input.purpose, agree: input.agree } })
});

/** Staff write down what somebody said at the counter, on the telephone or signed on paper. */
export const recordConsent = useCase({
	name: 'residents.recordConsent',
	access: permissions.edit,
	input: v.object({ personId: id, purpose, agree: v.boolean(), way: v.picklist(['counter', 'paper', 'phone']) }),
	run: async (tx, input) => {
		const person = await held(tx, input.personId);
		if (!mayEdit(tx.ctx.actor, person.communityId)) throw forbidden(permissions.edit.key);
		if (input.agree) await record(tx, person.id, input.purpose, input.way, await giverOf(tx, person, await todayOf(tx)));
		else await withdraw(tx, person.id, input.purpose, 'staff');
		return { personId: person.id, communityId: person.communityId };
	},
	subject: (input, { personId, communityId }) => ({ subjectType: 'person', subjectId: personId, communityId, detail: { purpose: input.purpose, agree: input.agree, way: input.way } })
});
