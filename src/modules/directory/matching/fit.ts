/**
 * How a service fits the person, as bounded factors on relevance: each can only shade the order among services that
 * answer the need, except for a plain refusal (age, area), which sends a service down. Every factor says its reason.
 */
import { audienceFactor, type Persons } from './audience.ts';
import { populations, type GroupCode } from '../terms/index.ts';
import { reason, when, type Locale } from './reasons.ts';
import type { MatchPerson, MatchService, Reason } from './service.ts';

export interface Fit {
	/** Product of the factors. */
	factor: number;
	/** True when the person plainly falls outside. */
	refused: boolean;
	/** Made only for what is shown: the next opening of forty services is dear. */
	reasons: (() => Reason | null)[];
}

const FACTORS = {
	ageMisfit: 0.35,
	areaMisfit: 0.5,
	groupFits: 1.04,
	groupMisfit: 0.85,
	nearest: 1.06,
	farthest: 0.9,
	openNow: 1.02,
	slot: 1.03,
	full: 0.85,
	free: 1.02,
	paidForPoor: 0.93,
	stale: 0.95,
	veryStale: 0.9
} as const;
/** Days after which an entry is shown as unconfirmed, and as long unconfirmed. */
const STALE_DAYS = 180;
const VERY_STALE_DAYS = 365;
/** Beyond this many metres a place is simply far. */
const FAR = 3000;

/**
 * @param spoken groups that the need itself speaks of; weaker than what is known of the person
 * @param persons whom the need is about by its words
 */
export function fit(service: MatchService, person: MatchPerson, spoken: ReadonlySet<GroupCode>, persons: Persons, now: Date, locale: Locale): Fit {
	const reasons: Fit['reasons'] = [];
	let factor = 1;
	let refused = false;
	const { eligibility } = service;

	const { minAge, maxAge } = eligibility;
	if (person.age !== undefined && (minAge !== undefined || maxAge !== undefined)) {
		const inside = person.age >= (minAge ?? 0) && person.age <= (maxAge ?? Infinity);
		reasons.push(() => reason(inside ? 'ageFits' : 'ageMisfit', { minAge, maxAge }, locale));
		if (!inside) {
			factor *= FACTORS.ageMisfit;
			refused = true;
		}
	}

	factor *= audienceFactor(service, persons);

	const known = eligibility.groups.filter((group): group is GroupCode => group in populations);
	if (known.length > 0) {
		const belongs = known.find((group) => person.groups?.includes(group) || spoken.has(group));
		if (belongs) {
			factor *= FACTORS.groupFits;
			reasons.push(() => reason('groupFits', { group: populations[belongs] }, locale));
		} else if ((person.groups?.length ?? 0) > 0 || spoken.size > 0) {
			factor *= FACTORS.groupMisfit;
			reasons.push(() => reason('groupMisfit', { group: populations[known[0]!] }, locale));
		}
	}

	if (person.communityId && eligibility.communityIds.length > 0) {
		const inside = eligibility.communityIds.includes(person.communityId);
		reasons.push(() => reason(inside ? 'areaFits' : 'areaMisfit', {}, locale));
		if (!inside) {
			factor *= FACTORS.areaMisfit;
			refused = true;
		}
	} else if (person.communityId && service.communityId === person.communityId) {
		factor *= 1.03;
	}

	if (person.location && service.location) {
		const metres = metresBetween(person.location, service.location);
		factor *= FACTORS.nearest + (FACTORS.farthest - FACTORS.nearest) * Math.min(1, metres / FAR);
		reasons.push(() => reason('distance', { metres }, locale));
	}

	const slot = service.nextSlot;
	if (service.capacityLeft !== undefined && service.capacityLeft <= 0) {
		factor *= FACTORS.full;
		reasons.push(() => reason('full', {}, locale));
	} else if (slot) {
		factor *= FACTORS.slot;
		reasons.push(() => reason('nextSlot', { at: when(slot, now, locale) }, locale));
	} else if (service.capacityLeft !== undefined && service.capacityLeft <= 5) {
		reasons.push(() => reason('placesLeft', { places: service.capacityLeft }, locale));
	}
	if (service.openNow) {
		factor *= FACTORS.openNow;
		reasons.push(() => reason('openNow', {}, locale));
	} else {
		reasons.push(() => (service.nextOpen ? reason('nextOpen', { at: when(service.nextOpen, now, locale) }, locale) : null));
	}

	if (service.cost.kind === 'free') {
		factor *= FACTORS.free;
		reasons.push(() => reason('free', {}, locale));
	} else if (service.cost.kind === 'subsidised') {
		reasons.push(() => reason('subsidised', { text: service.cost.text }, locale));
	} else if (service.cost.kind === 'paid' && person.groups?.includes('lowIncome')) {
		factor *= FACTORS.paidForPoor;
	}

	if (service.assuredDate) {
		const days = Math.floor((now.getTime() - Date.parse(service.assuredDate)) / 86_400_000);
		if (days > STALE_DAYS) {
			factor *= days > VERY_STALE_DAYS ? FACTORS.veryStale : FACTORS.stale;
			reasons.push(() => reason('stale', { days }, locale));
		}
	}
	return { factor, refused, reasons };
}

/** Metres on the sphere (haversine, radius 6,371 km). */
export function metresBetween(a: { lon: number; lat: number }, b: { lon: number; lat: number }): number {
	const rad = Math.PI / 180;
	const h =
		Math.sin(((b.lat - a.lat) * rad) / 2) ** 2 +
		Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(((b.lon - a.lon) * rad) / 2) ** 2;
	return 2 * 6_371_000 * Math.asin(Math.sqrt(h));
}
