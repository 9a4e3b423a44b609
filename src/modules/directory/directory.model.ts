/** The fixed vocabularies of the directory. Codes are stored; words stand in messages. */

export const serviceKinds = ['service', 'volunteer', 'room', 'tool', 'post', 'guide'] as const;
export type ServiceKind = (typeof serviceKinds)[number];

/** active 在用, paused 暂停, retired 停用 */
export const serviceStatuses = ['active', 'paused', 'retired'] as const;
export type ServiceStatus = (typeof serviceStatuses)[number];

export const organizationKinds = ['government', 'public', 'social', 'company', 'shop', 'team', 'other'] as const;
export type OrganizationKind = (typeof organizationKinds)[number];

/** unknown: the source says nothing of money */
export const costKinds = ['free', 'subsidised', 'paid', 'unknown'] as const;
export type CostKind = (typeof costKinds)[number];

/** welfare 福利性 and market 经营性: both may stand on one service, side by side */
export const priceNatures = ['welfare', 'market', 'unstated'] as const;
export type PriceNature = (typeof priceNatures)[number];

/** The population facet: for whom. Kept apart from what is needed, so that both combine freely. */
export const groupCodes = [
	'elder', 'aloneElder', 'child', 'youth', 'woman', 'pregnant', 'disabled', 'lowIncome',
	'veteran', 'unemployed', 'newcomer', 'gigWorker', 'patient', 'carer', 'partyMember'
] as const;
export type GroupCode = (typeof groupCodes)[number];

export const accessibilityCodes = ['ramp', 'lift', 'toilet', 'parking', 'signLanguage', 'hearingLoop', 'largePrint', 'guideDog'] as const;
export type AccessibilityCode = (typeof accessibilityCodes)[number];

/** Languages and dialects in which help is given; BCP 47. */
export const languageCodes = ['zh', 'yue', 'nan', 'hak', 'wuu', 'en', 'ug', 'bo', 'mn', 'ko', 'ja', 'ru', 'csl'] as const;
export type LanguageCode = (typeof languageCodes)[number];

/** One price of a service. `fen` null: by agreement. */
export interface Price {
	/** for whom; null: everybody else */
	group: GroupCode | null;
	label: string;
	labelEn: string;
	fen: number | null;
	/** 次, 小时, 份, 月 */
	unit: string;
	nature: PriceNature;
	note: string;
}

export interface RequiredDocument {
	text: string;
	textEn: string;
	/** how many, original or copy */
	note: string;
}

export interface Step {
	title: string;
	text: string;
	/** how long this step takes: 当场, 5 个工作日 */
	clock: string;
}

export interface Phone {
	number: string;
	extension: string;
	label: string;
}

export interface Capacity {
	unit: string;
	available: number;
	maximum: number | null;
	note: string;
}

/** Where a service is offered. Without coordinates it cannot be found near somebody. */
export interface Place {
	id: string;
	locationId: string;
	kind: 'physical' | 'postal' | 'virtual';
	name: string;
	address: string;
	addressEn: string;
	transportation: string;
	/** WGS-84 degrees */
	lon: number | null;
	lat: number | null;
	communityId: string | null;
	accessibility: AccessibilityCode[];
	note: string;
}
