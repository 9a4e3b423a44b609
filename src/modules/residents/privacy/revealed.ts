/** What a reason has opened: asked by modules that keep personal data of their own, before they show it. */
import * as v from 'valibot';
import { forModule } from '#platform/usecase.ts';
import { people } from '../person/card.ts';
import { PersonId } from '../person/person.schemas.ts';
import { openGroups } from '../person/visible.ts';
import { noSuchPerson } from '../residents.errors.ts';
import { permissions } from '../residents.permissions.ts';
import { mayOpen, mayReveal, seeing, type FieldGroup, type Withheld } from '../residents.policy.ts';
import { readGrounds, withheldFrom, withheldOf } from './grounds.ts';
import { openReveals } from './looks.ts';

const { query } = forModule<'residents'>();

/** The field groups of one person that the caller has opened by a reason, and that are open still; none of somebody who is not theirs. */
export const revealedGroups = query({
	name: 'residents.revealedGroups',
	access: permissions.read,
	input: PersonId,
	run: async (tx, { id }): Promise<FieldGroup[]> => {
		const { ctx } = tx;
		const row = await people(tx).select('p.community_id as communityId').where('p.id', '=', id).executeTakeFirst();
		if (!row) return [];
		const as = seeing(ctx.actor, row.communityId);
		const withheld = await withheldOf(tx, id);
		return openGroups(ctx.actor, id, await openReveals(tx, id), ctx.clock.now())
			.map(({ group }) => group)
			.filter((group) => mayReveal(as, group, withheld));
	}
});

/**
 * What may neither be taken nor shown of one person, by what purposes call it (`assessment`, `group:health`), and the purpose to be asked for.
 * @throws AppError platform.notFound (404) for who may not open the record
 */
export const withheldFor = query({
	name: 'residents.withheldFor',
	access: permissions.read,
	input: PersonId,
	run: async (tx, { id }): Promise<Withheld> => {
		const row = await people(tx).select('p.community_id as communityId').where('p.id', '=', id).executeTakeFirst();
		if (!row || !mayOpen(seeing(tx.ctx.actor, row.communityId))) throw noSuchPerson();
		return withheldOf(tx, id);
	}
});

/** The same of somebody who has no record here: whatever needs a consent, for none can be there, and what no purpose needs. */
export const withheldWithoutRecord = query({
	name: 'residents.withheldWithoutRecord',
	access: permissions.read,
	input: v.object({}),
	run: async (tx): Promise<Withheld> => withheldFrom(await readGrounds(tx), new Set())
});
