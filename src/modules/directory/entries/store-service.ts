import type { WriteTx } from '#platform/db/tx.ts';
import { addDays, dateIn } from '#platform/dates/index.ts';
import { conflict, notFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { zoneOf } from '../hours/zone.ts';
import type { ServiceDocument } from '../directory.schemas.ts';
import { touch } from '../offers/state.ts';
import { searchText } from '../search/search-text.ts';
import { replacePhones } from './phones.ts';
import { serviceDocument, type Service } from './read-services.ts';
import { compareDocuments, writeRevision, type Changes, type Origin } from './revisions.ts';

type Tx = WriteTx<'directory'>;

export interface StoreOptions {
	origin: Origin;
	/** somebody made sure of all of it now */
	assured: boolean;
	/** ids that new places take where they are free, one for each place in order */
	locationIds?: readonly (string | null)[];
}

/**
 * Writes an entry whole, with its parts, its search tokens and its revision. The caller has asked the policy.
 * @returns what changed; nothing is written when nothing did
 * @throws directory.externalIdTaken (409), platform.notFound (404) for a place of another organisation
 */
export async function storeService(tx: Tx, id: string, before: Service | null, given: ServiceDocument, { origin, assured, locationIds }: StoreOptions): Promise<Changes> {
	const { db, ctx } = tx;
	const { places, indexOf } = await settlePlaces(tx, given, locationIds);
	const document: ServiceDocument = { ...given, places, schedules: tidySchedules(given.schedules, indexOf) };
	const changed = compareDocuments(before ? serviceDocument(before) : null, document);
	if (before && !Object.keys(changed).length && !assured) return changed;
	await refuseTakenExternalId(tx, id, document.externalId);

	const today = dateIn(ctx.clock.now(), await zoneOf(tx));
	const version = (before?.version ?? 0) + 1;
	const row = {
		organization_id: document.organizationId,
		external_id: document.externalId,
		kind: document.kind,
		status: document.status,
		name: document.name,
		name_en: document.nameEn,
		aliases: document.aliases,
		description: document.description,
		description_en: document.descriptionEn,
		alert: document.alert,
		url: document.url,
		email: document.email,
		terms: document.terms,
		groups: document.groups,
		min_age: document.minAge,
		max_age: document.maxAge,
		communities: document.communities,
		conditions: document.conditions,
		conditions_en: document.conditionsEn,
		cost_kind: document.costKind,
		cost_note: document.costNote,
		prices: JSON.stringify(document.prices),
		documents: JSON.stringify(document.documents),
		steps: JSON.stringify(document.steps),
		promised_days: document.promisedDays,
		statutory_days: document.statutoryDays,
		legal_basis: document.legalBasis,
		languages: document.languages,
		community_id: document.communityId,
		check_every_days: document.checkEveryDays,
		search: await searchText(tx, document),
		// An entry that nobody has checked is due at once; a changed interval counts from the last check.
		...(assured ? { assured_on: today, check_due: addDays(today, document.checkEveryDays) } : !before ? { check_due: today } : changed.checkEveryDays && before.assuredOn ? { check_due: addDays(before.assuredOn, document.checkEveryDays) } : {}),
		version,
		updated_at: ctx.clock.now()
	};
	if (before) await db.updateTable('directory.service').set(row).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).execute();
	else await db.insertInto('directory.service').values({ subdistrict_id: ctx.subdistrictId, id, check_due: today, ...row }).execute();

	if (!before || changed.places || changed.schedules) {
		const placeIds = await replacePlaces(tx, id, places);
		await replaceSchedules(tx, id, document.schedules, placeIds);
	}
	if (!before || changed.phones) await replacePhones(tx, { service_id: id }, document.phones);
	if (!before || changed.capacities) await replaceCapacities(tx, id, document.capacities);
	if (!before || Object.keys(changed).length) await touch(tx, 'services');
	await writeRevision(tx, 'service', id, version, assured ? { ...changed, assuredOn: [before?.assuredOn ?? null, today] } : changed, origin);
	return changed;
}

async function refuseTakenExternalId({ db, ctx }: Tx, id: string, externalId: string | null): Promise<void> {
	if (!externalId) return;
	const twin = await db.selectFrom('directory.service').select('id').where('subdistrict_id', '=', ctx.subdistrictId).where('external_id', '=', externalId).where('id', '!=', id).executeTakeFirst();
	if (twin) throw conflict('directory.externalIdTaken', { externalId });
}

/**
 * Gives every place its location: the one named, one of the organisation at the same address, or a new one (under the
 * id that it brings, unless another organisation's location has it). What the
 * entry says of a location is written to it, so an address corrected in one entry is right in all. A place named twice
 * is kept once; `indexOf` says where each of the given ones is now.
 */
