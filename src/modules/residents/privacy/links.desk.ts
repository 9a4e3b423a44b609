/** Which accounts may see a record, for the desk that lets them and for the person whose record it is; found by the telephone that they sign in with. */
import * as v from 'valibot';
import { demand } from '#platform/access.ts';
import { reachOf, residentByPhone } from '#platform/accounts/index.ts';
import { systemActor, type Ctx } from '#platform/context.ts';
import { AppError, notFound } from '#platform/errors.ts';
import { mobilePhone } from '#platform/phone.ts';
import { forModule, parse } from '#platform/usecase.ts';
import { noSuchPerson } from '../residents.errors.ts';
import { permissions } from '../residents.permissions.ts';
import { mayEdit } from '../residents.policy.ts';
import { linkAtCounter, tieTo } from './links.ts';

const { useCase, query } = forModule<'residents'>();
const id = v.pipe(v.string(), v.uuid());

/** What accounts are is asked by the product; whose business it is was asked before. */
const asProduct = (ctx: Ctx): Ctx => ({ ...ctx, actor: systemActor('residents:links') });

/** An account that may see a record. */
export interface AccountLink {
	id: string;
	actsAs: 'self' | 'guardian' | 'proxy';
	since: Date;
	/** of a guardian: their tie on record */
	tieId: string | null;
	/** the telephone that it signs in with, masked */
	phone: string;
	/** the caller's own */
	mine: boolean;
}

const linksTo = query({
	name: 'residents.accountLinks',
	access: 'signed-in',
	input: v.object({ personId: id }),
	run: async (tx, { personId }) => {
		const { db, ctx } = tx;
		const person = await db.selectFrom('residents.person').select('community_id as communityId').where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', personId).where('merged_into', 'is', null).where('erased_at', 'is', null).executeTakeFirst();
		const tie = person && (await tieTo(tx, personId));
		if (!person || !(mayEdit(ctx.actor, person.communityId) || tie === 'self' || tie === 'guardian')) throw noSuchPerson();
		return db
			.selectFrom('residents.account_link')
			.select(['id', 'acts_as as actsAs', 'linked_at as since', 'guardian_relation_id as tieId', 'user_id as userId'])
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('person_id', '=', personId)
			.where('ended_at', 'is', null)
			.orderBy('linked_at')
			.execute();
	}
});

/** For staff of the person's community, the person and a guardian. @throws AppError platform.notFound (404) for anybody else */
export async function accountLinks(ctx: Ctx, personId: string): Promise<AccountLink[]> {
	const rows = await linksTo(ctx, { personId });
	return Promise.all(
		rows.map(async ({ userId, actsAs, ...row }) => ({ ...row, actsAs: actsAs as AccountLink['actsAs'], phone: (await reachOf(asProduct(ctx), { id: userId }))?.phoneMasked ?? '', mine: userId === ctx.actor.id }))
	);
}

const Phone = v.object({ phone: mobilePhone });

/**
 * Lets the account that signs in with a telephone see a record; see `linkAtCounter`.
 * @throws AppError residents.noAccount (404) while nobody has signed in with that number
 */
export async function linkByPhone(ctx: Ctx, given: { personId: string; phone: string; actsAs: 'self' | 'guardian' | 'proxy'; guardianId?: string | null }): Promise<void> {
	const { phone, ...rest } = given;
	// Who may not link anybody to this record learns of no account.
	demand(ctx.actor, permissions.edit);
	await linksTo(ctx, { personId: given.personId });
	const account = await residentByPhone(asProduct(ctx), await parse(Phone, { phone }));
	if (!account) throw new AppError('residents.noAccount', { status: 404 });
	await linkAtCounter(ctx, { ...rest, userId: account.id });
}

/** Ends a link: staff of the person's community at their wish, or the person for every account but their own (`unlinkOwn`). */
export const endLink = useCase({
	name: 'residents.endLink',
	access: 'signed-in',
	input: v.object({ id }),
	run: async (tx, { id: linkId }) => {
		const { db, ctx } = tx;
		const link = await db
			.selectFrom('residents.account_link as l')
			.innerJoin('residents.person as p', (join) => join.onRef('p.subdistrict_id', '=', 'l.subdistrict_id').onRef('p.id', '=', 'l.person_id'))
			.select(['l.person_id as personId', 'p.community_id as communityId', 'l.acts_as as actsAs'])
			.where('l.subdistrict_id', '=', ctx.subdistrictId)
			.where('l.id', '=', linkId)
			.where('l.ended_at', 'is', null)
			.executeTakeFirst();
		if (!link || !(mayEdit(ctx.actor, link.communityId) || (await tieTo(tx, link.personId)) === 'self')) throw notFound('accountLink');
		await db.updateTable('residents.account_link').set({ ended_at: ctx.clock.now() }).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', linkId).execute();
		return link;
	},
	subject: (_input, { personId, communityId, actsAs }) => ({ subjectType: 'person', subjectId: personId, communityId, detail: { actsAs } })
});
