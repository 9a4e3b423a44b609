/** On which ground a registration may be taken (个人信息保护法 art. 13): a purpose of the register that is in force, and the consent where it asks for one. */
import { myLinks, withheldFor, withheldWithoutRecord } from '#modules/residents/index.ts';
import { systemActor, type Ctx } from '#platform/context.ts';
import { conflict } from '#platform/errors.ts';

/** What the register's purposes call that which this module holds. */
export const PURPOSE_FIELD = 'volunteering';

export type GroundMissing = 'volunteers.noPurpose' | 'volunteers.consentMissing' | 'volunteers.consentFirst';

/** Why somebody may not be registered; of who has no record in the register no consent can be there. Null: they may. */
async function missing(ctx: Ctx, personId: string | null, consent: GroundMissing): Promise<GroundMissing | null> {
	const withheld = personId ? await withheldFor(ctx, { id: personId }) : await withheldWithoutRecord(ctx, {});
	if (!Object.hasOwn(withheld, PURPOSE_FIELD)) return null;
	return withheld[PURPOSE_FIELD] === null ? 'volunteers.noPurpose' : consent;
}

/** For staff who register somebody. @throws AppError volunteers.noPurpose, volunteers.consentMissing (409) */
export async function demandGround(ctx: Ctx, personId: string | null): Promise<void> {
	const why = await missing(ctx, personId, 'volunteers.consentMissing');
	if (why) throw conflict(why);
}

/** Whose record the caller's account is, and what is missing for them to register by themselves. */
export async function ownGround(ctx: Ctx): Promise<{ personId: string | null; missing: GroundMissing | null }> {
	const personId = (await myLinks(ctx, {})).find(({ actsAs }) => actsAs === 'self')?.personId ?? null;
	return { personId, missing: await missing({ ...ctx, actor: systemActor('volunteers:join') }, personId, 'volunteers.consentFirst') };
}
