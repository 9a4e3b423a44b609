import { STATES } from '#modules/activities/index.ts';
import { isId } from '#platform/ids.ts';

/** What the address of the desk's list asks for; what is none of it is passed over. */
export function readListFilter(url: URL) {
	const asked = url.searchParams;
	return {
		state: STATES.find((each) => each === asked.get('state')) ?? null,
		kind: asked.get('kind')?.slice(0, 31) || null,
		communityId: isId(asked.get('community')) ? asked.get('community') : null,
		words: asked.get('q')?.trim().slice(0, 60) || null
	};
}
