import * as v from 'valibot';
import { AppError } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { languageCodes, type LanguageCode, type Price } from '../directory.model.ts';
import type { ServiceDocument } from '../directory.schemas.ts';
import { clockMinute } from '../hours/hours.ts';
import { groupNamed } from '../exchange/cell-prices.ts';
import type { Entry, Names } from '../exchange/columns.ts';
import type { RowProblem, SourceRow } from '../exchange/plan.ts';

/** Full services of HSDS 3.0 or 3.1 as rows of an import. Only what we keep is looked at; the rest passes by. */

const text = v.optional(v.nullable(v.pipe(v.union([v.string(), v.number()]), v.transform(String))), '');
const str = v.pipe(text, v.transform((value) => (value ?? '').trim()));
const num = v.optional(v.nullable(v.union([v.number(), v.pipe(v.string(), v.decimal(), v.transform(Number))])), null);
const many = <S extends v.GenericSchema>(schema: S) => v.pipe(v.optional(v.nullable(v.array(schema)), []), v.transform((list) => list ?? []));

const Phone = v.object({ number: str, extension: str, description: str });
const Schedule = v.object({ freq: str, byday: str, opens_at: str, closes_at: str, valid_from: str, valid_to: str, description: str });
const Location = v.object({
	id: str,
	location_type: str,
	name: str,
	description: str,
	transportation: str,
	latitude: num,
	longitude: num,
	addresses: many(v.object({ address_1: str, address_2: str, city: str, address_type: str })),
	schedules: many(Schedule)
});
const Organization = v.object({ id: str, name: str, alternate_name: str, description: str, email: str, website: str, phones: many(Phone) });
const FullService = v.object({
	id: str,
	name: str,
	alternate_name: str,
	description: str,
	url: str,
	email: str,
	status: str,
	fees_description: str,
	eligibility_description: str,
	minimum_age: num,
	maximum_age: num,
	alert: str,
	application_process: str,
	organization: v.optional(v.nullable(Organization)),
	phones: many(Phone),
	schedules: many(Schedule),
	service_areas: many(v.object({ name: str })),
	service_at_locations: many(v.object({ description: str, location: v.optional(v.nullable(Location)), schedules: many(Schedule), phones: many(Phone) })),
	languages: many(v.object({ name: str, code: str })),
	cost_options: many(v.object({ option: str, currency: str, amount: num, amount_description: str })),
	required_documents: many(v.object({ document: str })),
	capacities: many(v.object({ unit: v.optional(v.nullable(v.object({ name: str }))), available: num, maximum: num, description: str })),
	attributes: many(v.object({ taxonomy_term: v.optional(v.nullable(v.object({ code: str, name: str }))) })),
	x_baiyun: v.optional(v.nullable(v.record(v.string(), v.unknown())))
});
type FullService = v.InferOutput<typeof FullService>;

/**
 * The rows of a JSON array of full services (a list page with `contents` and a single service are taken too).
 * @throws directory.notJson, directory.notHsds (422)
 */
export function readHsdsRows(json: string): SourceRow[] {
	let data: unknown;
	try {
		data = JSON.parse(json.replace(/^\uFEFF/, ''));
	} catch {
		throw new AppError('directory.notJson', { status: 422 });
	}
	const list = Array.isArray(data) ? data : Array.isArray((data as { contents?: unknown } | null)?.contents) ? (data as { contents: unknown[] }).contents : [data];
	if (!list.some((item) => item && typeof item === 'object' && 'name' in item)) throw new AppError('directory.notHsds', { status: 422 });
	return list.map((item, i) => sourceRow(item, i + 1));
}

