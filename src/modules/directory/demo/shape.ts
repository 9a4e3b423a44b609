/** The shape of the demonstration directory: plain data that the directory's helper turns into rows. */

/** Communities of the fictional subdistrict 云岭街道: 红云社区, 白云社区, 翠湖社区, 棋盘社区. */
export type CommunityKey = 'hongyun' | 'baiyun' | 'cuihu' | 'qipan';

export interface DemoOpening {
	/** ISO weekdays, 1 = Monday. */
	days: number[];
	from: string;
	to: string;
}

export interface DemoException {
	/** `MM-DD`, every year. */
	date: string;
	/** Absent when closed all day. */
	from?: string;
	to?: string;
	note: string;
}

export interface DemoOrganisation {
	key: string;
	name: string;
	kind: 'government' | 'community' | 'health' | 'school' | 'company' | 'shop' | 'nonprofit' | 'group';
	community: CommunityKey;
	about: string;
	phone: string;
	/** Metres east and north of the community's point. */
	at: [number, number];
	/** Name of the building or the compound, where it stands in one. */
	building?: string;
	opening: DemoOpening[];
	exceptions?: DemoException[];
}

export interface DemoCost {
	kind: 'free' | 'paid' | 'subsidised';
	text?: string;
	/** Price by group in fen; `unit` is one of the thing. */
	prices?: { group: string; fen: number; unit: string }[];
}

export interface DemoService {
	key: string;
	organisation: string;
	kind: 'service' | 'volunteer' | 'room' | 'tool' | 'post' | 'guide';
	name: string;
	aliases: string[];
	description: string;
	terms: string[];
	eligibility: { minAge?: number; maxAge?: number; groups: string[]; communities: CommunityKey[]; text?: string };
	cost: DemoCost;
	/** Absent: as the organisation. */
	opening?: DemoOpening[];
	phone?: string;
	documents: string[];
	/** Steps of a service guide. */
	steps: string[];
	/** Promised time of a guide, in working days. */
	workingDays?: number;
	capacity?: { places: number; unit: string };
	/** Bookable slots that repeat each week. */
	slots?: { day: number; from: string; to: string; places: number }[];
	accessibility: string[];
	languages: string[];
	/** How many days ago somebody last confirmed that all this is true. */
	assuredDaysAgo: number;
}

/** `week('1-5', '09:00-11:30', '13:30-17:00')`: the same hours on a span of weekdays. */
export function week(days: string, ...hours: string[]): DemoOpening[] {
	const [first = 1, last = first] = days.split('-').map(Number);
	const span = Array.from({ length: last - first + 1 }, (_, i) => first + i);
	return hours.map((range) => {
		const [from = '', to = ''] = range.split('-');
		return { days: span, from, to };
	});
}

/** Fills what a service leaves out. */
export function service(
	data: Partial<DemoService> & Pick<DemoService, 'key' | 'organisation' | 'name' | 'description' | 'terms'>
): DemoService {
	return {
		kind: 'service', aliases: [], eligibility: { groups: [], communities: [] }, cost: { kind: 'free' }, documents: [],
		steps: [], accessibility: [], languages: ['zh'], assuredDaysAgo: 20, ...data
	};
}
