import { sql } from 'kysely';
import * as v from 'valibot';
import { listCommunities } from '#modules/areas/index.ts';
import type { Ctx } from '#platform/context.ts';
import type { ReadTx } from '#platform/db/tx.ts';
import { notFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { forModule } from '#platform/usecase.ts';
import { whole } from '../directory.schemas.ts';
import { readServices, type Provider, type Service } from '../entries/read-services.ts';
import { everyWord } from '../search/search-text.ts';
import { listTerms, type NeedTerm } from '../vocabulary/terms.ts';
import { hsdsLocation, hsdsOrganization, hsdsOrganizationLine, hsdsService, hsdsServiceLine, hsdsTaxonomy, hsdsTerm, taxonomyId, termId, type HsdsContext } from './to-hsds.ts';

const { query } = forModule<'directory'>();
type Json = Record<string, unknown>;

/** Parameters of HSDS lists; unknown ones are passed over, as the standard's clients send them freely. */
export const HsdsQuery = v.object({
	search: v.optional(v.pipe(v.string(), v.maxLength(200)), ''),
	page: v.optional(whole(1, 1_000_000), 1),
	per_page: v.optional(whole(1, 500), 50),
	taxonomy_term_id: v.optional(v.string()),
	taxonomy_id: v.optional(v.string()),
	organization_id: v.optional(v.string()),
	modified_after: v.optional(v.pipe(v.string(), v.check((text) => !Number.isNaN(Date.parse(text))))),
	minimal: v.optional(v.picklist(['true', 'false']), 'false'),
	full: v.optional(v.picklist(['true', 'false']), 'false'),
	full_service: v.optional(v.picklist(['true', 'false']), 'false'),
	parent_id: v.optional(v.string())
});
export type HsdsSearch = v.InferOutput<typeof HsdsQuery>;

/** A page as HSDS wants it. Pages have numbers there; lists of a directory are short enough for that. */
export interface HsdsPage {
	total_items: number;
	total_pages: number;
	page_number: number;
	size: number;
	first_page: boolean;
	last_page: boolean;
	empty: boolean;
	contents: Json[];
}

function pageOf(contents: Json[], total: number, { page, per_page }: HsdsSearch): HsdsPage {
	const pages = Math.max(1, Math.ceil(total / per_page));
	return { total_items: total, total_pages: pages, page_number: page, size: contents.length, first_page: page === 1, last_page: page >= pages, empty: contents.length === 0, contents };
}

const servicePage = query({
	name: 'directory.hsdsServices',
	access: 'public',
	input: v.object({ search: HsdsQuery, terms: v.nullable(v.array(v.string())) }),
	run: async (tx, { search, terms }): Promise<{ services: Service[]; total: number }> => {
		const { db, ctx } = tx;
		if (search.organization_id !== undefined && !isId(search.organization_id)) return { services: [], total: 0 };
		const words = search.search.trim() ? everyWord(search.search) : null;
		if (words === '') return { services: [], total: 0 };
		const wanted = db
			.selectFrom('directory.service')
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('status', '!=', 'retired')
			.$if(search.organization_id !== undefined, (qb) => qb.where('organization_id', '=', search.organization_id!))
			.$if(search.modified_after !== undefined, (qb) => qb.where('updated_at', '>=', new Date(search.modified_after!)))
			.$if(terms !== null, (qb) => qb.where(sql<boolean>`terms && ${terms}::text[]`))
			.$if(words !== null, (qb) => qb.where(sql<boolean>`id = ANY (ARRAY(SELECT directory.ids_by_words(${words}::tsquery)))`));
		const { total } = await wanted.select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('total')).executeTakeFirstOrThrow();
		const rows = await wanted.select('id').orderBy('id').limit(search.per_page).offset((search.page - 1) * search.per_page).execute();
		return { services: await readServices(tx, rows.map(({ id }) => id)), total };
	}
});

const oneService = query({
	name: 'directory.hsdsService',
	access: 'public',
	input: v.object({ id: v.string() }),
	run: async (tx, { id }): Promise<Service> => {
		const [service] = isId(id) ? await readServices(tx, [id]) : [];
		if (!service || service.status === 'retired') throw notFound('service');
		return service;
	}
});