function sourceRow(item: unknown, row: number): SourceRow {
	const parsed = v.safeParse(FullService, item);
	if (!parsed.success) {
		const problems: RowProblem[] = parsed.issues.map((issue) => ({ field: v.getDotPath(issue) ?? '', code: 'directory.notHsds' }));
		return { row, externalId: null, name: '', organization: { externalId: null, name: '' }, read: () => ({ entry: { organization: {}, service: {} }, problems }) };
	}
	const service = parsed.output;
	const organization = service.organization;
	return {
		row,
		id: uuid(service.id),
		externalId: own(service).external_id?.trim() || (uuid(service.id) ? null : service.id || null),
		name: service.name,
		organization: { id: uuid(organization?.id), externalId: uuid(organization?.id) ? null : organization?.id || null, name: organization?.name ?? '' },
		read: (_stored, names) => read(service, names)
	};
}

function read(service: FullService, names: Names): { entry: Entry; problems: RowProblem[] } {
	const problems: RowProblem[] = [];
	if (!service.organization?.name) problems.push({ field: 'organization', code: 'platform.required' });
	const organization = service.organization;
	const mine = own(service);
	const areas = (mine.communities ?? service.service_areas.map(({ name }) => name)).flatMap((area) => names.communities.find(({ name, nameEn }) => name === area || nameEn === area)?.id ?? []);
	const terms = service.attributes.flatMap(({ taxonomy_term: term }) => names.terms.find(({ code, zh }) => term && (code === term.code || zh === term.name))?.code ?? []).slice(0, 12);
	const numbers = [...service.phones, ...service.service_at_locations.flatMap(({ phones }) => phones)];
	const located = placesOf(service);
	return {
		entry: {
			locationIds: located.map(({ location }) => uuid(location.id)),
			organization: organization
				? {
						name: organization.name.slice(0, 120),
						...(organization.alternate_name && { alternateName: organization.alternate_name.slice(0, 160) }),
						description: organization.description.slice(0, 4000),
						email: mail(organization.email),
						website: link(organization.website),
						phones: phones(organization.phones),
						...(mine.organization_kind && { kind: mine.organization_kind as 'other' })
					}
				: {},
			service: {
				name: service.name.slice(0, 120),
				...(service.alternate_name && (/^[\x20-\x7e]+$/.test(service.alternate_name) ? { nameEn: service.alternate_name.slice(0, 160) } : { aliases: [service.alternate_name.slice(0, 60)] })),
				description: service.description.slice(0, 8000),
				url: link(service.url),
				email: mail(service.email),
				status: service.status === 'active' || !service.status ? 'active' : service.status === 'temporarily closed' ? 'paused' : 'retired',
				alert: service.alert.slice(0, 300),
				minAge: age(service.minimum_age),
				maxAge: age(service.maximum_age),
				conditions: service.eligibility_description.slice(0, 2000),
				...costs(service),
				documents: service.required_documents.filter(({ document }) => document).map(({ document }) => ({ text: document.slice(0, 300), textEn: '', note: '' })),
				steps: steps(service.application_process),
				languages: languages(service),
				communities: areas,
				// A file without our terms leaves those that the desk gave.
				...(terms.length && { terms }),
				places: places(service),
				schedules: weeks(service),
				phones: phones(numbers),
				capacities: service.capacities.flatMap(({ unit, available, maximum, description }) =>
					unit?.name ? [{ unit: unit.name.slice(0, 20), available: Math.max(0, Math.round(available ?? 0)), maximum: maximum === null ? null : Math.max(0, Math.round(maximum)), note: description.slice(0, 120) }] : []
				),
				...baiyun(mine)
			}
		},
		problems
	};
}

interface Own {
	external_id?: string;
	communities?: string[];
	organization_kind?: string;
	[field: string]: unknown;
}
const own = (service: FullService): Own => (service.x_baiyun ?? {}) as Own;

