import * as v from 'valibot';
import { endpoint, pageOf, type Endpoint } from '#platform/web/api.ts';
import { accessibilityCodes, costKinds, groupCodes, languageCodes, organizationKinds, priceNatures, serviceKinds, serviceStatuses } from '../directory.model.ts';
import { id as Id } from '../directory.schemas.ts';
import { getOrganization, listOrganizations } from '../entries/organizations.ts';
import { getService } from '../entries/services.ts';
import { listSlots } from '../booking/slots.ts';
import { matchNeed } from '../offers/match.ts';
import { pageInput } from '../search/page.ts';
import { searchServices, SearchInput } from '../search/search.ts';
import { listTerms } from '../vocabulary/terms.ts';

const instant = v.pipe(v.string(), v.isoTimestamp());
const group = v.picklist(groupCodes);
const price = v.object({ group: v.nullable(group), label: v.string(), labelEn: v.string(), fen: v.nullable(v.pipe(v.number(), v.integer())), unit: v.string(), nature: v.picklist(priceNatures), note: v.string() });
const phone = v.object({ number: v.string(), extension: v.string(), label: v.string() });
const reason = v.object({ code: v.string(), text: v.string() });
const localTime = v.object({ date: v.pipe(v.string(), v.isoDate()), minute: v.number() });

const ServiceLine = v.object({
	id: Id,
	kind: v.picklist(serviceKinds),
	status: v.picklist(serviceStatuses),
	name: v.string(),
	nameEn: v.string(),
	organizationId: Id,
	organizationName: v.string(),
	organizationNameEn: v.string(),
	summary: v.string(),
	summaryEn: v.string(),
	alert: v.string(),
	terms: v.array(v.string()),
	groups: v.array(group),
	minAge: v.nullable(v.number()),
	maxAge: v.nullable(v.number()),
	costKind: v.picklist(costKinds),
	prices: v.array(price),
	assuredOn: v.nullable(v.string()),
	place: v.nullable(v.object({ name: v.string(), address: v.string(), lon: v.nullable(v.number()), lat: v.nullable(v.number()) })),
	distance: v.nullable(v.number()),
	openNow: v.nullable(v.boolean()),
	openUntil: v.nullable(v.number()),
	opensNext: v.nullable(localTime),
	nextSlot: v.nullable(v.object({ id: Id, startsAt: instant, free: v.number() })),
	reasons: v.array(reason)
});

const Organization = v.object({
	id: Id,
	kind: v.picklist(organizationKinds),
	name: v.string(),
	nameEn: v.string(),
	alternateName: v.string(),
	description: v.string(),
	descriptionEn: v.string(),
	website: v.nullable(v.string()),
	email: v.nullable(v.string()),
	phones: v.array(phone)
});

const Service = v.object({
	id: Id,
	version: v.number(),
	kind: v.picklist(serviceKinds),
	status: v.picklist(serviceStatuses),
	name: v.string(),
	nameEn: v.string(),
	aliases: v.array(v.string()),
	description: v.string(),
	descriptionEn: v.string(),
	alert: v.string(),
	url: v.nullable(v.string()),
	email: v.nullable(v.string()),
	organization: Organization,
	terms: v.array(v.string()),
	groups: v.array(group),
	minAge: v.nullable(v.number()),
	maxAge: v.nullable(v.number()),
	communities: v.array(Id),
	conditions: v.string(),
	conditionsEn: v.string(),
	costKind: v.picklist(costKinds),
	costNote: v.string(),
	prices: v.array(price),
	documents: v.array(v.object({ text: v.string(), textEn: v.string(), note: v.string() })),
	steps: v.array(v.object({ title: v.string(), text: v.string(), clock: v.string() })),
	promisedDays: v.nullable(v.number()),
	statutoryDays: v.nullable(v.number()),
	legalBasis: v.string(),
	languages: v.array(v.picklist(languageCodes)),
	places: v.array(v.object({ name: v.string(), address: v.string(), addressEn: v.string(), transportation: v.string(), lon: v.nullable(v.number()), lat: v.nullable(v.number()), accessibility: v.array(v.picklist(accessibilityCodes)), note: v.string() })),
	schedules: v.array(
		v.object({
			place: v.nullable(v.number()),
			calendar: v.picklist(['civil', 'weekly']),
			validFrom: v.nullable(v.string()),
			validTo: v.nullable(v.string()),
			note: v.string(),
			openings: v.array(v.object({ weekday: v.number(), opens: v.number(), closes: v.number() })),
			exceptions: v.array(v.object({ from: v.string(), to: v.string(), opens: v.nullable(v.number()), closes: v.nullable(v.number()), reason: v.string() }))
		})
	),
	phones: v.array(phone),
	capacities: v.array(v.object({ unit: v.string(), available: v.number(), maximum: v.nullable(v.number()), note: v.string() })),
	assuredOn: v.nullable(v.string()),
	updatedAt: instant,
	slots: v.array(v.object({ id: Id, startsAt: instant, endsAt: instant, free: v.number() }))
});

