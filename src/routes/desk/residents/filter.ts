import { PRESENCES, type SearchQuery } from '#modules/residents/index.ts';
import { isId } from '#platform/ids.ts';

/** What stands in the address of the list, or in the form of its export, chooses among people by what is no secret; words do not, they are posted. */
export function filterOf(given: { get(name: string): FormDataEntryValue | null }): SearchQuery {
	const get = (name: string) => {
		const value = given.get(name);
		return typeof value === 'string' && value ? value : undefined;
	};
	const age = (name: string) => (/^\d{1,3}$/.test(get(name) ?? '') ? Math.min(150, Number(get(name))) : undefined);
	return {
		communityId: isId(get('community')) ? get('community') : undefined,
		compoundId: isId(get('compound')) ? get('compound') : undefined,
		group: /^[a-z][a-z0-9_]{1,39}$/.test(get('group') ?? '') ? get('group') : undefined,
		ageFrom: age('from'),
		ageTo: age('to'),
		presence: PRESENCES.find((each) => each === get('presence'))
	};
}

/** The same by the names that stand in the address. */
export const filterFields = ({ communityId, compoundId, group, ageFrom, ageTo, presence }: SearchQuery): [string, string][] =>
	Object.entries({ community: communityId, compound: compoundId, group, from: ageFrom, to: ageTo, presence }).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)] as [string, string]]));