async function settlePlaces({ db, ctx }: Tx, { organizationId, places }: ServiceDocument, locationIds: readonly (string | null)[] = []): Promise<{ places: ServiceDocument['places']; indexOf: number[] }> {
	if (!places.length) return { places: [], indexOf: [] };
	const known = await db.selectFrom('directory.location').select(['id', 'name', 'address']).where('subdistrict_id', '=', ctx.subdistrictId).where('organization_id', '=', organizationId).execute();
	const wanted = locationIds.filter((id) => id !== null);
	const taken = new Set(wanted.length ? (await db.selectFrom('directory.location').select('id').where('subdistrict_id', '=', ctx.subdistrictId).where('id', 'in', wanted).execute()).map(({ id }) => id) : []);
	const settled: ServiceDocument['places'] = [];
	const indexOf: number[] = [];
	for (const [i, place] of places.entries()) {
		const wish = locationIds[i] ?? null;
		const location = place.locationId
			? known.find(({ id }) => id === place.locationId)
			: (known.find(({ id }) => id === wish) ?? known.find(({ name, address }) => name === place.name && address === place.address));
		if (place.locationId && !location) throw notFound('location');
		const id = location?.id ?? (wish && !taken.has(wish) ? wish : newId());
		const twin = settled.findIndex(({ locationId }) => locationId === id);
		indexOf.push(twin < 0 ? settled.length : twin);
		if (twin >= 0) continue;
		const row = {
			kind: place.kind,
			name: place.name,
			address: place.address,
			address_en: place.addressEn,
			transportation: place.transportation,
			lon: place.lon,
			lat: place.lat,
			community_id: place.communityId,
			accessibility: place.accessibility
		};
		await db
			.insertInto('directory.location')
			.values({ subdistrict_id: ctx.subdistrictId, id, organization_id: organizationId, ...row })
			.onConflict((oc) => oc.columns(['subdistrict_id', 'id']).doUpdateSet(row))
			.execute();
		if (!location) known.push({ id, name: place.name, address: place.address });
		settled.push({ ...place, locationId: id });
	}
	return { places: settled, indexOf };
}

/* Hours in one order, twice the same once, so that comparing and storing agree. */
function tidySchedules(schedules: ServiceDocument['schedules'], indexOf: number[]): ServiceDocument['schedules'] {
	return schedules.map((schedule) => ({
		...schedule,
		place: schedule.place === null ? null : indexOf[schedule.place]!,
		openings: [...new Map(schedule.openings.map((opening) => [`${opening.weekday}:${opening.opens}`, opening])).values()].sort((a, b) => a.weekday - b.weekday || a.opens - b.opens),
		exceptions: [...schedule.exceptions].sort((a, b) => (a.from === b.from ? (a.opens ?? -1) - (b.opens ?? -1) : a.from < b.from ? -1 : 1))
	}));
}

async function replacePlaces({ db, ctx }: Tx, serviceId: string, places: ServiceDocument['places']): Promise<string[]> {
	const old = await db.selectFrom('directory.service_at_location').select(['id', 'location_id']).where('subdistrict_id', '=', ctx.subdistrictId).where('service_id', '=', serviceId).execute();
	const gone = old.filter(({ location_id }) => !places.some(({ locationId }) => locationId === location_id)).map(({ id }) => id);
	if (gone.length) await db.deleteFrom('directory.service_at_location').where('subdistrict_id', '=', ctx.subdistrictId).where('id', 'in', gone).execute();
	const ids = places.map(({ locationId }) => old.find(({ location_id }) => location_id === locationId)?.id ?? newId());
	if (places.length)
		await db
			.insertInto('directory.service_at_location')
			.values(places.map((place, position) => ({ subdistrict_id: ctx.subdistrictId, id: ids[position]!, service_id: serviceId, location_id: place.locationId!, note: place.note, position })))
			.onConflict((oc) => oc.columns(['subdistrict_id', 'id']).doUpdateSet((eb) => ({ note: eb.ref('excluded.note'), position: eb.ref('excluded.position') })))
			.execute();
	return ids;
}

async function replaceSchedules({ db, ctx }: Tx, serviceId: string, schedules: ServiceDocument['schedules'], placeIds: string[]): Promise<void> {
	const { subdistrictId } = ctx;
	const old = await db.deleteFrom('directory.schedule').where('subdistrict_id', '=', subdistrictId).where('service_id', '=', serviceId).returning(['id', 'position']).execute();
	if (!schedules.length) return;
	const kept = old.sort((a, b) => a.position - b.position).map(({ id }) => id);
	const rows = schedules.map((schedule, position) => ({ id: kept[position] ?? newId(), position, schedule }));
	await db
		.insertInto('directory.schedule')
		.values(
			rows.map(({ id, position, schedule }) => ({
				subdistrict_id: subdistrictId,
				id,
				service_id: serviceId,
				service_at_location_id: schedule.place === null ? null : (placeIds[schedule.place] ?? null),
				position,
				calendar: schedule.calendar,
				valid_from: schedule.validFrom,
				valid_to: schedule.validTo,
				note: schedule.note
			}))
		)
		.execute();
	const openings = rows.flatMap(({ id, schedule }) => schedule.openings.map((opening) => ({ subdistrict_id: subdistrictId, schedule_id: id, ...opening })));
	if (openings.length) await db.insertInto('directory.opening').values(openings).execute();
	const exceptions = rows.flatMap(({ id, schedule }) =>
		schedule.exceptions.map(({ from, to, opens, closes, reason }) => ({ subdistrict_id: subdistrictId, id: newId(), schedule_id: id, from_date: from, to_date: to, opens, closes, reason }))
	);
	if (exceptions.length) await db.insertInto('directory.hours_exception').values(exceptions).execute();
}

async function replaceCapacities({ db, ctx }: Tx, serviceId: string, capacities: ServiceDocument['capacities']): Promise<void> {
	const old = await db.deleteFrom('directory.capacity').where('subdistrict_id', '=', ctx.subdistrictId).where('service_id', '=', serviceId).returning(['id', 'unit']).execute();
	const once = [...new Map(capacities.map((capacity) => [capacity.unit, capacity])).values()];
	if (once.length)
		await db
			.insertInto('directory.capacity')
			.values(once.map((capacity) => ({ subdistrict_id: ctx.subdistrictId, id: old.find(({ unit }) => unit === capacity.unit)?.id ?? newId(), service_id: serviceId, ...capacity, updated_at: ctx.clock.now() })))
			.execute();
}
