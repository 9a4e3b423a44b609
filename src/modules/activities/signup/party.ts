/** Who of a party is who: looked up before the transaction, in the register and among the accounts, as the product. */
import { factsOfPeople, myLinks, searchPeople, type PersonFacts } from '#modules/residents/index.ts';
import { reachOf } from '#platform/accounts/index.ts';
import { systemActor, type Ctx } from '#platform/context.ts';
import { readTx } from '#platform/db/tx.ts';
import { forbidden, invalid } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { lookupHash, unseal } from '#platform/secrets.ts';
import { phoneColumns } from '#platform/phone.ts';
import { writtenName } from './own-name.ts';
import type { Candidate } from './signup.model.ts';
import type { SignUp } from './signup.schemas.ts';

const asProduct = (ctx: Ctx): Ctx => ({ ...ctx, actor: systemActor('activities:party') });

export interface Phone {
	phone_hash: string;
	phone_sealed: string;
	phone_masked: string;
}

/** A member before they have a row. */
export interface Somebody {
	personId: string | null;
	userId: string | null;
	name: string;
	candidate: Omit<Candidate, 'livesHere' | 'guardian'>;
	phone: Phone | null;
	/** whose agreement counts for this one without asking: the account is their guardian's */
	guardedBy: string | null;
	/** told by name, on the telephone of somebody else */
	onSharedPhone: boolean;
}

/** Whose account it is, and for whom it may speak. */
export interface Caller {
	signedIn: boolean;
	links: Awaited<ReturnType<typeof myLinks>>;
	me: Awaited<ReturnType<typeof reachOf>>;
	/** of an account that has no name: as it last wrote itself */
	written: string;
}

export async function callerOf(ctx: Ctx, byStaff: boolean): Promise<Caller> {
	const signedIn = ctx.actor.kind === 'user' && isId(ctx.actor.id) && !byStaff;
	const [links, me] = await Promise.all([signedIn ? myLinks(ctx, {}) : [], signedIn ? reachOf(asProduct(ctx), { id: ctx.actor.id! }) : null]);
	const nameless = me !== null && !me.name && !links.some(({ actsAs }) => actsAs === 'self');
	const written = nameless ? await readTx<'activities', string>(ctx, (tx) => writtenName(tx, ctx.actor.id!)) : '';
	return { signedIn, links, me, written };
}

/** @throws platform.signInFirst where `me` is nobody; platform.forbidden for a person whom the caller may not bring; platform.invalidInput with `phone` where no way to reach the party is known, with `members.n.name` where an account has no name */
export async function partyOf(ctx: Ctx, input: Pick<SignUp, 'members' | 'phone'>, day: string, asks: { groups: boolean; byStaff: boolean }, { signedIn, links, me, written }: Caller): Promise<Somebody[]> {
	const own = links.find(({ actsAs }) => actsAs === 'self');
	const ids = input.members.flatMap((member) => (member.who === 'person' ? [member.personId] : member.who === 'me' && own ? [own.personId] : []));
	const facts = await factsOfPeople(asProduct(ctx), { ids, day, groups: asks.groups });
	const given = input.phone ? phoneColumns(input.phone) : null;
	const account: Phone | null = me?.phoneSealed ? { phone_sealed: me.phoneSealed, phone_masked: me.phoneMasked, phone_hash: ctx.actor.phoneHash ?? lookupHash('phone', unseal(me.phoneSealed, 'contact')) } : null;
	const members: Somebody[] = [];
	for (const [i, member] of input.members.entries()) {
		if (member.who === 'me') {
			if (!signedIn) throw forbidden('signed-in');
			const fact = own && facts.get(own.personId);
			// A telephone number is no name to read out at a door.
			const name = fact?.name || me?.name || member.name || written || (me ? '' : ctx.actor.name);
			if (!name) throw invalid([{ path: `members.${i}.name`, code: 'activities.nameMissing' }]);
			members.push({ personId: own?.personId ?? null, userId: ctx.actor.id, name, candidate: known(fact, member.birthYear), phone: given ?? account ?? phoneOf(fact), guardedBy: null, onSharedPhone: false });
		} else if (member.who === 'person') {
			const link = links.find(({ personId }) => personId === member.personId);
			// At the desk the use case has asked whether the caller may see them.
			if (!link && !asks.byStaff) throw forbidden('residents.own');
			const fact = facts.get(member.personId);
			if (!fact) throw invalid([{ path: `members.${i}`, code: 'activities.personGone' }]);
			members.push({ personId: fact.id, userId: link?.actsAs === 'self' ? ctx.actor.id : null, name: fact.name, candidate: known(fact, member.birthYear), phone: given ?? (i === 0 ? (phoneOf(fact) ?? account) : null), guardedBy: link?.actsAs === 'guardian' ? me?.name || written || ctx.actor.name : null, onSharedPhone: false });
		} else {
			members.push({ personId: null, userId: null, name: member.name, candidate: { birthDate: null, birthYear: member.birthYear, communityId: null, groups: null }, phone: given ?? account, guardedBy: null, onSharedPhone: i > 0 || signedIn });
		}
	}
	// Staff write down who has no telephone too; they are told by the list on the door.
	if (!asks.byStaff && !members.some(({ phone }) => phone)) throw invalid([{ path: 'phone', code: 'activities.phoneNeeded' }]);
	return members;
}

const known = (fact: PersonFacts | undefined, told: number | null): Somebody['candidate'] =>
	fact ? { birthDate: fact.birthDate, birthYear: fact.birthDate === null ? told : null, communityId: fact.communityId, groups: fact.groups } : { birthDate: null, birthYear: told, communityId: null, groups: null };
const phoneOf = (fact: PersonFacts | undefined): Phone | null => (fact?.phoneSealed && fact.phoneHash ? { phone_sealed: fact.phoneSealed, phone_masked: fact.phoneMasked, phone_hash: fact.phoneHash } : null);

/** People of the register whom staff may bring in, by words of one field: a name, its sound, a telephone, an address. */
export const findPeople = async (ctx: Ctx, words: string) => (words ? (await searchPeople(ctx, { words, limit: 12 })).items.filter(({ died }) => !died) : []);
