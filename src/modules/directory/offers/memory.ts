import { sql } from 'kysely';
import type { ReadTx } from '#platform/db/tx.ts';
import { instantAt } from '#platform/dates/index.ts';
import { readServices, type Service } from '../entries/read-services.ts';
import { pricesText } from '../exchange/cell-prices.ts';
import { clockText, isOpen, nextOpening, type LocalTime, type NamedDays } from '../hours/hours.ts';
import { localNow } from '../hours/local-now.ts';
import { namedDaysAround } from '../hours/named-days.ts';
import { builtInTaxonomy, Corpus, createTaxonomy, type MatchService, type Taxonomy } from '../matching/index.ts';
import { builtInTerms, type Term } from '../terms/index.ts';
import { loadTerms } from './load-terms.ts';
import { onTouched, readState, type MatchingState } from './state.ts';

/** The next bookable time of a service. */
export interface NextSlot {
	id: string;
	startsAt: Date;
	endsAt: Date;
}

/**
 * What matching knows of one subdistrict, kept in memory: terms as the desk has them, entries as vectors, and, fresh for
 * each call, what the clock on the wall shows. One row (`matching_state`) tells whether it is still of today.
 */
export interface Memory {
	state: MatchingState;
	taxonomy: Taxonomy;
	corpus: Corpus;
	services: Map<string, Pick<Service, 'id' | 'organizationId' | 'schedules' | 'parts'>>;
	now: LocalTime & { zone: string };
	named: NamedDays;
	slots: Map<string, NextSlot>;
	slotsUntil: number;
	/** until then the state is taken to be as it was last read */
	checkedUntil: number;
	/** one refresh at a time; the others wait for it */
	refreshing: Promise<void> | null;
}

const memories = new Map<string, Memory>();
/** Subdistricts held at once by a process; the one asked longest ago goes. */
const MOST_HELD = 40;
/** Free times may be this old in a suggestion; booking asks the database. */
const SLOTS_KEEP_MS = 10_000;
const STATE_KEEP_MS = 500;

/** The subdistrict's memory, brought up to date. */
export async function memoryOf(tx: ReadTx<'directory'>): Promise<Memory> {
	const { subdistrictId } = tx.ctx;
	let memory = memories.get(subdistrictId);
	if (!memory) {
		const taxonomy = builtInTaxonomy();
		memory = {
			state: { terms: -1, services: -1 },
			taxonomy,
			corpus: new Corpus(taxonomy),
			services: new Map(),
			now: { date: '1970-01-01', minute: 0, zone: 'UTC' },
			named: new Map(),
			slots: new Map(),
			slotsUntil: 0,
			checkedUntil: 0,
			refreshing: null
		};
	}
	// Moved to the end: the first of the map is the one asked longest ago.
	memories.delete(subdistrictId);
	memories.set(subdistrictId, memory);
	if (memories.size > MOST_HELD) memories.delete(memories.keys().next().value!);

	// Another process's change is seen within half a second; this one's at once.
	if (Date.now() < memory.checkedUntil && !memory.refreshing) return fresh(tx, memory);
	const state = await readState(tx);
	memory.checkedUntil = Date.now() + STATE_KEEP_MS;
	while (memory.state.terms !== state.terms || memory.state.services !== state.services) {
		if (memory.refreshing) {
			await memory.refreshing;
			// Another call refreshed to what it saw, which may be newer or older than what this one sees.
			if (memory.state.terms >= state.terms && memory.state.services >= state.services) break;
			continue;
		}
		memory.refreshing = refresh(tx, memory, state).finally(() => (memory.refreshing = null));
		await memory.refreshing;
	}
	return fresh(tx, memory);
}

/** What the clock on the wall shows, and which times are free. */
async function fresh(tx: ReadTx<'directory'>, memory: Memory): Promise<Memory> {
	memory.now = await localNow(tx);
	memory.named = await namedDaysAround(tx, memory.now.date);
	if (Date.now() >= memory.slotsUntil) {
		memory.slots = await nextSlotsOfAll(tx);
		memory.slotsUntil = Date.now() + SLOTS_KEEP_MS;
	}
	return memory;
}

// Who has just changed an entry or a term sees it at once.
onTouched((subdistrictId) => {
	const memory = memories.get(subdistrictId);
	if (memory) memory.checkedUntil = 0;
});

/** For tests, and for who has just booked: look at free times anew. */
export function forgetSlots(subdistrictId: string): void {
	const memory = memories.get(subdistrictId);
	if (memory) memory.slotsUntil = 0;
}

