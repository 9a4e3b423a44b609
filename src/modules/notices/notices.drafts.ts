import { saveDocument, saveImage } from '#platform/files/index.ts';
import type { Attachment, Notice } from './notices.model.ts';
import { localOf } from './notices.forms.ts';
import type { DraftFields } from './notices.schemas.ts';

/** Takes the files that a form sent into the store. @throws files.* for what is neither picture nor document */
export const keepFiles = (subdistrictId: string, files: unknown): Promise<Attachment[]> =>
	Promise.all(
		(Array.isArray(files) ? files : []).filter((file) => file instanceof File).map(async (file): Promise<Attachment> => {
			const bytes = Buffer.from(await file.arrayBuffer());
			const kept = file.type.startsWith('image/') ? await saveImage(subdistrictId, bytes) : await saveDocument(subdistrictId, bytes);
			return { key: kept.key, name: file.name.slice(0, 200), mediaType: kept.mime, size: kept.bytes };
		})
	);

/** A form's values as the fields of a draft; whatever is missing is empty. */
export function draftOf(values: Record<string, unknown>, id: string, attachments: Attachment[] = []): DraftFields {
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
		attachments
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
