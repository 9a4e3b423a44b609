/** The shape of a need term and the helper that writes a family of them compactly. */

/** Population facet: kept apart from the need itself, so that "meals" and "for whom" combine freely. */
export type GroupCode =
	| 'elder' | 'aloneElder' | 'child' | 'youth' | 'woman' | 'pregnant' | 'disabled' | 'lowIncome'
	| 'veteran' | 'unemployed' | 'newcomer' | 'gigWorker' | 'patient' | 'carer' | 'partyMember';

/** Complaint side of the mapping: the category under which a request is triaged. */
export type CategoryCode =
	| 'elder' | 'disabled' | 'child' | 'education' | 'health' | 'mental' | 'legal' | 'dispute' | 'job' | 'social'
	| 'assistance' | 'housing' | 'repair' | 'utility' | 'property' | 'parking' | 'road' | 'facility' | 'noise'
	| 'sanitation' | 'green' | 'pets' | 'illegal' | 'safety' | 'cert' | 'veteran' | 'culture' | 'volunteer'
	| 'convenience' | 'digital' | 'deliberation';

/** The six request types: 咨询 / 求助 / 投诉 / 举报 / 建议 / 表扬. */
export type RequestType = 'enquiry' | 'help' | 'complaint' | 'tipoff' | 'suggestion' | 'praise';

/** Four urgency classes; what clock each one runs on is dated data of the area. */
export type Urgency = 'emergency' | 'urgent' | 'normal' | 'low';

export interface Term {
	/** Stable code, `family` or `family.leaf`. */
	code: string;
	/** Code of the family; `null` for a family itself. */
	parent: string | null;
	zh: string;
	en: string;
	/** One sentence that says what belongs here. */
	definition: string;
	/** How residents say it: symptoms and wishes, not names. */
	aliases: string[];
	/** How providers name it. */
	serviceWords: string[];
	/** People for whom the need is typical. */
	groups: GroupCode[];
	category: CategoryCode;
	type: RequestType;
	urgency: Urgency;
	/** Other terms whose services also help. */
	related: string[];
}

interface LeafData {
	zh: string;
	en: string;
	def: string;
	/** Residents' words, separated by `|`. */
	says: string;
	/** Providers' words, separated by `|`. */
	offers: string;
	groups?: GroupCode[];
	category?: CategoryCode;
	type?: RequestType;
	urgency?: Urgency;
	related?: string[];
}

interface FamilyData {
	code: string;
	zh: string;
	en: string;
	category: CategoryCode;
	type?: RequestType;
	groups?: GroupCode[];
	leaves: Record<string, LeafData>;
}

const list = (text: string): string[] => text.split('|').map((s) => s.trim()).filter(Boolean);

/** Expands one family into its own term followed by its leaves, with the family's defaults filled in. */
export function family(data: FamilyData): Term[] {
	const base = { category: data.category, type: data.type ?? 'help', urgency: 'normal' as Urgency };
	const root: Term = {
		...base, code: data.code, parent: null, zh: data.zh, en: data.en, definition: data.zh,
		aliases: [], serviceWords: [], groups: data.groups ?? [], related: []
	};
	const leaves = Object.entries(data.leaves).map(([key, leaf]): Term => ({
		code: `${data.code}.${key}`,
		parent: data.code,
		zh: leaf.zh,
		en: leaf.en,
		definition: leaf.def,
		aliases: list(leaf.says),
		serviceWords: list(leaf.offers),
		groups: leaf.groups ?? data.groups ?? [],
		category: leaf.category ?? base.category,
		type: leaf.type ?? base.type,
		urgency: leaf.urgency ?? base.urgency,
		related: leaf.related ?? []
	}));
	return [root, ...leaves];
}
