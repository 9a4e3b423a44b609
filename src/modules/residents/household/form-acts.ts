/** The forms of the household's page as calls of the use cases: what a form sends is text, and an address is words. */
import { land } from '#modules/areas/index.ts';
import type { Ctx } from '#platform/context.ts';
import { readTx } from '#platform/db/tx.ts';
import { relations as relationCodes, type RelationCode } from '../codes/index.ts';
import { addPerson } from '../person/person.usecases.ts';
import { searchPeople } from '../person/search.ts';
import type { PersonCard } from '../person/card.ts';
import { fieldWrong } from '../residents.errors.ts';
import { registerPerson } from './register.ts';
import { matchAddresses, type MatchedAddress } from './dwelling.store.ts';
import { changeHead, describeMember, moveHousehold, moveIn, moveOut, recordDeath, saveHousehold, takeBackMove, type Changed } from './household.usecases.ts';
import type { HouseholdView } from './household.queries.ts';

type Values = Record<string, unknown>;
const text = (values: Values, name: string): string => (typeof values[name] === 'string' ? (values[name] as string).trim() : '');
const list = (values: Values, name: string): string[] => (Array.isArray(values[name]) ? (values[name] as unknown[]).filter((each): each is string => typeof each === 'string') : text(values, name) ? [text(values, name)] : []);

/** People of the register whom the words may mean; by a whole number also those of other communities. Some, not pages of them. */
export async function findMember(ctx: Ctx, values: Values): Promise<PersonCard[]> {
	const words = text(values, 'words');
	if (!words) throw fieldWrong('words', 'platform.required');
	return (await searchPeople(ctx, { words, limit: 10 })).items;
}

/**
 * The one door that an address names.
 * @throws AppError residents.addressUnknown, residents.addressOpen (422) under the field
 */
async function doorOf(ctx: Ctx, values: Values, field: string): Promise<{ id: string; households: string[] }> {
	const all = await land(ctx);
	return readTx<'residents', { id: string; households: string[] }>(ctx, async ({ db }) => {
		const [match] = (await matchAddresses({ db, ctx }, all, [text(values, field)])) as [MatchedAddress];
		if (!match.candidates.length) throw fieldWrong(field, 'residents.addressUnknown');
		if (!match.dwellingId) throw fieldWrong(field, 'residents.addressOpen');
		const rows = await db.selectFrom('residents.household').select('id').where('subdistrict_id', '=', ctx.subdistrictId).where('dwelling_id', '=', match.dwellingId).where('closed_on', 'is', null).execute();
		return { id: match.dwellingId, households: rows.map(({ id }) => id) };
	});
}

/**
 * Somebody new, with home and ties if they are given. An address that was typed and not chosen counts where it names one door with nobody
 * behind it.
 */
export async function registerByForm(ctx: Ctx, values: Values): Promise<{ id: string; householdId: string | null }> {
	const home = (values.home ?? {}) as Values;
	let dwellingId = text(home, 'dwellingId');
	if (!dwellingId && text(home, 'address')) {
		const door = await doorOf(ctx, home, 'address');
		if (door.households.length) throw fieldWrong('address', 'residents.chooseHome');
		dwellingId = door.id;
	}
	// Lines that nobody filled in are none.
	const ties = Object.values((values.ties ?? {}) as Record<string, Values>).filter((tie) => text(tie, 'otherId') || text(tie, 'name') || text(tie, 'phone'));
	return registerPerson(ctx, {
		clientId: text(values, 'clientId') || undefined,
		communityId: text(values, 'communityId'),
		fields: (values.fields ?? {}) as Record<string, string>,
		source: (values.source ?? {}) as object,
		ask: values.newAnyway !== '1',
		home: dwellingId ? { dwellingId, householdId: text(home, 'householdId') || null, relation: text(home, 'relation') || null, residence: (text(home, 'residence') || 'other') as 'other', on: text(home, 'on') } : null,
		ties: ties.map((tie) => ({ kind: text(tie, 'kind') as 'emergency', otherId: text(tie, 'otherId'), name: text(tie, 'name'), phone: text(tie, 'phone'), words: text(tie, 'words') }))
	});
}

