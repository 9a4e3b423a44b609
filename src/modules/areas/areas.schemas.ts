import * as v from 'valibot';

export const id = v.pipe(v.string(), v.uuid());
const name = v.pipe(v.string(), v.trim(), v.minLength(1, 'platform.required'), v.maxLength(60));
const nameEn = v.optional(v.pipe(v.string(), v.trim(), v.maxLength(80)), '');
const address = v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200)), '');
/** Forms send text; other callers send numbers. */
const number = v.pipe(v.union([v.number(), v.pipe(v.string(), v.trim(), v.minLength(1, 'platform.required'))]), v.transform(Number), v.number('platform.notValid'));
const whole = (min: number, max: number) => v.pipe(number, v.integer('platform.notValid'), v.minValue(min, 'areas.outOfRange'), v.maxValue(max, 'areas.outOfRange'));

/** 12-digit statistical code: 6 county + 3 subdistrict + 3 community. */
export const statisticalCode = v.pipe(v.string(), v.trim(), v.regex(/^\d{12}$/, 'areas.codeNot12Digits'));

const point = v.object({
	lon: v.pipe(number, v.minValue(-180), v.maxValue(180)),
	lat: v.pipe(number, v.minValue(-90), v.maxValue(90))
});

/** What map services of mainland China show is GCJ-02; it is converted, and WGS-84 is kept. */
const place = {
	point: v.optional(v.nullable(point)),
	/** GeoJSON polygon or multipolygon, as an object or as text */
	outline: v.optional(v.nullable(v.unknown())),
	system: v.optional(v.picklist(['wgs84', 'gcj02']), 'wgs84')
};
/** the version that was read; a newer one in the database refuses the write */
const version = v.optional(whole(1, 1_000_000_000));

export const CommunityInput = v.object({
	id: v.optional(id),
	code: statisticalCode,
	name,
	nameEn,
	address,
	deskPhone: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(30)), ''),
	version,
	...place
});

export const GridInput = v.object({
	id: v.optional(id),
	communityId: id,
	code: v.pipe(v.string(), v.trim(), v.minLength(1, 'platform.required'), v.maxLength(20)),
	name,
	nameEn,
	version,
	outline: place.outline,
	system: place.system
});

export const CompoundInput = v.object({
	id: v.optional(id),
	communityId: id,
	gridId: v.optional(v.nullable(id), null),
	name,
	nameEn,
	/** other names that people say, one a line or a list */
	aliases: v.optional(
		v.pipe(
			v.union([v.array(v.string()), v.string()]),
			v.transform((given) => [...new Set((typeof given === 'string' ? given.split(/[\n,，、;；]/) : given).map((alias) => alias.trim()).filter(Boolean))]),
			v.maxLength(20)
		),
		[]
	),
	address,
	version,
	...place
});

const dwellings = {
	units: v.optional(whole(1, 30), 1),
	floors: v.optional(whole(1, 120), 6),
	doorsPerFloor: v.optional(whole(1, 40), 2)
};

export const BuildingInput = v.object({ id: v.optional(id), compoundId: id, name, version, point: place.point, system: place.system, ...dwellings });

export const BuildingsInput = v.pipe(
	v.object({
		compoundId: id,
		from: whole(1, 999),
		to: whole(1, 999),
		/** `#` stands for the number: `#号楼` */
		pattern: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(20), v.includes('#', 'areas.patternWithoutNumber')), '#号楼'),
		...dwellings
	}),
	v.forward(
		v.check(({ from, to }) => to >= from && to - from < 200, 'areas.rangeTooWide'),
		['to']
	)
);

export const RetireInput = v.object({ kind: v.picklist(['community', 'grid', 'compound', 'building']), id, retired: v.boolean() });
