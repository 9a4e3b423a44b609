/** Pure: what is kept of a photo, and who may see it. */
export const CONSENTS = ['nobody_shown', 'all_agreed', 'not_public'] as const;
/** 认不出人 / 认得出的人都同意 / 不公开 */
export type Consent = (typeof CONSENTS)[number];

/** What is kept of a picture. */
export interface PhotoFile {
	key: string;
	thumbKey: string;
	width: number;
	height: number;
}

export interface Photo {
	id: string;
	occurrenceId: string;
	onDay: string;
	caption: string;
	consent: Consent;
	file: PhotoFile;
}
