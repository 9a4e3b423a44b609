import { clockText } from '../hours/hours.ts';
import { en } from '../messages/en.ts';
import { zh } from '../messages/zh.ts';
import type { Provider, Service } from '../entries/read-services.ts';
import { pricesText } from '../exchange/cell-prices.ts';
import type { NeedTerm } from '../vocabulary/terms.ts';
import { derivedId } from './ids.ts';

/** Our entries as HSDS 3.1 objects. Empty values are left out: HSDS knows no null. */

export interface HsdsContext {
	subdistrictId: string;
	terms: ReadonlyMap<string, NeedTerm>;
	communities: ReadonlyMap<string, { name: string }>;
	/** where entries are read by people: `https://…` */
	origin: string;
	/** the subdistrict's name, which stands for the city in addresses */
	place: string;
}

type Json = Record<string, unknown>;

const STATUS = { active: 'active', paused: 'temporarily closed', retired: 'inactive' } as const;
const BYDAY = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** Drops what is empty. */
function filled(object: Json): Json {
	return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)));
}

/** A service as HSDS lists it. */
export function hsdsServiceLine(service: Service): Json {
	return filled({
		id: service.id,
		name: service.name,
		alternate_name: service.nameEn || service.aliases[0],
		description: service.description || service.name,
		url: service.url,
		email: service.email,
		status: STATUS[service.status],
		fees_description: service.costNote || pricesText(service.prices) || (service.costKind === 'unknown' ? '' : zh.costKinds[service.costKind]),
		eligibility_description: [service.groups.map((group) => zh.groups[group]).join('、'), service.conditions].filter(Boolean).join('。'),
		minimum_age: service.minAge,
		maximum_age: service.maxAge,
		assured_date: service.assuredOn,
		alert: service.alert,
		application_process: service.steps.map(({ title, text }, i) => `${i + 1}. ${title}${text ? `：${text}` : ''}`).join('\n'),
		last_modified: service.updatedAt.toISOString(),
		organization: hsdsOrganizationLine(service.organization)
	});
}

/** A service with everything in it. */
export function hsdsService(service: Service, context: HsdsContext): Json {
	const at = (place: number | null) => service.parts.schedules.filter((_, i) => service.schedules[i]!.place === place).map((id) => schedules(service, id)).flat();
	return filled({
		...hsdsServiceLine(service),
		organization: hsdsOrganization(service.organization),
		phones: service.phones.map((phone, i) => hsdsPhone(service.parts.phones[i]!, phone)),
		schedules: at(null),
		service_areas: service.communities.map((id) => filled({ id: derivedId(service.id, `area:${id}`), name: context.communities.get(id)?.name })),
		service_at_locations: service.places.map((place, i) =>
			filled({ id: service.parts.places[i]!.id, description: place.note, schedules: at(i), location: hsdsLocation(place, service.parts.places[i]!.locationId, context) })
		),
		languages: service.languages.map((code) => ({ id: derivedId(service.id, `language:${code}`), name: en.languages[code], code })),
		cost_options: service.prices.map((price, i) =>
			filled({
				id: derivedId(service.id, `price:${i}`),
				option: [price.label || (price.group ? zh.groups[price.group] : zh.entry.everybody), price.nature !== 'unstated' && zh.natures[price.nature]].filter(Boolean).join(' · '),
				currency: price.fen === null ? undefined : 'CNY',
				amount: price.fen === null ? undefined : price.fen / 100,
				amount_description: [price.fen === null ? zh.entry.agreed : '', price.unit && `每${price.unit}`, price.note].filter(Boolean).join('，')
			})
		),
		required_documents: service.documents.map(({ text, note }, i) => ({ id: derivedId(service.id, `document:${i}`), document: note ? `${text}（${note}）` : text })),
		capacities: service.capacities.map((capacity, i) => {
			const { id, updatedAt } = service.parts.capacities[i]!;
			return filled({ id, unit: { id: derivedId(context.subdistrictId, `unit:${capacity.unit}`), name: capacity.unit }, available: capacity.available, maximum: capacity.maximum, description: capacity.note, updated: updatedAt.toISOString() });
		}),
		attributes: service.terms.flatMap((code) => {
			const term = context.terms.get(code);
			return term ? [{ id: derivedId(service.id, `term:${code}`), link_type: 'need', link_entity: 'service', taxonomy_term: hsdsTerm(term, context) }] : [];
		}),
		// What HSDS has no place for, so that nothing is lost between two Baiyun installations; other readers pass over it.
		x_baiyun: filled({
			kind: service.kind,
			page: `${context.origin}/services/${service.id}`,
			name_en: service.nameEn,
			description: service.description,
			external_id: service.externalId,
			aliases: service.aliases,
			description_en: service.descriptionEn,
			groups: service.groups,
			communities: service.communities.flatMap((id) => context.communities.get(id)?.name ?? []),
			conditions: service.conditions,
			conditions_en: service.conditionsEn,
			cost_kind: service.costKind,
			cost_note: service.costNote,
			prices: service.prices,
			documents: service.documents,
			steps: service.steps,
			promised_days: service.promisedDays,
			statutory_days: service.statutoryDays,
			legal_basis: service.legalBasis,
			check_every_days: service.checkEveryDays,
			schedules: service.schedules,
			places: service.places.map(({ locationId: _l, communityId: _c, ...place }) => place),
			organization_kind: service.organization.kind
		})
	});
}

