/** Groups and contacts that an import says of people: what the register does not have yet is added, nothing is overwritten. */
import { sql } from 'kysely';
import type { WriteTx } from '#platform/db/tx.ts';
import { isId, newId } from '#platform/ids.ts';
import { seal } from '#platform/secrets.ts';
import { maskName, maskPhone } from '#platform/text/index.ts';
import { isDerived } from '../groups/derived.model.ts';
import { addFact } from '../groups/group-facts.store.ts';
import { readGrounds, withheldAmong } from '../privacy/grounds.ts';
import type { GroupOption } from '../groups/group-types.data.ts';
import { phoneHash } from '../person/values.ts';
import type { PlannedPerson } from './import.people.ts';
import type { Contact } from './normalise.ts';

type Tx = WriteTx<'residents'>;

/**
 * Adds the groups of each person, as of the day of the sheet. A group that somebody is in already stays as it is;
 * groups that follow from other facts (独居) are never recorded, those that rest on consent only of who has agreed.
 * @returns the ids of the facts
 */
export async function addGroups(tx: Tx, importId: string, people: readonly PlannedPerson[], statedOn: string, note: string): Promise<{ id: string; personId: string }[]> {
	const { db, ctx } = tx;
	const types = new Map((await db.selectFrom('residents.group_type').select(['code', 'kinds', 'grades', 'sensitivity']).where('subdistrict_id', '=', ctx.subdistrictId).where('active', '=', true).execute()).map((type) => [type.code, type]));
	// A subdistrict may have struck kinds from its list; the group is recorded without.
	const offered = (options: unknown, code: string | undefined) => (code !== undefined && (options as GroupOption[]).some((option) => option.code === code) ? code : null);
	const ids = people.map(({ id }) => id);
	const open = await db.selectFrom('residents.group_fact').select(['person_id', 'code']).where('subdistrict_id', '=', ctx.subdistrictId).where('person_id', '=', sql<string>`any(${ids}::uuid[])`).where('until_on', 'is', null).execute();
	const held = new Set(open.map(({ person_id, code }) => `${person_id} ${code}`));
	const withheldOf = await withheldAmong(tx, await readGrounds(tx), ids);
	const added: { id: string; personId: string }[] = [];
	for (const person of people)
		for (const { group, kind, grade, certificate } of person.rows.flatMap(({ sealed }) => sealed.values.groups ?? [])) {
			const type = types.get(group);
			if (isDerived(group) || !type || held.has(`${person.id} ${group}`) || Object.hasOwn(withheldOf(person.id), `group:${type.sensitivity}`)) continue;
			held.add(`${person.id} ${group}`);
			const { id } = await addFact(tx, { personId: person.id, code: group, kind: offered(type.kinds, kind), grade: offered(type.grades, grade), certificate: certificate?.slice(0, 40) ?? '', fromOn: statedOn, source: { kind: 'import', id: importId, note } });
			added.push({ id, personId: person.id });
		}
	return added;
}

/** Adds emergency contacts and guardians that are not there yet. @returns the ids of the ties */
export async function addContacts({ db, ctx }: Tx, people: readonly PlannedPerson[]): Promise<{ id: string; personId: string }[]> {
	const ids = people.map(({ id }) => id);
	const open = await db.selectFrom('residents.relation').select(['person_id', 'kind', 'phone_hash', 'name_masked', 'position']).where('subdistrict_id', '=', ctx.subdistrictId).where('person_id', '=', sql<string>`any(${ids}::uuid[])`).where('until_on', 'is', null).execute();
	const held = new Set(open.flatMap(({ person_id, kind, phone_hash, name_masked }) => [`${person_id} ${kind} ${phone_hash ?? ''}`, `${person_id} ${kind} ${name_masked}`]));
	const last = new Map<string, number>();
	for (const { person_id, position } of open) last.set(person_id, Math.max(last.get(person_id) ?? -1, position));
	const by = isId(ctx.actor.id) ? ctx.actor.id : null;
	const rows = people.flatMap((person) =>
		(['emergency', 'guardian'] as const).flatMap((kind) => {
			const contact = person.rows.map(({ sealed }) => sealed.values[kind]).find((each) => each !== undefined);
			if (!contact || held.has(`${person.id} ${kind} ${contact.phone ? phoneHash(contact.phone) : maskName(nameOf(contact))}`)) return [];
			const position = (last.get(person.id) ?? -1) + 1;
			last.set(person.id, position);
			return [
				{
					subdistrict_id: ctx.subdistrictId,
					id: newId(),
					person_id: person.id,
					kind,
					other_id: null,
					name_sealed: seal(nameOf(contact), 'contact'),
					name_masked: maskName(nameOf(contact)),
					phone_hash: contact.phone ? phoneHash(contact.phone) : null,
					phone_sealed: contact.phone ? seal(contact.phone, 'contact') : null,
					phone_masked: contact.phone ? maskPhone(contact.phone) : '',
					words: contact.words.slice(0, 40),
					position,
					recorded_at: ctx.clock.now(),
					recorded_by: by
				}
			];
		})
	);
	for (let at = 0; at < rows.length; at += 1_000) await db.insertInto('residents.relation').values(rows.slice(at, at + 1_000)).execute();
	return rows.map(({ id, person_id }) => ({ id, personId: person_id }));
}

/** A number whose owner is only said by a word (儿子) goes by that word. */
export const nameOf = ({ name, words }: Contact): string => name || words || '—';
