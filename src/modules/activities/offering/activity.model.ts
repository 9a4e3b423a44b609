/** Pure: what an activity is. */
import type { Series } from '../occurrences/recurrence.model.ts';

export const STATES = ['draft', 'published', 'withdrawn'] as const;
/** 草稿 / 已发布 / 已撤回 */
export type ActivityState = (typeof STATES)[number];

export const FEES = ['free', 'paid', 'subsidised'] as const;
/** 免费 / 收费 / 补贴价 */
export type Fee = (typeof FEES)[number];

export const SIGNUPS = ['none', 'open', 'staff'] as const;
/** 不用报名 / 网上报名 / 只由社区登记 */
export type Signup = (typeof SIGNUPS)[number];

export const GIFTS = ['money', 'room', 'people', 'goods'] as const;
/** 资金 / 场地 / 人员 / 物资 */
export type Gift = (typeof GIFTS)[number];

/** Who takes part in holding it: a host, or what a local organisation gives. */
export interface Part {
	role: 'host' | 'contributor';
	/** of the directory; null: somebody who is not in it */
	organizationId: string | null;
	name: string;
	gives: Gift | null;
	/** fen of money, number of people, hours of a room; null: only said in `words` */
	amount: number | null;
	words: string;
}

/** Everything that staff write about an activity. */
export interface Activity extends Series {
	id: string;
	kind: string;
	/** leads it; null: the subdistrict */
	communityId: string | null;
	/** hold it together with the leading one, which is not repeated here */
	named: string[];
	title: string;
	/** with the marks of `#ui/plain-text.ts` */
	body: string;
	skipHolidays: boolean;
	place: string;
	buildingId: string | null;
	/** used beside the place: further rooms, a projector, a van */
	resources: string[];
	howToCome: string;
	/** seats at each time; null: as many as come */
	capacity: number | null;
	fee: Fee;
	/** what is paid, in fen */
	feeFen: number | null;
	/** before the subsidy, in fen */
	fullFeeFen: number | null;
	feeNote: string;
	materials: string;
	/** full years (周岁) on the day */
	minAge: number | null;
	maxAge: number | null;
	/** codes of groups of the register; any of them */
	audienceGroups: string[];
	ownCommunityOnly: boolean;
	/** younger ones need a guardian's consent */
	guardianUnder: number | null;
	signup: Signup;
	signupFrom: Date | null;
	signupClosesMinutes: number;
	cancelCutoffMinutes: number;
	offerMinutes: number;
	parts: Part[];
	state: ActivityState;
	publishedAt: Date | null;
	expandedUntil: string | null;
	changedAt: Date;
	changedBy: string;
	version: number;
}

/** How long the last change can be taken back. */
export const UNDO_MINUTES = 10;

/** Times are made this many days ahead, so that a year's plan shows what is planned. */
export const AHEAD_DAYS = 400;

export const AUDIENCES = ['children', 'elders', 'everybody'] as const;
/** 少年儿童 / 老年人 / 不限年龄 */
export type Audience = (typeof AUDIENCES)[number];

/** Whom the ages make it for: children up to 18, elders from 50 on, else everybody who fits. */
export const audienceOf = ({ minAge, maxAge }: { minAge: number | null; maxAge: number | null }): Audience | null =>
	maxAge !== null && maxAge <= 18 ? 'children' : minAge !== null && minAge >= 50 ? 'elders' : minAge === null && maxAge === null ? 'everybody' : null;
