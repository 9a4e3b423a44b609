/** Pins that would lie on each other in a view, as groups: forty services in one street are a heap that nobody can read. */

export interface Spot {
	x: number;
	y: number;
}

/**
 * Greedy, in the order given, so that the same view groups the same way: each spot joins the first group whose first spot
 * is nearer than `apart`, else begins one.
 * @returns the places of the spots in the list, group by group
 */
export function clusters(spots: readonly Spot[], apart: number): number[][] {
	const groups: number[][] = [];
	for (const [i, spot] of spots.entries()) {
		const near = groups.find(([first]) => Math.hypot(spots[first!]!.x - spot.x, spots[first!]!.y - spot.y) < apart);
		if (near) near.push(i);
		else groups.push([i]);
	}
	return groups;
}
