import { dateIn, instantAt, isDate, timeIn } from '#platform/dates/index.ts';
import type { Notice } from './notices.model.ts';
import type { DraftFields } from './notices.schemas.ts';

/** What `<input type="datetime-local">` holds for an instant, in the subdistrict's zone. */
export const localOf = (at: Date | null, zone: string): string => (at ? `${dateIn(at, zone)}T${timeIn(at, zone)}` : '');

/** The instant of such a field as ISO text; what is not of its form is given back for the schema to refuse. */
export function instantOf(local: string | undefined, zone: string): string | undefined {
	const [, date, time] = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})/.exec(local ?? '') ?? [];
	return date && time && isDate(date) && time < '24:00' ? instantAt(date, time, zone).toISOString() : local || undefined;
}

/** A form's values as the fields of a draft; whatever is missing is empty. */
export function draftOf(values: Record<string, unknown>, id: string): DraftFields {
	const text = (name: string) => (typeof values[name] === 'string' ? (values[name] as string) : '');
	return {
		id,
		version: Number(text('version')) || 0,
		communityId: text('communityId') || null,
		category: (text('category') || 'notice') as DraftFields['category'],
		title: text('title'),
		body: text('body'),
		pinned: text('pinned') === 'on',
		from: text('from'),
		until: text('until'),
		attachments: []
	};
}

/** What the form shows for a published notice. */
export const draftOfNotice = (notice: Notice, zone: string): DraftFields => ({
	id: notice.id,
	version: notice.version,
	communityId: notice.communityId,
	category: notice.category,
	title: notice.title,
	body: notice.body,
	pinned: notice.pinned,
	from: localOf(notice.publishFrom, zone),
	until: localOf(notice.publishUntil, zone),
	attachments: notice.attachments
});