/** Somebody moves in: of the register (`personId`), or new with what is typed; into a household, or behind a door as the first of one. */
export async function moveInByForm(ctx: Ctx, values: Values, to: { householdId: string } | { dwellingId: string }, communityId: string): Promise<Changed> {
	let personId = text(values, 'personId');
	if (!personId) {
		const clientId = text(values, 'personClientId');
		const added = await addPerson(ctx, {
			...(clientId && { clientId }),
			communityId,
			fields: { name: text(values, 'name'), idNumber: text(values, 'idNumber'), phone: text(values, 'phone'), birthDate: text(values, 'birthDate'), sex: text(values, 'sex') },
			source: { kind: 'desk' }
		});
		personId = added.id;
	}
	const first = 'dwellingId' in to;
	return moveIn(ctx, {
		...to,
		clientId: first ? text(values, 'clientId') : null,
		on: text(values, 'on'),
		members: [{ personId, relation: text(values, 'relation') || (first ? '02' : ''), residence: (text(values, 'residence') || 'other') as 'other' }]
	});
}

/** Members leave: away, to another door, or to a household of their own behind the same one. */
export async function moveByForm(ctx: Ctx, values: Values, household: Pick<HouseholdView, 'id' | 'dwelling' | 'communityId' | 'members'>): Promise<Changed> {
	const personIds = list(values, 'personIds');
	if (!personIds.length) throw fieldWrong('personIds', 'residents.nobodyChosen');
	const on = text(values, 'on');
	const where = text(values, 'where');
	if (where === 'out') return moveOut(ctx, { personIds, on });
	const chosen = household.members.filter(({ person }) => personIds.includes(person.id));
	const asNew = (head: string) => chosen.map((member) => ({ personId: member.person.id, residence: member.residence, relation: (member.person.id === head ? '02' : '97') as RelationCode }));
	if (where === 'split') return moveIn(ctx, { dwellingId: household.dwelling?.id ?? null, communityId: household.communityId, on, as: 'split', members: asNew(personIds[0]!) });
	const door = await doorOf(ctx, values, 'door');
	if (text(values, 'join') && door.households[0]) return moveIn(ctx, { householdId: door.households[0], on, as: 'merged', members: chosen.map((member) => ({ personId: member.person.id, residence: member.residence, relation: '97' })) });
	if (chosen.length === household.members.length) return moveHousehold(ctx, { householdId: household.id, dwellingId: door.id, on });
	return moveIn(ctx, { dwellingId: door.id, on, members: asNew(personIds[0]!) });
}

export const headByForm = (ctx: Ctx, values: Values, householdId: string): Promise<Changed> => {
	const given = (values.relations ?? {}) as Record<string, string>;
	return changeHead(ctx, { householdId, personId: text(values, 'personId'), on: text(values, 'on'), relations: Object.fromEntries(Object.entries(given).filter(([, code]) => relationCodes.has(code))) as never });
};

export const deathByForm = (ctx: Ctx, values: Values): Promise<Changed> => recordDeath(ctx, { personId: text(values, 'personId'), on: text(values, 'on') });

export const correctByForm = (ctx: Ctx, values: Values): Promise<Changed> =>
	describeMember(ctx, { personId: text(values, 'personId'), ...(text(values, 'relation') && { relation: text(values, 'relation') }), ...(text(values, 'residence') && { residence: text(values, 'residence') as 'other' }) });

export async function householdByForm(ctx: Ctx, values: Values, id: string): Promise<void> {
	const door = text(values, 'door') ? await doorOf(ctx, values, 'door') : null;
	await saveHousehold(ctx, { id, number: text(values, 'number'), kind: (text(values, 'kind') || 'family') as 'family', dwellingId: door?.id ?? null, version: text(values, 'version') });
}

export const takeBackByForm = (ctx: Ctx, values: Values): Promise<Changed> => takeBackMove(ctx, { changeId: text(values, 'changeId'), personIds: list(values, 'personIds') });
