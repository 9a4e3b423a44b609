import { likenessOf, plainName } from '#platform/sheets/index.ts';
import { fields, specOf, type Field } from './fields.ts';

/** How alike a head and a field's words are: 1 the same, below 0.6 nothing in common. */
export interface HeadGuess {
	field: Field;
	likeness: number;
	/** the word of the field that it is like */
	word: string;
}

/** Whom a head speaks of: 户主信息 / 姓名 is another person's name than 姓名. */
type Owner = 'self' | 'head' | 'guardian' | 'emergency' | 'other';

const OWNERS: readonly (readonly [Owner, RegExp])[] = [
	['head', /^户主(?:基本)?(?:信息|情况|资料)?的?(?=.)/],
	['guardian', /^(?:法定)?(?:监护人|家长)(?:基本)?(?:信息|情况)?的?(?=.)/],
	['emergency', /^(?:紧急|应急)?(?:联系人|联络人)(?:基本)?(?:信息|情况)?的?(?=.)/],
	['emergency', /^(?:家属|亲属|子女|赡养人|赡养义务人)(?:基本)?(?:信息|情况)?的?(?=.)/],
	['other', /^(?:配偶|丈夫|妻子|父亲|母亲|父母|房东|出租人|结对人|网格员|楼栋长|负责人|填表人|单元长|包联|帮扶|责任医生|家庭医生)(?:基本)?(?:信息|情况)?的?(?=.)/],
	['self', /^(?:本人|居民|个人|人员|老人|儿童|学生|残疾人|党员|对象|申请人|承租人|租户|租客|业主|家庭成员|成员|住户|共同居住人)(?:基本)?(?:信息|情况)?的?(?=.)/]
];
const CAPTIONS: readonly (readonly [Owner, RegExp])[] = [
	['head', /^户主(?:基本)?(?:信息|情况|资料)?$/],
	['guardian', /^(?:法定)?(?:监护人|家长)/],
	['emergency', /^(?:(?:紧急|应急)?(?:联系人|联络人)|家属|亲属|子女|赡养)/],
	['other', /^(?:配偶|丈夫|妻子|父亲|母亲|父母|房东|出租人|结对|网格员|楼栋长|包联|帮扶|家庭医生)/]
];

/** What a field of oneself is when it is another's. */
const OF_OTHERS: Record<Exclude<Owner, 'self'>, Partial<Record<Field, Field>>> = {
	head: { name: 'headName', idNumber: 'headIdNumber', phone: 'headPhone' },
	guardian: { name: 'guardianName', phone: 'guardianPhone' },
	emergency: { name: 'emergencyName', phone: 'emergencyPhone' },
	other: {}
};
/** Fields that are the same whoever's they are called: a head's address is the household's. */
const OF_THE_HOUSEHOLD = new Set<Field>(['address', 'registeredAddress', 'compound', 'building', 'unit', 'floor', 'door', 'householdNumber', 'community', 'grid', 'serial', 'remarks', 'residence']);

const plainWords = fields.map((field) => ({ field, words: specOf(field).words.map(plainName).filter((word) => word !== '') }));
const known = new Map<string, readonly HeadGuess[]>();

/** The fields that a single head word may be, the most alike first. */
function guessesOf(word: string): readonly HeadGuess[] {
	const plain = plainName(word).replace(/(?<=\D)[\d一二三四五六七八九十]+$/, '') || plainName(word);
	const found = known.get(plain);
	if (found) return found;
	const guesses: HeadGuess[] = [];
	for (const { field, words } of plainWords) {
		let best = 0;
		let like = '';
		for (const each of words) {
			const likeness = likenessOf(plain, each);
			if (likeness > best) [best, like] = [likeness, each];
		}
		if (best >= 0.6) guesses.push({ field, likeness: best, word: like });
	}
	guesses.sort((a, b) => b.likeness - a.likeness);
	// Heads repeat within a sheet and from file to file; what people write elsewhere must not fill the memory.
	if (known.size < 5_000) known.set(plain, guesses);
	return guesses;
}