/* One HSDS schedule for each span that is the same on several days; exceptions stand as dated ones beside it. */
function schedules(service: Service, id: string): Json[] {
	const schedule = service.schedules[service.parts.schedules.indexOf(id)]!;
	const spans = new Map<string, { opens: number; closes: number; days: number[] }>();
	for (const { weekday, opens, closes } of schedule.openings) {
		const key = `${opens}-${closes}`;
		const span = spans.get(key);
		if (span) span.days.push(weekday);
		else spans.set(key, { opens, closes, days: [weekday] });
	}
	const weeks = [...spans].map(([key, { opens, closes, days }]) =>
		filled({
			id: derivedId(id, key),
			freq: 'WEEKLY',
			interval: 1,
			wkst: 'MO',
			byday: days.map((day) => BYDAY[day - 1]).join(','),
			opens_at: clockText(opens),
			closes_at: clockText(closes % 1440 || 1440).replace('24:00', '00:00'),
			valid_from: schedule.validFrom,
			valid_to: schedule.validTo,
			timezone: 8,
			description: schedule.note,
			notes: schedule.calendar === 'civil' ? zh.entry.civil : undefined
		})
	);
	const exceptions = schedule.exceptions.map((exception, i) =>
		filled({
			id: derivedId(id, `exception:${i}`),
			valid_from: exception.from,
			valid_to: exception.to,
			opens_at: exception.opens === null ? undefined : clockText(exception.opens),
			closes_at: exception.closes === null ? undefined : clockText(exception.closes % 1440),
			description: [exception.opens === null ? zh.entry.rest : '', exception.reason].filter(Boolean).join('：') || zh.entry.changes
		})
	);
	return [...weeks, ...exceptions];
}

const hsdsPhone = (id: string, phone: Service['phones'][number]): Json =>
	filled({ id, number: phone.number, extension: /^\d+$/.test(phone.extension) ? Number(phone.extension) : undefined, type: 'voice', description: phone.label });

export function hsdsLocation(place: Service['places'][number], id: string, context: Pick<HsdsContext, 'place'>): Json {
	return filled({
		id,
		location_type: place.kind,
		name: place.name,
		transportation: place.transportation,
		latitude: place.lat,
		longitude: place.lon,
		// Province and postal code are required by HSDS and unknown here; empty says so.
		addresses: place.address
			? [{ id: derivedId(id, 'address'), address_1: place.address, city: context.place, state_province: '', postal_code: '', country: 'CN', address_type: place.kind }]
			: [],
		accessibility: place.accessibility.map((code) => ({ id: derivedId(id, code), description: zh.accessibility[code], details: en.accessibility[code] }))
	});
}

/** An organisation as HSDS lists it. */
export const hsdsOrganizationLine = (organization: Provider): Json =>
	filled({
		id: organization.id,
		name: organization.name,
		alternate_name: organization.alternateName || organization.nameEn,
		description: organization.description || organization.name,
		email: organization.email,
		website: organization.website
	});

export const hsdsOrganization = (organization: Provider): Json => filled({ ...hsdsOrganizationLine(organization), phones: organization.phones.map((phone) => hsdsPhone(phone.id, phone)) });

export const taxonomyId = (subdistrictId: string): string => derivedId(subdistrictId, 'taxonomy:needs');
export const termId = (subdistrictId: string, code: string): string => derivedId(subdistrictId, `term:${code}`);

export const hsdsTaxonomy = (subdistrictId: string): Json => ({
	id: taxonomyId(subdistrictId),
	name: 'Baiyun need terms 白云需求词',
	description: 'What people need, in two levels, in Chinese and English; for whom is a facet of its own.',
	version: '1'
});

export const hsdsTerm = (term: NeedTerm, { subdistrictId }: Pick<HsdsContext, 'subdistrictId'>): Json =>
	filled({
		id: termId(subdistrictId, term.code),
		code: term.code,
		name: term.zh,
		description: [term.definition || term.zh, term.en].filter(Boolean).join(' · '),
		parent_id: term.parentCode ? termId(subdistrictId, term.parentCode) : undefined,
		taxonomy: 'Baiyun need terms',
		taxonomy_detail: hsdsTaxonomy(subdistrictId),
		language: 'zh'
	});
