import * as v from 'valibot';
import { isDate } from '#platform/dates/index.ts';
import { cursorInput, limitInput } from '#platform/keyset.ts';

const id = v.pipe(v.string(), v.uuid());
const words = (most: number) => v.pipe(v.string(), v.trim(), v.maxLength(most, 'care.noteTooLong'));

export const PARTNER_KINDS = ['volunteer', 'neighbour', 'organisation', 'staff'] as const;
export type PartnerKind = (typeof PARTNER_KINDS)[number];

/** Partner: somebody of the register, an organisation of the directory, or a name (and telephone) of somebody in neither. */
export const PairInput = v.object({
	personId: id,
	kind: v.picklist(PARTNER_KINDS, 'care.partnerKindMissing'),
	partnerPersonId: v.optional(v.nullable(id), null),
	organizationId: v.optional(v.nullable(id), null),
	name: v.optional(words(60), ''),
	phone: v.optional(words(40), ''),
	/** what they do: 每周买一次菜 */
	what: v.pipe(words(200), v.minLength(2, 'care.whatMissing')),
	rhythmDays: v.optional(v.nullable(v.pipe(v.number('care.rhythmWrong'), v.integer('care.rhythmWrong'), v.minValue(1, 'care.rhythmWrong'), v.maxValue(366, 'care.rhythmWrong'))), null),
	agreed: v.optional(v.boolean(), false),
	fromOn: v.optional(v.pipe(v.string(), v.check(isDate, 'care.dayWrong')))
});
export const PairId = v.object({ id });
export const EndPairInput = v.object({ id, reason: v.pipe(words(200), v.minLength(2, 'care.whyMissing')) });
export const PairListInput = v.object({ communityId: v.optional(v.nullable(id), null), kind: v.optional(v.nullable(v.picklist(PARTNER_KINDS)), null), cursor: cursorInput, limit: limitInput(200) });
