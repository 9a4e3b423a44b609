import * as v from 'valibot';

export const id = v.pipe(v.string(), v.uuid());
const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60));
const lon = v.pipe(v.number(), v.minValue(-180), v.maxValue(180));
const lat = v.pipe(v.number(), v.minValue(-90), v.maxValue(90));

/** 12-digit statistical code: 6 county + 3 subdistrict + 3 community. */
export const statisticalCode = v.pipe(v.string(), v.trim(), v.regex(/^\d{12}$/, 'areas.codeNot12Digits'));

export const CommunityInput = v.object({
	id: v.optional(id),
	code: statisticalCode,
	name,
	nameEn: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(80)), ''),
	address: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200)), ''),
	deskPhone: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(30)), ''),
	point: v.optional(v.nullable(v.object({ lon, lat }))),
	outline: v.optional(v.nullable(v.unknown()))
});
