/** Few places are shown, and each is to be the likeliest answer after those before it have failed: then another of the same kind fails too. */

/** What is left of a score for each service of the same leading term that stands before it. */
const SAME_KIND = 0.7;

export interface Ranked {
	score: number;
	/** Need term that joins the service to the need, if one does. */
	lead: string | null;
}

/** The first `places` of a list that is sorted by score, near duplicates put behind what is nearly as good; scores are as after that. */
export function withVariety<T extends Ranked>(sorted: readonly T[], places: number): T[] {
	const rest = [...sorted];
	const shown: T[] = [];
	const before = new Map<string, number>();
	while (shown.length < places && rest.length > 0) {
		let at = 0;
		let best = -1;
		rest.forEach(({ score, lead }, place) => {
			const left = score * SAME_KIND ** (before.get(lead ?? '') ?? 0);
			if (left > best) [at, best] = [place, left];
		});
		const [next] = rest.splice(at, 1);
		shown.push({ ...next!, score: best });
		if (next!.lead) before.set(next!.lead, (before.get(next!.lead) ?? 0) + 1);
	}
	return shown;
}
