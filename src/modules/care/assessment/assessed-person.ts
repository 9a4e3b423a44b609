/** The one place where assessments ask the register about a person. */
import { personCard, revealedGroups, withheldFor } from '#modules/residents/index.ts';
import { mayCall } from '#platform/access.ts';
import { dateIn } from '#platform/dates/index.ts';
import type { Ctx } from '#platform/context.ts';
import { readTx } from '#platform/db/tx.ts';
import { zoneOf } from '#platform/tenant.ts';
import { noSuchPerson } from '../care.errors.ts';
import { permissions } from '../care.permissions.ts';
import { mayLookAfter, maySee } from '../care.policy.ts';

/** Who is assessed, as the caller may see them. */
export interface AssessedPerson {
	id: string;
	communityId: string | null;
	name: string;
	/** GB/T 2261.1 */
	sex: string;
	age: number | null;
	address: string;
	/** whether the caller may assess them now */
	assessable: boolean;
	/** they have not agreed to be assessed: nothing of it is taken or shown */
	withheld: boolean;
	/** whether the caller has this person's health data open now */
	healthOpen: boolean;
	/** the day in the subdistrict's zone */
	today: string;
}

/** @throws platform.notFound (404) for nobody, and for somebody whose care is not the caller's: nobody learns by asking who is in the register */
export async function assessedPerson(ctx: Ctx, personId: string): Promise<AssessedPerson> {
	const card = await personCard(ctx, { id: personId });
	if (!card || !maySee(ctx.actor, card.communityId)) throw noSuchPerson();
	const { id, communityId, name, sex, age, address } = card;
	const withheld = Object.hasOwn(await withheldFor(ctx, { id }), 'assessment');
	return { id, communityId, name, sex, age, address, withheld, assessable: !withheld && mayCall(ctx.actor, permissions.assess) && mayLookAfter(ctx.actor, communityId), healthOpen: (await revealedGroups(ctx, { id })).includes('health'), today: dateIn(ctx.clock.now(), await zoneOf(ctx)) };
}

/** Who was assessed in an assessment. @throws platform.notFound (404) */
export async function assessedPersonOf(ctx: Ctx, assessmentId: string): Promise<AssessedPerson> {
	const row = await readTx<'care', { person_id: string } | undefined>(ctx, ({ db }) =>
		db.selectFrom('care.assessment').select('person_id').where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', assessmentId).executeTakeFirst()
	);
	if (!row) throw noSuchPerson();
	return assessedPerson(ctx, row.person_id);
}
