/** What a person's page shows of care: plans, pairs, doors. */
import { personCard, type PersonCard } from '#modules/residents/index.ts';
import type { Ctx } from '#platform/context.ts';
import { newId } from '#platform/ids.ts';
import type { PersonTab } from '#platform/manifest.ts';
import { noSuchPerson } from './care.errors.ts';
import { permissions } from './care.permissions.ts';
import { mayLookAfter, maySee } from './care.policy.ts';
import { doorsOf, type DoorLine } from './door/door.queries.ts';
import { careRules } from './list/rules.queries.ts';
import { pairsOf, type PairLine } from './pairing/pairing.queries.ts';
import { plansOf, type PersonCare } from './plans/plan.queries.ts';

export interface CareOfPerson {
	person: PersonCard;
	/** the open one first */
	plans: PersonCare[];
	pairs: PairLine[];
	doors: Omit<DoorLine, 'person'>[];
	/** names of rules by code */
	rules: Record<string, string>;
	mayChange: boolean;
	/** of the door that may be opened here, so that sending it twice opens one */
	clientId: string;
}

/** @throws platform.notFound (404) where the person's care is not the caller's */
export async function careOfPerson(ctx: Ctx, personId: string): Promise<CareOfPerson> {
	const person = await personCard(ctx, { id: personId });
	if (!person || !maySee(ctx.actor, person.communityId)) throw noSuchPerson();
	const [plans, pairs, doors, rules] = await Promise.all([plansOf(ctx, { personId }), pairsOf(ctx, personId), doorsOf(ctx, { personId }), careRules(ctx, {})]);
	return {
		person,
		plans,
		pairs,
		doors,
		rules: Object.fromEntries(rules.map(({ code, name, nameEn }) => [code, (ctx.locale === 'en' && nameEn) || name])),
		mayChange: mayLookAfter(ctx.actor, person.communityId) && !person.died && !person.left,
		clientId: newId()
	};
}

export const carePersonTab: PersonTab = { key: 'care', label: { zh: '关爱', en: 'Care' }, permission: permissions.read, order: 40, load: careOfPerson };