async function refresh(tx: ReadTx<'directory'>, memory: Memory, state: MatchingState): Promise<void> {
	if (memory.state.terms !== state.terms) {
		memory.taxonomy = taxonomyOf(await loadTerms(tx));
		memory.corpus = new Corpus(memory.taxonomy);
		memory.services = new Map();
	}
	const current = await sql<{ id: string; version: string }>`SELECT s.id, s.version || '.' || o.version AS version FROM directory.service s
		JOIN directory.organization o ON o.subdistrict_id = s.subdistrict_id AND o.id = s.organization_id
		WHERE s.subdistrict_id = ${tx.ctx.subdistrictId}::uuid AND s.status = 'active'`.execute(tx.db);
	const versions = new Map(current.rows.map(({ id, version }) => [id, version]));
	await memory.corpus.sync(current.rows, async (ids) => {
		const services: MatchService[] = [];
		for (let i = 0; i < ids.length; i += 500)
			for (const service of await readServices(tx, ids.slice(i, i + 500))) {
				memory.services.set(service.id, { id: service.id, organizationId: service.organizationId, schedules: service.schedules, parts: service.parts });
				services.push(new LiveService(memory, service, versions.get(service.id) ?? ''));
			}
		return services;
	});
	for (const id of memory.services.keys()) if (!versions.has(id)) memory.services.delete(id);
	memory.state = state;
}

/** The built-in taxonomy while the desk has changed nothing, so that untouched subdistricts share one. */
function taxonomyOf(terms: readonly Term[]): Taxonomy {
	if (!terms.length) return builtInTaxonomy();
	const key = (list: readonly Term[]) => JSON.stringify(list.map((term) => [term.code, term.parent, term.zh, term.en, term.definition, [...term.aliases].sort(), [...term.serviceWords].sort(), [...term.groups].sort(), term.category, term.type, term.urgency, [...term.related].sort()]).sort());
	builtInKey ??= key(builtInTerms);
	return key(terms) === builtInKey ? builtInTaxonomy() : createTaxonomy(terms);
}
let builtInKey: string | undefined;

async function nextSlotsOfAll({ db, ctx }: ReadTx<'directory'>): Promise<Map<string, NextSlot>> {
	const rows = await db
		.selectFrom('directory.slot')
		.distinctOn('service_id')
		.select(['service_id', 'id', 'starts_at as startsAt', 'ends_at as endsAt'])
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('starts_at', '>', ctx.clock.now())
		.where('cancelled_at', 'is', null)
		.whereRef('taken', '<', 'places')
		.orderBy('service_id')
		.orderBy('starts_at')
		.execute();
	return new Map(rows.map(({ service_id, ...slot }) => [service_id, slot]));
}

/**
 * A service as the engine sees it. Its texts are fixed with its version; whether it is open and when it is free next are
 * asked at the moment of matching, and only of the few that are looked at closely.
 */
class LiveService implements MatchService {
	readonly id: string;
	readonly version: string;
	readonly name: string;
	readonly aliases: string[];
	readonly organizationName: string;
	readonly description: string;
	readonly termCodes: string[];
	readonly termsRead: boolean;
	readonly eligibility: MatchService['eligibility'];
	readonly cost: MatchService['cost'];
	readonly location: MatchService['location'];
	readonly communityId: string | undefined;
	readonly capacityLeft: number | undefined;
	readonly assuredDate: string | undefined;
	readonly kind: MatchService['kind'];
	readonly #memory: Memory;
	readonly #schedules: Service['schedules'];

	constructor(memory: Memory, service: Service, version: string) {
		this.#memory = memory;
		this.#schedules = service.schedules;
		this.id = service.id;
		this.version = version;
		this.name = service.name;
		this.aliases = service.nameEn ? [...service.aliases, service.nameEn] : service.aliases;
		this.organizationName = service.organization.name;
		this.description = [service.description, service.descriptionEn].filter(Boolean).join('\n');
		this.termCodes = service.terms;
		this.termsRead = service.assuredOn === null;
		this.eligibility = {
			...(service.minAge !== null && { minAge: service.minAge }),
			...(service.maxAge !== null && { maxAge: service.maxAge }),
			groups: service.groups,
			communityIds: service.communities,
			...(service.conditions && { text: service.conditions })
		};
		this.cost = { kind: service.costKind, ...(service.prices.length && { text: pricesText(service.prices.slice(0, 3)) }) };
		const place = service.places.find(({ lon }) => lon !== null);
		this.location = place && place.lon !== null && place.lat !== null ? { lon: place.lon, lat: place.lat } : undefined;
		this.communityId = place?.communityId ?? service.communityId ?? undefined;
		this.capacityLeft = service.capacities.length ? service.capacities.reduce((sum, { available }) => sum + available, 0) : undefined;
		this.assuredDate = service.assuredOn ?? undefined;
		this.kind = service.kind;
	}

	get openNow(): boolean | undefined {
		return this.#schedules.length ? isOpen(this.#schedules, this.#memory.now, this.#memory.named) : undefined;
	}

	get nextOpen(): string | undefined {
		const { now, named } = this.#memory;
		const next = this.#schedules.length ? nextOpening(this.#schedules, now, named, 14) : null;
		return next ? instantAt(next.date, clockText(next.minute), now.zone).toISOString() : undefined;
	}

	get nextSlot(): string | undefined {
		return this.#memory.slots.get(this.id)?.startsAt.toISOString();
	}
}
