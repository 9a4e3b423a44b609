import * as v from 'valibot';
import { CATEGORIES } from './notices.model.ts';

const id = v.pipe(v.string(), v.uuid());
/** An instant with its zone: `2026-03-12T00:30:00.000Z`. */
const instant = v.pipe(v.string(), v.isoTimestamp('notices.timeForm'), v.transform((text) => new Date(text)));
const text = (max: number, missing: string) => v.pipe(v.string(missing), v.trim(), v.minLength(1, missing), v.maxLength(max));

const Attachment = v.object({ key: v.pipe(v.string(), v.maxLength(200)), name: v.pipe(v.string(), v.maxLength(200)), mediaType: v.string(), size: v.number() });

/** A notice that can be published. */
export const NoticeInput = v.pipe(
	v.object({
		id,
		/** of the notice that was opened for editing; 0 for a new one */
		version: v.optional(v.pipe(v.number(), v.integer(), v.maxValue(2_147_483_647)), 0),
		communityId: v.optional(v.nullable(id), null),
		category: v.optional(v.picklist(CATEGORIES), 'notice'),
		title: text(80, 'notices.titleMissing'),
		body: text(20_000, 'notices.bodyMissing'),
		pinned: v.optional(v.boolean(), false),
		/** missing: now */
		from: v.optional(instant),
		/** missing: until it is retired */
		until: v.optional(instant),
		attachments: v.optional(v.pipe(v.array(Attachment), v.maxLength(9, 'notices.tooManyFiles')), [])
	}),
	v.forward(
		v.check(({ from, until }) => !from || !until || until > from, 'notices.untilBeforeFrom'),
		['until']
	)
);
export type NoticeInput = v.InferOutput<typeof NoticeInput>;

/** Whatever the form holds so far; nothing is required, lengths are those of the finished notice, times stay as typed. */
export const DraftInput = v.object({
	id,
	version: v.optional(v.pipe(v.number(), v.integer(), v.maxValue(2_147_483_647)), 0),
	communityId: v.optional(v.nullable(id), null),
	category: v.optional(v.picklist(CATEGORIES), 'notice'),
	title: v.optional(v.pipe(v.string(), v.maxLength(80)), ''),
	body: v.optional(v.pipe(v.string(), v.maxLength(20_000)), ''),
	pinned: v.optional(v.boolean(), false),
	from: v.optional(v.string(), ''),
	until: v.optional(v.string(), ''),
	attachments: v.optional(v.pipe(v.array(Attachment), v.maxLength(9, 'notices.tooManyFiles')), [])
});
export type DraftFields = v.InferOutput<typeof DraftInput>;

export const NoticeId = v.object({ id });
export const ListInput = v.object({
	communityId: v.optional(id),
	category: v.optional(v.picklist(CATEGORIES)),
	/** words of the title or the text, as they stand; all of them */
	words: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(60))),
	after: v.optional(v.pipe(v.string(), v.maxLength(400))),
	limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(50)), 20)
});
