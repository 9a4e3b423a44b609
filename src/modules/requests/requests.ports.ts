/**
 * What `requests` needs from others without knowing them: who can serve a need (the directory), who works here (accounts),
 * how people are told (notify). Joined in the composition root; the defaults here are honest about having nobody to ask.
 */
import type { Ctx } from '#platform/context.ts';
import type { WriteTx } from '#platform/db/tx.ts';
import type { RequestType, Urgency } from './case/case.model.ts';

/** A resource proposed for a need, with its reasons in words and codes. */
export interface ProposedOffer {
	serviceId: string;
	serviceName: string;
	organizationId: string;
	organizationName: string;
	/** 0 … 1, comparable within one answer only */
	score: number;
	reasons: { code: string; text: string }[];
	nextSlot: { slotId: string; startsAt: Date; endsAt: Date } | null;
}

export interface NeedQuestion {
	text: string;
	communityId: string | null;
	/** ages and groups told in the answers narrow what fits */
	answers: Record<string, string | number | boolean>;
	limit: number;
}

export interface Proposal {
	/** need terms, surest first */
	terms: { code: string; score: number }[];
	offers: ProposedOffer[];
	/** what the words themselves say of kind and urgency, with the words that led to it; absent: nothing beyond the category's usual */
	type?: RequestType;
	urgency?: Urgency;
	urgencyWords?: string[];
}

/** Finds what a need is and what could serve it. Fulfilled by the directory. */
export interface Proposer {
	propose(ctx: Ctx, need: NeedQuestion): Promise<Proposal>;
}

export interface Slot {
	slotId: string;
	serviceId: string;
	organizationId: string;
	organizationName: string;
	serviceName: string;
	startsAt: Date;
	endsAt: Date;
	place: string;
}

/**
 * Bookable times. `take` runs inside the caller's transaction and lets the database decide who was too late.
 * @throws AppError requests.slotFull (409) when no place is left, requests.slotGone (409) when it is past or cancelled
 */
export interface Slots {
	take(tx: WriteTx<string>, slotId: string, requestId: string): Promise<Slot>;
	free(tx: WriteTx<string>, slotId: string, requestId: string): Promise<void>;
}

export interface Provider {
	organizationId: string;
	organizationName: string;
	serviceName: string;
}

/** Looks a provider up by service, or by organisation alone; null: unknown or retired. */
export interface Providers {
	find(ctx: Ctx, target: { serviceId?: string; organizationId?: string }): Promise<Provider | null>;
}

export interface StaffMember {
	id: string;
	name: string;
	/** the desk's telephone, never a private one */
	deskPhone: string;
	communityIds: 'all' | string[];
}

/** Who works here; null: unknown, left, or no staff. */
export interface Staff {
	find(ctx: Ctx, userId: string): Promise<StaffMember | null>;
}

/** How a signed-in resident can be reached; null: unknown. */
export interface People {
	find(ctx: Ctx, userId: string): Promise<{ name: string; phoneSealed: string | null; phoneMasked: string } | null>;
}

/** Whether this person is to be told something, and what. The notifier decides how (SMS, message, paper). */
export interface Notice {
	requestId: string;
	number: string;
	/** message key of the module, e.g. `told.accepted` */
	what: string;
	params: Record<string, string>;
	userId: string | null;
	phoneSealed: string | null;
	/** the way to the case without signing in */
	key: string;
	locale: 'zh' | 'en';
}

export interface Notifier {
	tell(tx: WriteTx<string>, notice: Notice): Promise<void>;
}

/** Somebody of a household, as the staff who ask may see them. */
export interface HouseholdMember {
	name: string;
	/** whole years, or the first year of the ten; null: not known, or not for them */
	age: number | null;
	ageBand: number | null;
	/** words in the reader's language; empty: not known */
	sex: string;
	relation: string;
	/** the number is theirs */
	calling: boolean;
	/** the number is the one to call for them */
	contactOf: boolean;
	livesAway: boolean;
	href: string;
	/** finds their cases, and goes no further than the server */
	phoneHash: string | null;
}

/** A household that a telephone number leads to. */
export interface CallersHousehold {
	href: string | null;
	address: string;
	communityId: string | null;
	buildingId: string | null;
	members: HouseholdMember[];
}

/** Who may be calling from a number; the register knows. */
export interface Households {
	byPhone(ctx: Ctx, phone: string): Promise<CallersHousehold[]>;
	/** Made-up people of a community for the demonstration's story: with telephone, building and door. */
	callers(ctx: Ctx, communityId: string): Promise<{ name: string; phone: string; buildingId: string; unit: number; door: string }[]>;
}

interface Ports {
	proposer: Proposer;
	providers: Providers;
	slots: Slots | null;
	staff: Staff;
	people: People;
	notifier: Notifier;
	households: Households;
}

const ports: Ports = {
	proposer: { propose: async () => ({ terms: [], offers: [] }) },
	providers: { find: async () => null },
	slots: null,
	staff: { find: async () => null },
	people: { find: async () => null },
	notifier: { tell: async () => {} },
	households: { byPhone: async () => [], callers: async () => [] }
};

/** Joins fulfilments; called once at start, and by tests. Returns what stood there before, so that a test can put it back. */
export function joinPorts(given: Partial<Ports>): Partial<Ports> {
	const before = Object.fromEntries(Object.keys(given).map((key) => [key, ports[key as keyof Ports]]));
	Object.assign(ports, given);
	return before as Partial<Ports>;
}

export const port = <K extends keyof Ports>(name: K): Ports[K] => ports[name];
