import * as v from 'valibot';
import { accessibilityCodes, costKinds, groupCodes, languageCodes, organizationKinds, priceNatures, serviceKinds, serviceStatuses } from './directory.model.ts';

/** Shapes of what comes in. Numbers may come as text, since forms and sheets know nothing else. */

export const id = v.pipe(v.string(), v.uuid());
export const optionalId = v.optional(v.nullable(id), null);
export const text = (max: number) => v.optional(v.pipe(v.string(), v.trim(), v.maxLength(max)), '');
export const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120));
export const date = v.pipe(v.string(), v.isoDate());

/** A whole number, or its digits. */
export const whole = (min: number, max: number) =>
	v.pipe(v.union([v.number(), v.pipe(v.string(), v.trim(), v.regex(/^-?\d{1,9}$/), v.transform(Number))]), v.integer(), v.minValue(min), v.maxValue(max));
const degrees = (limit: number) => v.pipe(v.union([v.number(), v.pipe(v.string(), v.trim(), v.decimal(), v.transform(Number))]), v.minValue(-limit), v.maxValue(limit));
const optional = <S extends v.GenericSchema>(schema: S) => v.optional(v.nullable(schema), null);
const list = <S extends v.GenericSchema>(schema: S, max: number) => v.optional(v.pipe(v.array(schema), v.maxLength(max)), []);
const flag = v.optional(v.union([v.boolean(), v.pipe(v.literal('on'), v.transform(() => true))]), false);
const url = v.optional(v.nullable(v.pipe(v.string(), v.trim(), v.maxLength(500), v.regex(/^https?:\/\/\S+$/i, 'directory.notAUrl'))), null);
const email = v.optional(v.nullable(v.pipe(v.string(), v.trim(), v.maxLength(200), v.email())), null);
const externalId = v.optional(v.nullable(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120))), null);

/** Digits, spaces, hyphens, brackets, a leading plus: `0571-8888 0000`, `12345`. */
export const phoneNumber = v.pipe(v.string(), v.trim(), v.maxLength(30), v.regex(/^\+?[\d\s()（）\-—转]{3,30}$/, 'directory.notAPhone'));
const PhoneInput = v.object({ number: phoneNumber, extension: text(10), label: text(40) });

export const OrganizationInput = v.object({
	id: v.optional(id),
	version: v.optional(whole(1, 1e9)),
	externalId,
	kind: v.optional(v.picklist(organizationKinds), 'other'),
	name,
	nameEn: text(160),
	alternateName: text(160),
	description: text(4000),
	descriptionEn: text(4000),
	website: url,
	email,
	communityId: optionalId,
	phones: list(PhoneInput, 8)
});
export type OrganizationDocument = Omit<v.InferOutput<typeof OrganizationInput>, 'id' | 'version'>;

const PriceInput = v.object({
	group: optional(v.picklist(groupCodes)),
	label: text(60),
	labelEn: text(80),
	fen: optional(whole(0, 100_000_000)),
	unit: text(20),
	nature: v.optional(v.picklist(priceNatures), 'welfare'),
	note: text(200)
});

const PlaceInput = v.pipe(
	v.object({
		/** a place of the organisation that is known already; what else is given changes it */
		locationId: optionalId,
		kind: v.optional(v.picklist(['physical', 'postal', 'virtual']), 'physical'),
		name: text(120),
		address: text(300),
		addressEn: text(300),
		transportation: text(300),
		lon: optional(degrees(180)),
		lat: optional(degrees(90)),
		communityId: optionalId,
		accessibility: list(v.picklist(accessibilityCodes), accessibilityCodes.length),
		note: text(200)
	}),
	v.forward(
		v.check(({ lon, lat }) => (lon === null) === (lat === null), 'directory.halfAPosition'),
		['lat']
	)
);

