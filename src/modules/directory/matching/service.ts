/** What the matching engine knows of a service and of the person who asks. The directory maps its rows to this. */
import type { GroupCode } from '../terms/index.ts';

export interface MatchService {
	id: string;
	/** Changes whenever anything below changes; with `id` it keys the cache of document vectors. */
	version: string | number;
	name: string;
	aliases: string[];
	organizationName: string;
	description: string;
	/** Need terms given by staff; may be empty (an import), then the text is classified. */
	termCodes: string[];
	/** The terms were read from the text by an import and nobody has confirmed them: the text is asked again. */
	termsRead?: boolean;
	eligibility: {
		minAge?: number;
		maxAge?: number;
		/** Population codes; empty = everybody. */
		groups: string[];
		/** Communities served; empty = all. */
		communityIds: string[];
		text?: string;
	};
	cost: { kind: 'free' | 'paid' | 'subsidised' | 'unknown'; text?: string };
	/** WGS-84 degrees. */
	location?: { lon: number; lat: number };
	communityId?: string;
	openNow?: boolean;
	/** Instant (ISO 8601) of the next opening. */
	nextOpen?: string;
	/** Instant (ISO 8601) of the next free slot. */
	nextSlot?: string;
	capacityLeft?: number;
	/** `YYYY-MM-DD` on which somebody last confirmed the entry. */
	assuredDate?: string;
	kind: 'service' | 'volunteer' | 'room' | 'tool' | 'post' | 'guide';
}

/** Everything about the person is optional: an anonymous question still gets an answer. */
export interface MatchPerson {
	/** Full years. */
	age?: number;
	groups?: GroupCode[];
	communityId?: string;
	location?: { lon: number; lat: number };
}

export type ReasonCode =
	| 'emergency' | 'need' | 'word' | 'ageFits' | 'ageMisfit' | 'groupFits' | 'groupMisfit' | 'areaFits' | 'areaMisfit' | 'distance'
	| 'openNow' | 'nextOpen' | 'nextSlot' | 'full' | 'placesLeft' | 'free' | 'subsidised' | 'stale';

export interface Reason {
	code: ReasonCode;
	/** Plain sentence in the language asked for. */
	text: string;
}

export interface Match {
	serviceId: string;
	name: string;
	organizationName: string;
	/** 0..1, comparable within one answer. */
	score: number;
	/** False: this may be near, but nothing suitable was found; count the need as unmet. */
	confident: boolean;
	reasons: Reason[];
	nextSlot?: string;
}