/* What another Baiyun wrote beside the standard; the import's schema judges the values. */
const OWN_FIELDS: Record<string, keyof ServiceDocument> = {
	kind: 'kind', name_en: 'nameEn', aliases: 'aliases', description: 'description', description_en: 'descriptionEn', groups: 'groups', conditions: 'conditions', conditions_en: 'conditionsEn', cost_kind: 'costKind', cost_note: 'costNote', prices: 'prices',
	documents: 'documents', steps: 'steps', promised_days: 'promisedDays', statutory_days: 'statutoryDays', legal_basis: 'legalBasis', check_every_days: 'checkEveryDays', schedules: 'schedules', places: 'places'
};
const baiyun = (mine: Own): object => ({
	// A file of ours says everything: what it leaves out is empty, whatever the standard's part was read as.
	...(Object.keys(mine).length && { nameEn: '', description: '', conditions: '', costNote: '', steps: [], documents: [], aliases: [], groups: [] }),
	...Object.fromEntries(Object.entries(OWN_FIELDS).flatMap(([from, to]) => (mine[from] === undefined ? [] : [[to, mine[from]]])))
});

function costs(service: FullService): Pick<ServiceDocument, 'costKind' | 'costNote' | 'prices'> {
	const prices = service.cost_options
		.filter(({ amount, option, amount_description }) => amount !== null || option || amount_description)
		.slice(0, 30)
		.map(({ option, currency, amount, amount_description }) => {
			const foreign = currency !== '' && currency.toUpperCase() !== 'CNY';
			// Money of another country is told in words: a price in fen would be a wrong one.
			const told = foreign && amount !== null ? `${amount} ${currency.toUpperCase()} ${amount_description}` : amount_description;
			return { group: groupNamed(option), label: option.slice(0, 60), labelEn: '', fen: amount === null || foreign ? null : Math.round(amount * 100), unit: '', nature: (/经营性|market/i.test(option) ? 'market' : /福利性|welfare/i.test(option) ? 'welfare' : 'unstated') as Price['nature'], note: told.trim().slice(0, 200) };
		});
	const told = [service.fees_description, ...prices.map(({ note }) => note)].join('，');
	return { costKind: costKind(prices, told, `${service.name}。${service.description}`), costNote: service.fees_description.slice(0, 500), prices };
}

const FREE = /免费|公益|免收|不收费|不收取|free of charge|no charge|no fee|no cost|^\s*free\b/i;
const MONEY = /\d\s*(?:元|块|yuan|rmb|cny)|[¥￥$£€]|收费|自费|自付|计价|定价|价格|押金|成本价|市场价|优惠价|charge[sd]? (?:a|of|per)|fees? (?:apply|of)/i;

/* In a description 免费 is often one part of it ("老人家庭免费装烟感"): it counts where it is said of the whole. */
const ALL_FREE = /(?:^|[，。；\s])(?:全程|全部|均|一律|完全|一切|服务|活动|面向.{1,8})?(?:免费|公益)(?:为|提供|服务|开放|参加|活动|上门|[，。；]|$)|免费(?:服务|开放|参加|提供|检查$)|免费检查。|不收(?:任何|取)?费|free of charge|no charge/iu;

/* What the source says of money, and nothing that it does not say: amounts first, then words about the fee, then the description. */
function costKind(prices: readonly { fen: number | null }[], fees: string, description: string): ServiceDocument['costKind'] {
	const amounts = prices.flatMap(({ fen }) => fen ?? []);
	if (amounts.some((fen) => fen > 0)) return 'paid';
	if (amounts.length) return 'free';
	const says = (text: string, free: RegExp) => {
		const rest = text.replace(/(?:不|非|并非)免费|不收费|免收费|no charge/gi, (word) => (/^(?:不收费|免收费|no charge)$/i.test(word) ? '免费' : '收费'));
		return MONEY.test(rest) ? 'paid' : free.test(rest) ? 'free' : null;
	};
	return says(fees, FREE) ?? says(description, ALL_FREE) ?? 'unknown';
}

/* Places without a location say nothing. */
const placesOf = (service: FullService) => service.service_at_locations.flatMap(({ description, schedules, location }) => (location ? [{ description, schedules, location }] : [])).slice(0, 50);

