/** Pure: what a notice is and when it is to be seen. */

export const CATEGORIES = ['notice', 'public', 'safety', 'utility', 'activity', 'policy'] as const;
/** 通知 / 公示 / 安全提醒 / 停水停电 / 活动 / 政策 */
export type Category = (typeof CATEGORIES)[number];

/** A file beside a notice; `key` is where the platform keeps it. */
export interface Attachment {
	key: string;
	name: string;
	mediaType: string;
	/** bytes */
	size: number;
}

export interface Notice {
	id: string;
	/** null: the whole subdistrict */
	communityId: string | null;
	category: Category;
	title: string;
	/** with the marks of `#ui/plain-text.ts` */
	body: string;
	attachments: Attachment[];
	pinned: boolean;
	publishFrom: Date;
	publishUntil: Date | null;
	retiredAt: Date | null;
	updatedAt: Date;
	updatedBy: string;
	version: number;
}

export const STATES = ['scheduled', 'live', 'ended', 'retired'] as const;
export type NoticeState = (typeof STATES)[number];

/** Scheduled until it begins, live until it ends, retired when staff took it down. */
export function stateOf(notice: Pick<Notice, 'publishFrom' | 'publishUntil' | 'retiredAt'>, now: Date): NoticeState {
	if (notice.retiredAt) return 'retired';
	if (notice.publishFrom > now) return 'scheduled';
	return notice.publishUntil && notice.publishUntil <= now ? 'ended' : 'live';
}

/** How long the last change can be taken back. */
export const UNDO_MINUTES = 10;
