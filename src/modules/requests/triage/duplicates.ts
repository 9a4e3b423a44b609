/**
 * How likely two needs are the same thing told twice: a score from 0 to 1 with its reasons, for a person to judge.
 *
 * It proposes, it never merges. Weights favour place and subject; words alone or a photo alone are not enough, because
 * "a title and a small photo is too little to judge by" (fixmystreet #1677): the page shows distance, age and pictures.
 */
import { distance, type Position } from '#platform/geo/index.ts';
import { pairsOf } from '#platform/search/index.ts';

export interface DuplicateFacts {
	categoryCode: string | null;
	/** Need-term codes. */
	terms: readonly string[];
	point: Position | null;
	buildingId: string | null;
	/** One home, as `dwellingOf` names it; null where the address does not say the door. */
	dwelling: string | null;
	/** Something in a public place (a lamp, a manhole) can be told by many; a personal need cannot. */
	publicPlace: boolean;
	text: string;
	/** 64-bit difference hashes of the photos, 16 hex digits each. */
	photoHashes: readonly string[];
	/** Keyed hash of the caller's phone. */
	phoneHash: string | null;
	at: Date;
}

export type DuplicateReason =
	| { code: 'same_category' }
	| { code: 'same_term'; terms: string[] }
	| { code: 'near'; metres: number }
	| { code: 'same_building' }
	| { code: 'recent'; hours: number }
	| { code: 'similar_words'; share: number }
	| { code: 'similar_photo'; distance: number }
	| { code: 'same_address' }
	| { code: 'same_phone' };

export interface DuplicateScore {
	/** 0 … 1. */
	score: number;
	reasons: DuplicateReason[];
}

/** From here on a pair is shown as a likely duplicate. */
export const LIKELY_DUPLICATE = 0.5;
/** Beyond these two needs are never compared. */
export const DUPLICATE_RADIUS_METRES = 300;
export const DUPLICATE_DAYS = 30;

const WEIGHTS = { subject: 0.3, place: 0.3, words: 0.25, photo: 0.25, phone: 0.2, age: 0.1 } as const;
/** From here on two texts are said to be alike. */
const ALIKE = 0.2;
const SIMILAR_PHOTO_BITS = 10;

/** Dice's coefficient over pairs of characters: 0 nothing shared, 1 the same pairs. */
export function wordLikeness(a: string, b: string): number {
	const one = pairsOf(a);
	const two = pairsOf(b);
	if (one.size === 0 || two.size === 0) return 0;
	let shared = 0;
	for (const pair of one) if (two.has(pair)) shared += 1;
	return (2 * shared) / (one.size + two.size);
}

/** Differing bits of two 64-bit hashes in hex; 64 when either is malformed. */
export function hashDistance(a: string, b: string): number {
	if (!/^[0-9a-f]{16}$/i.test(a) || !/^[0-9a-f]{16}$/i.test(b)) return 64;
	let bits = 0;
	for (let x = BigInt(`0x${a}`) ^ BigInt(`0x${b}`); x; x >>= 1n) bits += Number(x & 1n);
	return bits;
}

/** Scores a pair; the order of the two makes no difference. */
export function duplicateLikelihood(a: DuplicateFacts, b: DuplicateFacts): DuplicateScore {
	const reasons: DuplicateReason[] = [];
	const days = Math.abs(a.at.getTime() - b.at.getTime()) / 86_400_000;
	const metres = a.point && b.point ? distance(a.point, b.point) : null;
	const sameBuilding = a.buildingId !== null && a.buildingId === b.buildingId;
	const samePhone = a.phoneHash !== null && a.phoneHash === b.phoneHash;
	if (days > DUPLICATE_DAYS) return { score: 0, reasons };
	if (metres !== null && metres > DUPLICATE_RADIUS_METRES && !samePhone && !sameBuilding) return { score: 0, reasons };
	// Two neighbours who both ask for a meal delivery are two needs, however alike they sound; the same caller, or one home
	// from which two of a family tell the same, may have told one need twice.
	const personal = !(a.publicPlace && b.publicPlace);
	const words = wordLikeness(a.text, b.text);
	const sameHome = personal && a.dwelling !== null && a.dwelling === b.dwelling;
	if (personal && !samePhone && !(sameHome && words >= ALIKE)) return { score: 0, reasons };

	let score = 0;
	const terms = a.terms.filter((term) => b.terms.includes(term));
	if (a.categoryCode !== null && a.categoryCode === b.categoryCode) {
		score += WEIGHTS.subject;
		reasons.push({ code: 'same_category' });
	} else if (terms.length) {
		score += WEIGHTS.subject * 0.7;
		reasons.push({ code: 'same_term', terms });
	}

	if (sameHome) {
		score += WEIGHTS.place;
		reasons.push({ code: 'same_address' });
	} else if (sameBuilding) {
		score += WEIGHTS.place * 0.8;
		reasons.push({ code: 'same_building' });
	}
	if (!sameHome && metres !== null && metres <= DUPLICATE_RADIUS_METRES) {
		const near = WEIGHTS.place * (1 - metres / DUPLICATE_RADIUS_METRES) ** 0.5;
		score += sameBuilding ? Math.max(0, near - WEIGHTS.place * 0.8) : near;
		reasons.push({ code: 'near', metres: Math.round(metres) });
	}

	if (words > 0) {
		score += WEIGHTS.words * words;
		if (words >= ALIKE) reasons.push({ code: 'similar_words', share: Math.round(words * 100) / 100 });
	}

	let nearest = 64;
	for (const one of a.photoHashes) for (const two of b.photoHashes) nearest = Math.min(nearest, hashDistance(one, two));
	if (nearest <= SIMILAR_PHOTO_BITS) {
		score += WEIGHTS.photo * (1 - nearest / (2 * SIMILAR_PHOTO_BITS));
		reasons.push({ code: 'similar_photo', distance: nearest });
	}

	if (samePhone) {
		score += WEIGHTS.phone;
		reasons.push({ code: 'same_phone' });
	}

	// Age only strengthens what something else suggests.
	if (reasons.length) {
		score += WEIGHTS.age * (1 - days / DUPLICATE_DAYS);
		if (days <= 3) reasons.push({ code: 'recent', hours: Math.round(days * 24) });
	}
	return { score: Math.min(1, score), reasons };
}