const Term = v.object({
	code: v.string(),
	parentCode: v.nullable(v.string()),
	zh: v.string(),
	en: v.string(),
	definition: v.string(),
	groups: v.array(group),
	requestType: v.string(),
	urgency: v.string(),
	related: v.array(v.string()),
	mappings: v.array(v.object({ scheme: v.string(), code: v.string() })),
	services: v.number()
});

/** What the answer's schema names, and nothing else of the value. */
const only = <S extends v.ObjectSchema<v.ObjectEntries, undefined>>(schema: S, value: object): Record<string, unknown> =>
	Object.fromEntries(Object.keys(schema.entries).map((key) => [key, (value as Record<string, unknown>)[key]]));

const iso = (at: Date): string => at.toISOString();

/** `/api/v1`: the public directory. Reads need no token. */
export const directoryApi: readonly Endpoint[] = [
	endpoint({
		method: 'GET',
		path: '/services',
		summary: 'Search the directory: by words, need term, group, cost, kind, community, position, open now',
		tag: 'Directory',
		access: 'public',
		query: SearchInput as never,
		response: v.object({ ...pageOf(ServiceLine).entries, confident: v.boolean() }),
		handle: async (ctx, { query }) => {
			const found = await searchServices(ctx, query as never);
			return { ...found, items: found.items.map((line) => ({ ...only(ServiceLine, line), nextSlot: line.nextSlot && { ...line.nextSlot, startsAt: iso(line.nextSlot.startsAt) } })) };
		}
	}),
	endpoint({
		method: 'GET',
		path: '/services/{id}',
		summary: 'One entry, whole, with its next bookable times',
		tag: 'Directory',
		access: 'public',
		params: v.object({ id: Id }),
		response: Service,
		handle: async (ctx, { params }) => {
			const [service, slots] = await Promise.all([getService(ctx, params), listSlots(ctx, { serviceId: params.id })]);
			return {
				...only(Service, service),
				organization: { ...only(Organization, service.organization), phones: service.organization.phones.map((one) => only(phone, one)) },
				places: service.places.map((place) => only(Service.entries.places.item, place)),
				updatedAt: iso(service.updatedAt),
				slots: slots.map(({ id, startsAt, endsAt, places, taken }) => ({ id, startsAt: iso(startsAt), endsAt: iso(endsAt), free: places - taken }))
			};
		}
	}),
	endpoint({
		method: 'GET',
		path: '/organizations',
		summary: 'Organisations in use by name',
		tag: 'Directory',
		access: 'public',
		query: v.object({ ...pageInput, q: v.optional(v.pipe(v.string(), v.maxLength(60))) }) as never,
		response: pageOf(v.object({ id: Id, kind: v.picklist(organizationKinds), name: v.string(), nameEn: v.string(), description: v.string(), descriptionEn: v.string(), communityId: v.nullable(Id), services: v.number() })),
		handle: (ctx, { query }) => {
			const { q, limit, after } = query as { q?: string; limit: number; after?: string };
			return listOrganizations(ctx, { words: q, limit, after });
		}
	}),
	endpoint({
		method: 'GET',
		path: '/organizations/{id}',
		summary: 'One organisation',
		tag: 'Directory',
		access: 'public',
		params: v.object({ id: Id }),
		response: Organization,
		handle: async (ctx, { params }) => only(Organization, await getOrganization(ctx, params))
	}),
	endpoint({
		method: 'GET',
		path: '/terms',
		summary: 'Need terms in two levels, with their names in other vocabularies',
		tag: 'Directory',
		access: 'public',
		response: v.array(Term),
		handle: async (ctx) => (await listTerms(ctx, {})).map((term) => only(Term, term))
	}),
	endpoint({
		method: 'GET',
		path: '/match',
		summary: 'Services for a need in a resident’s words, best first, each with its reasons',
		tag: 'Directory',
		access: 'public',
		query: v.object({
			q: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(2000)),
			community: v.optional(Id),
			limit: v.optional(v.pipe(v.string(), v.regex(/^\d{1,2}$/), v.transform(Number), v.minValue(1), v.maxValue(20)), '3')
		}) as never,
		response: v.array(v.object({ serviceId: Id, name: v.string(), organizationName: v.string(), score: v.number(), reasons: v.array(reason), nextSlot: v.optional(instant) })),
		handle: async (ctx, { query }) => {
			const { q, community, limit } = query as { q: string; community?: string; limit: number };
			const offers = await matchNeed(ctx, { text: q, limit, person: { communityId: community ?? null } });
			return offers.map(({ serviceId, name, organizationName, score, reasons, nextSlot }) => ({ serviceId, name, organizationName, score, reasons, ...(nextSlot && { nextSlot }) }));
		}
	})
];