const providerPage = query({
	name: 'directory.hsdsOrganizations',
	access: 'public',
	input: v.object({ search: HsdsQuery, id: v.optional(v.string()) }),
	run: async (tx, { search, id }): Promise<{ providers: (Provider & { serviceIds: string[] })[]; total: number; services: Service[] }> => {
		const { db, ctx } = tx;
		if (id !== undefined && !isId(id)) return { providers: [], total: 0, services: [] };
		const wanted = db
			.selectFrom('directory.organization as o')
			.where('o.subdistrict_id', '=', ctx.subdistrictId)
			.where('o.status', '=', 'active')
			.$if(id !== undefined, (qb) => qb.where('o.id', '=', id!))
			.$if(search.search.trim() !== '', (qb) => qb.where(sql<boolean>`position(${search.search.trim()} in o.name) > 0`));
		const { total } = await wanted.select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('total')).executeTakeFirstOrThrow();
		const rows = await wanted
			.select(['o.id', 'o.kind', 'o.name', 'o.name_en as nameEn', 'o.alternate_name as alternateName', 'o.description', 'o.description_en as descriptionEn', 'o.website', 'o.email'])
			.orderBy('o.id')
			.limit(search.per_page)
			.offset((search.page - 1) * search.per_page)
			.execute();
		if (!rows.length) return { providers: [], total, services: [] };
		const ids = rows.map((row) => row.id);
		const phones = await db.selectFrom('directory.phone').select(['id', 'organization_id', 'number', 'extension', 'label']).where('subdistrict_id', '=', ctx.subdistrictId).where('organization_id', 'in', ids).orderBy('position').execute();
		const services = search.full === 'true' || search.full_service === 'true' || id !== undefined ? await db.selectFrom('directory.service').select(['id', 'organization_id']).where('subdistrict_id', '=', ctx.subdistrictId).where('organization_id', 'in', ids).where('status', '!=', 'retired').orderBy('id').execute() : [];
		return {
			total,
			services: await readServices(tx, services.map((service) => service.id)),
			providers: rows.map((row) => ({
				...row,
				kind: row.kind as Provider['kind'],
				phones: phones.filter(({ organization_id }) => organization_id === row.id).map(({ id, number, extension, label }) => ({ id, number, extension, label })),
				serviceIds: services.filter(({ organization_id }) => organization_id === row.id).map((service) => service.id)
			}))
		};
	}
});

const placePage = query({
	name: 'directory.hsdsServiceAtLocations',
	access: 'public',
	input: v.object({ search: HsdsQuery, id: v.optional(v.string()) }),
	run: async (tx: ReadTx<'directory'>, { search, id }): Promise<{ rows: { id: string; serviceId: string }[]; services: Service[]; total: number }> => {
		const { db, ctx } = tx;
		if (id !== undefined && !isId(id)) return { rows: [], services: [], total: 0 };
		const wanted = db
			.selectFrom('directory.service_at_location as a')
			.innerJoin('directory.service as s', (join) => join.onRef('s.subdistrict_id', '=', 'a.subdistrict_id').onRef('s.id', '=', 'a.service_id'))
			.where('a.subdistrict_id', '=', ctx.subdistrictId)
			.where('s.status', '!=', 'retired')
			.$if(id !== undefined, (qb) => qb.where('a.id', '=', id!));
		const { total } = await wanted.select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('total')).executeTakeFirstOrThrow();
		const rows = await wanted.select(['a.id', 'a.service_id as serviceId']).orderBy('a.id').limit(search.per_page).offset((search.page - 1) * search.per_page).execute();
		return { rows, total, services: await readServices(tx, [...new Set(rows.map(({ serviceId }) => serviceId))]) };
	}
});

async function contextOf(ctx: Ctx, origin: string, place: string): Promise<HsdsContext> {
	const [terms, communities] = [await listTerms(ctx, { retired: true }), await listCommunities(ctx, {})];
	return { subdistrictId: ctx.subdistrictId, origin, place, terms: new Map(terms.map((term) => [term.code, term])), communities: new Map(communities.map((community) => [community.id, community])) };
}

/** Codes of the terms that a filter by term or taxonomy means; null when there is no such filter. */
function termFilter(search: HsdsSearch, context: HsdsContext): string[] | null {
	if (search.taxonomy_term_id === undefined && search.taxonomy_id === undefined) return null;
	if (search.taxonomy_id !== undefined && search.taxonomy_id !== taxonomyId(context.subdistrictId)) return [];
	const codes = [...context.terms.keys()];
	if (search.taxonomy_term_id === undefined) return codes;
	const code = codes.find((one) => termId(context.subdistrictId, one) === search.taxonomy_term_id);
	return code ? codes.filter((one) => one === code || context.terms.get(one)!.parentCode === code) : [];
}

export interface HsdsServer {
	/** `https://…` of the public site */
	origin: string;
	/** name of the subdistrict */
	place: string;
}

/** `GET /hsds`: what this API is. */
export const hsdsRoot = ({ origin }: HsdsServer): Json => ({
	version: '3.1',
	profile: 'https://docs.openreferral.org/en/latest/hsds/overview.html',
	openapi_url: 'https://raw.githubusercontent.com/openreferral/specification/3.1/schema/openapi.json',
	source: `${origin}/services`
});