function places(service: FullService): ServiceDocument['places'] {
	return placesOf(service).map(({ description, location }) => {
		const address = location.addresses.find(({ address_type }) => address_type !== 'postal') ?? location.addresses[0];
		// A position off the globe (the standard's own example has one) is no position.
		const on = location.latitude !== null && location.longitude !== null && Math.abs(location.latitude) <= 90 && Math.abs(location.longitude) <= 180;
		return {
			locationId: null,
			kind: (['physical', 'postal', 'virtual'] as const).find((kind) => kind === location.location_type) ?? 'physical',
			name: location.name.slice(0, 120),
			address: [address?.address_1, address?.address_2].filter(Boolean).join(' ').slice(0, 300),
			addressEn: '',
			transportation: location.transportation.slice(0, 300),
			lon: on ? location.longitude : null,
			lat: on ? location.latitude : null,
			communityId: null,
			accessibility: [],
			note: description.slice(0, 200)
		};
	});
}

const BYDAY = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

function weeks(service: FullService): ServiceDocument['schedules'] {
	const of = (list: FullService['schedules'], place: number | null) =>
		list.flatMap((schedule): ServiceDocument['schedules'] => {
			const [opens, closes] = [clockMinute(schedule.opens_at), clockMinute(schedule.closes_at)];
			const days = schedule.byday.split(',').map((day) => BYDAY.indexOf(day.trim().slice(-2).toUpperCase()) + 1).filter((day) => day > 0);
			// Monthly and yearly rules have no week; their description says when.
			const openings = opens === null || closes === null || opens >= 1440 || (schedule.freq && schedule.freq !== 'WEEKLY') ? [] : days.map((weekday) => ({ weekday, opens, closes: closes <= opens ? closes + 1440 : closes }));
			const [from, to] = [isoDate(schedule.valid_from), isoDate(schedule.valid_to)];
			// A range of one day or a reversed one comes from filling in a form, not from a season.
			const dated = from && to && from < to;
			if (!openings.length && !schedule.description) return [];
			return [{ place, calendar: 'weekly', validFrom: dated ? from : null, validTo: dated ? to : null, note: schedule.description.slice(0, 200), openings, exceptions: [] }];
		});
	return [...of(service.schedules, null), ...placesOf(service).flatMap(({ schedules, location }, i) => of(schedules.length ? schedules : location.schedules, i))].slice(0, 20);
}

const steps = (process: string): ServiceDocument['steps'] =>
	process
		.split(/\n+/)
		.map((line) => line.replace(/^\s*\d{1,2}[.、)]\s*/, '').trim())
		.filter(Boolean)
		.slice(0, 30)
		.map((line) => {
			const found = /^(.{1,60}?)[：:]\s*(.+)$/.exec(line);
			return found ? { title: found[1]!, text: found[2]!.slice(0, 2000), clock: '' } : { title: line.slice(0, 120), text: line.length > 120 ? line.slice(0, 2000) : '', clock: '' };
		});

function languages(service: FullService): LanguageCode[] {
	const codes = service.languages.flatMap(({ code }) => languageCodes.find((known) => known === code.toLowerCase().split('-')[0]) ?? []);
	return codes.length ? [...new Set(codes)] : ['zh'];
}

/** Numbers that are some; marks that others put around them go. */
const phones = (list: { number: string; extension: string; description: string }[]): ServiceDocument['phones'] => {
	const clean = list
		.map(({ number, extension, description }) => ({ number: number.replace(/[^\d\s()（）\-+]/g, '').trim(), extension: extension.slice(0, 10), label: description.slice(0, 40) }))
		.filter(({ number }) => number.replace(/\D/g, '').length >= 3 && number.length <= 30);
	return [...new Map(clean.map((phone) => [phone.number, phone])).values()].slice(0, 8);
};

const uuid = (id: string | undefined): string | null => (isId(id) ? id.toLowerCase() : null);
const age = (value: number | null): number | null => (value === null ? null : Math.max(0, Math.min(150, Math.round(value))));
const link = (value: string): string | null => (/^https?:\/\/\S+$/i.test(value) ? value.slice(0, 500) : null);
const mail = (value: string): string | null => (v.is(v.pipe(v.string(), v.email()), value) ? value : null);
const isoDate = (value: string): string | null => (/^\d{4}-\d{2}-\d{2}$/.test(value) ? value : null);