/**
 * The fields that a column's head may be. `path` holds its words from the top row of the head to the bottom one:
 * `['户主信息', '姓名']`. The whole head is tried first (户主姓名), then its last word as a field of whom it speaks of.
 */
export function guessHead(path: readonly string[]): readonly HeadGuess[] {
	const leaf = path.at(-1);
	if (leaf === undefined) return [];
	const owner = ownerOf(path);
	const spoken = splitOwner(plainName(leaf));
	const best = new Map<Field, HeadGuess>();
	const add = (guess: HeadGuess, likeness: number, field: Field = guess.field) => {
		if ((best.get(field)?.likeness ?? 0) < likeness) best.set(field, { ...guess, field, likeness });
	};
	// 残疾情况 / 类别: caption and leaf together make the word, and then the leaf alone means less.
	const caption = path.length > 1 ? plainName(path.at(-2)!).replace(/(?:信息|情况|人员|资料)$/, '') : '';
	const joined = caption && owner === 'self' ? guessesOf(caption + plainName(leaf)).filter(({ likeness }) => likeness >= 0.9) : [];
	for (const guess of joined) add(guess, guess.likeness);
	const alone = joined.length > 0 ? 0.7 : 1;
	// 户主姓名 is like 姓名 too; of others only what is said whole counts.
	if (owner === 'self' || spoken.owner === owner) for (const guess of guessesOf(leaf)) if (spoken.owner === null || spoken.owner === 'self' || guess.likeness >= 0.9) add(guess, guess.likeness * alone);
	for (const guess of guessesOf(spoken.owner === null ? leaf : spoken.rest)) {
		const likeness = guess.likeness * alone * (spoken.owner === null ? 1 : 0.99);
		if (owner === 'self') add(guess, likeness);
		else {
			const field = OF_OTHERS[owner][guess.field] ?? (OF_THE_HOUSEHOLD.has(guess.field) && owner === 'head' ? guess.field : undefined);
			if (field) add(guess, likeness, field);
		}
	}
	return [...best.values()].sort((a, b) => b.likeness - a.likeness);
}

/** How surely a text is the head of something: of any field, in any row of a head. */
export const headLikeness = (text: string): number => guessHead([text])[0]?.likeness ?? 0;

function ownerOf(path: readonly string[]): Owner {
	const captions = path.slice(0, -1).map(plainName);
	for (const caption of captions.reverse()) for (const [owner, pattern] of CAPTIONS) if (pattern.test(caption)) return owner;
	const spoken = splitOwner(plainName(path.at(-1)!));
	return spoken.owner ?? 'self';
}

function splitOwner(plain: string): { owner: Owner | null; rest: string } {
	for (const [owner, pattern] of OWNERS) {
		const found = pattern.exec(plain);
		if (found) return { owner, rest: plain.slice(found[0].length) };
	}
	return { owner: null, rest: plain };
}

/** Heads of which a list of residents has one beside the name: what tells a person, … */
const TELLS_WHO: readonly Field[] = ['idNumber', 'birthDate', 'headIdNumber'];
/** … or two of these: one alone stands on rosters of staff and of those who attended as well. */
const TELLS_MORE: readonly Field[] = ['sex', 'age', 'phone', 'headPhone', 'address', 'door', 'building', 'relation', 'householdNumber', 'disabilityCard', 'registeredAddress'];

/** Whether a table with these heads (`户主信息 / 姓名`) is a list of people, told by its heads alone. */
export function isOfPeople(heads: readonly string[]): boolean {
	const said = new Set(heads.flatMap((head) => guessHead(head.split(' / ')).filter(({ likeness }) => likeness >= 0.9).slice(0, 1).map(({ field }) => field)));
	const has = (field: Field) => said.has(field);
	return (has('name') || has('headName')) && (TELLS_WHO.some(has) || TELLS_MORE.filter(has).length >= 2);
}