/** The list routes below `/hsds`, by name. */
export const hsdsLists: Record<string, (ctx: Ctx, search: HsdsSearch, server: HsdsServer) => Promise<HsdsPage>> = {
	services: async (ctx, search, { origin, place }) => {
		const context = await contextOf(ctx, origin, place);
		const { services, total } = await servicePage(ctx, { search, terms: termFilter(search, context) });
		const shape =
			search.minimal === 'true'
				? (service: Service): Json => ({ id: service.id, name: service.name, status: hsdsServiceLine(service).status, last_modified: service.updatedAt.toISOString() })
				: search.full === 'true'
					? (service: Service) => hsdsService(service, context)
					: (service: Service) => hsdsServiceLine(service);
		return pageOf(services.map(shape), total, search);
	},
	organizations: async (ctx, search, server) => {
		const { providers, services, total } = await providerPage(ctx, { search });
		const context = await contextOf(ctx, server.origin, server.place);
		return pageOf(providers.map((provider) => (search.full === 'true' || search.full_service === 'true' ? fullOrganization(provider, services, context) : hsdsOrganizationLine(provider))), total, search);
	},
	service_at_locations: async (ctx, search, { origin, place }) => {
		const context = await contextOf(ctx, origin, place);
		const { rows, services, total } = await placePage(ctx, { search });
		return pageOf(rows.map((row) => atLocation(row, services, context, search.full === 'true')), total, search);
	},
	taxonomies: async (ctx, search) => pageOf(search.page === 1 ? [hsdsTaxonomy(ctx.subdistrictId)] : [], 1, search),
	taxonomy_terms: async (ctx, search) => {
		const words = search.search.trim();
		const mine = search.taxonomy_id === undefined || search.taxonomy_id === taxonomyId(ctx.subdistrictId);
		const all = mine
			? (await listTerms(ctx, {})).filter(
					(term) => (!words || term.zh.includes(words) || term.en.toLowerCase().includes(words.toLowerCase())) && (search.parent_id === undefined || (term.parentCode !== null && termId(ctx.subdistrictId, term.parentCode) === search.parent_id))
				)
			: [];
		const from = (search.page - 1) * search.per_page;
		return pageOf(all.slice(from, from + search.per_page).map((term) => hsdsTerm(term, ctx)), all.length, search);
	}
};

/** The routes of one thing below `/hsds`, by name. All throw platform.notFound (404). */
export const hsdsOnes: Record<string, (ctx: Ctx, id: string, server: HsdsServer) => Promise<Json>> = {
	services: async (ctx, id, { origin, place }) => hsdsService(await oneService(ctx, { id }), await contextOf(ctx, origin, place)),
	organizations: async (ctx, id, { origin, place }) => {
		const { providers, services } = await providerPage(ctx, { search: v.parse(HsdsQuery, {}), id });
		if (!providers[0]) throw notFound('organization');
		return fullOrganization(providers[0], services, await contextOf(ctx, origin, place));
	},
	service_at_locations: async (ctx, id, { origin, place }) => {
		const { rows, services } = await placePage(ctx, { search: v.parse(HsdsQuery, {}), id });
		if (!rows[0]) throw notFound('serviceAtLocation');
		return atLocation(rows[0], services, await contextOf(ctx, origin, place), true);
	},
	taxonomies: async (ctx, id) => {
		if (id !== taxonomyId(ctx.subdistrictId)) throw notFound('taxonomy');
		return hsdsTaxonomy(ctx.subdistrictId);
	},
	taxonomy_terms: async (ctx, id) => {
		const term = (await listTerms(ctx, { retired: true })).find(({ code }: NeedTerm) => termId(ctx.subdistrictId, code) === id);
		if (!term) throw notFound('taxonomyTerm');
		return hsdsTerm(term, ctx);
	}
};

function fullOrganization(provider: Provider & { serviceIds: string[] }, services: Service[], context: HsdsContext): Json {
	const own = services.filter(({ id }) => provider.serviceIds.includes(id));
	return { ...hsdsOrganization(provider), services: own.map((service) => omit(hsdsService(service, context), 'organization')) };
}

function atLocation({ id, serviceId }: { id: string; serviceId: string }, services: Service[], context: HsdsContext, full: boolean): Json {
	const service = services.find((one) => one.id === serviceId)!;
	const i = service.parts.places.findIndex((place) => place.id === id);
	const location = hsdsLocation(service.places[i]!, service.parts.places[i]!.locationId, context);
	if (!full) return { id, ...(service.places[i]!.note && { description: service.places[i]!.note }), service: omit(hsdsServiceLine(service), 'organization'), location: omit(omit(omit(location, 'addresses'), 'accessibility'), 'phones') };
	const nested = (hsdsService(service, context).service_at_locations as Json[])[i]!;
	return { ...nested, service: omit(hsdsService(service, context), 'service_at_locations'), location };
}

const omit = (object: Json, key: string): Json => Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));

/** Every service in use, whole, as an HSDS array, for an export. */
export async function* hsdsExport(ctx: Ctx, server: HsdsServer, services: AsyncIterable<Service>): AsyncGenerator<Json> {
	const context = await contextOf(ctx, server.origin, server.place);
	for await (const service of services) yield hsdsService(service, context);
}
