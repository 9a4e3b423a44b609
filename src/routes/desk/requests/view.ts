import type { CaseListInput } from '#modules/requests/index.ts';
import type * as v from 'valibot';

/** What of a list's address chooses what is shown: everything but the open case. */
const FILTERS = ['queue', 'state', 'community', 'category', 'urgency', 'type', 'owner', 'text', 'from', 'to', 'sort'] as const;

/** The filter that an address asks for, in the query's own shape. */
export function filterOf(url: URL): v.InferInput<typeof CaseListInput> {
	const get = (name: string) => url.searchParams.get(name) || undefined;
	return {
		queue: (get('queue') ?? 'open') as never,
		states: url.searchParams.getAll('state').filter(Boolean) as never,
		communityId: get('community'),
		categoryCode: get('category'),
		type: get('type') as never,
		urgency: get('urgency') as never,
		ownerId: get('owner'),
		text: get('text'),
		createdFrom: get('from'),
		createdTo: get('to'),
		sort: (get('sort') ?? 'change') as never
	};
}

/** What is chosen below the fold of the filters. */
const FOLDED = ['community', 'category', 'urgency', 'state', 'type', 'from', 'to'] as const;

/** How many of the folded filters are set. */
export const foldedSet = (url: { searchParams: { get(name: string): string | null } }): number => FOLDED.filter((name) => url.searchParams.get(name)).length;

/** The fold opens by its own link, and is open where something in it is set. */
export const isUnfolded = (url: { searchParams: { get(name: string): string | null } }): boolean => url.searchParams.get('more') !== null || foldedSet(url) > 0;

/** The address of this list without the open case and the page, for saved views and exports. */
export function viewOf(url: URL): string {
	const kept = new URLSearchParams();
	for (const name of FILTERS) for (const value of url.searchParams.getAll(name)) if (value) kept.append(name, value);
	return kept.toString();
}

const NAMES: Record<string, (typeof FILTERS)[number]> = { queue: 'queue', states: 'state', communityId: 'community', categoryCode: 'category', type: 'type', urgency: 'urgency', ownerId: 'owner', text: 'text', createdFrom: 'from', createdTo: 'to', sort: 'sort' };

/** A stored view back as an address. */
export function viewQuery(query: Record<string, unknown>): string {
	const kept = new URLSearchParams();
	for (const [name, value] of Object.entries(query)) {
		const short = NAMES[name];
		if (short) for (const each of Array.isArray(value) ? value : [value]) if (each !== null && each !== undefined && each !== '') kept.append(short, String(each));
	}
	return kept.toString();
}