const minuteOf = (max: number) => whole(0, max);
const OpeningInput = v.pipe(
	v.object({ weekday: whole(1, 7), opens: minuteOf(1439), closes: minuteOf(2880) }),
	v.forward(
		v.check(({ opens, closes }) => closes > opens && closes - opens <= 1440, 'directory.closesBeforeItOpens'),
		['closes']
	)
);
const ExceptionInput = v.pipe(
	v.object({ from: date, to: date, opens: optional(minuteOf(1439)), closes: optional(minuteOf(2880)), reason: text(100) }),
	v.forward(
		v.check(({ from, to }) => from <= to, 'directory.endsBeforeItBegins'),
		['to']
	),
	v.forward(
		v.check(({ opens, closes }) => (opens === null ? closes === null : closes !== null && closes > opens), 'directory.closesBeforeItOpens'),
		['closes']
	)
);
const ScheduleInput = v.object({
	/** which of `places` these hours are of, counted from 0; null: of the service wherever it is */
	place: optional(whole(0, 49)),
	calendar: v.optional(v.picklist(['civil', 'weekly']), 'civil'),
	validFrom: optional(date),
	validTo: optional(date),
	note: text(200),
	openings: list(OpeningInput, 70),
	exceptions: list(ExceptionInput, 100)
});

/** One entry of the directory, whole: what is not given is emptied. */
export const ServiceInput = v.pipe(
	v.object({
		id: v.optional(id),
		/** the version that was read; when another is stored meanwhile, saving is refused */
		version: v.optional(whole(1, 1e9)),
		externalId,
		organizationId: id,
		kind: v.optional(v.picklist(serviceKinds), 'service'),
		status: v.optional(v.picklist(serviceStatuses), 'active'),
		name,
		nameEn: text(160),
		aliases: list(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60)), 40),
		description: text(8000),
		descriptionEn: text(8000),
		alert: text(300),
		url,
		email,
		terms: list(v.pipe(v.string(), v.maxLength(80)), 12),
		groups: list(v.picklist(groupCodes), groupCodes.length),
		minAge: optional(whole(0, 150)),
		maxAge: optional(whole(0, 150)),
		communities: list(id, 60),
		conditions: text(2000),
		conditionsEn: text(2000),
		costKind: v.optional(v.picklist(costKinds), 'unknown'),
		costNote: text(500),
		prices: list(PriceInput, 30),
		documents: list(v.object({ text: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(300)), textEn: text(300), note: text(120) }), 40),
		steps: list(v.object({ title: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120)), text: text(2000), clock: text(60) }), 30),
		promisedDays: optional(whole(0, 999)),
		statutoryDays: optional(whole(0, 999)),
		legalBasis: text(1000),
		languages: v.optional(v.pipe(v.array(v.picklist(languageCodes)), v.maxLength(languageCodes.length)), ['zh']),
		communityId: optionalId,
		checkEveryDays: v.optional(whole(1, 3650), 180),
		places: list(PlaceInput, 50),
		schedules: list(ScheduleInput, 20),
		phones: list(PhoneInput, 12),
		capacities: list(v.object({ unit: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(20)), available: whole(0, 1_000_000), maximum: optional(whole(0, 1_000_000)), note: text(120) }), 6),
		/** say with the same save that all of it has been checked today */
		assured: flag
	}),
	v.forward(
		v.check(({ minAge, maxAge }) => minAge === null || maxAge === null || minAge <= maxAge, 'directory.agesTheWrongWay'),
		['maxAge']
	),
	v.forward(
		v.check(({ schedules, places }) => schedules.every(({ place }) => place === null || place < places.length), 'directory.hoursOfNoPlace'),
		['schedules']
	),
	v.forward(
		v.check(({ costKind, prices }) => costKind !== 'free' || prices.every(({ fen, nature }) => fen === 0 || fen === null || nature === 'market'), 'directory.freeWithAPrice'),
		['costKind']
	)
);

type Parsed = v.InferOutput<typeof ServiceInput>;
/** An entry without what only concerns one save. Its fields are what histories, proposals and imports compare. */
export type ServiceDocument = Omit<Parsed, 'id' | 'version' | 'assured'>;
export type ServiceDraft = v.InferInput<typeof ServiceInput>;
