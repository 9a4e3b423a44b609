import { parseDisability, politicalStatuses } from '../../codes/index.ts';
import { plainWord } from '../../codes/code-table.ts';
import { flagGroups, type FlagGroup } from '../fields.ts';

/** That a sheet says of a person: they belong to a group. */
export interface GroupWord {
	group: FlagGroup | 'disabled';
	/** code of the group's kind (`group_type.kinds`) */
	kind?: string;
	/** code of the group's grade (`group_type.grades`) */
	grade?: string;
	certificate?: string;
}

/** Kinds of groups and the words that lists use for them, the narrower first. */
const KINDS: readonly (readonly [RegExp, FlagGroup, kind: string])[] = [
	[/(?:伤残|残疾|残废)(?:军人|人民警察|民兵|公务员)|[一二三四五六七八九十]级伤残/, 'entitled', 'disabled_soldier'],
	[/烈士|烈属/, 'entitled', 'martyr_family'],
	[/因公牺牲/, 'entitled', 'fallen_family'],
	[/病故军人/, 'entitled', 'deceased_family'],
	[/复员军人/, 'entitled', 'demobilised'],
	[/带病回乡/, 'entitled', 'ill_veteran'],
	[/参战/, 'entitled', 'war_veteran'],
	[/参试/, 'entitled', 'test_veteran'],
	[/农村籍(?:退役|退伍)/, 'entitled', 'rural_soldier'],
	[/(?:现役)?军人家属|军属|义务兵家庭/, 'entitled', 'soldier_family'],
	[/(?:退役|退伍|复退|转业)(?:军人|士兵|干部|$)/, 'entitled', 'veteran'],
	[/就业困难/, 'unemployed', 'hard_to_place'],
	[/孤儿/, 'child_in_need', 'orphan'],
	[/无人抚养/, 'child_in_need', 'unattended']
];
/** Loss of ability by degrees (GB/T 42195-2022); 半失能 is taken for the middle one. */
const FRAIL: readonly (readonly [RegExp, grade: string])[] = [
	[/完全|全失能/, '4'],
	[/重度/, '3'],
	[/半|部分|中度/, '2'],
	[/轻度/, '1']
];

/** What follows from age or is no group: nothing to keep of it. */
const NOTHING = /^(?:无|没有|否|不是|非|一般|普通|正常|普通居民|一般居民|一般户|普通户|居民|常住|老年人?|老人|高龄(?:老人)?|\d{2,3}岁?(?:及)?以上(?:老人|老年人)?|百岁老人|儿童|未成年人|学生|在校学生|青年|妇女|成年人|在职|退休|离退休|退休人员)$/;
const SPLIT = /[、,，;；|\n+&]+|\/(?!\d)|\s+/;

const byWord = new Map<string, FlagGroup>((Object.entries(flagGroups) as [FlagGroup, readonly string[]][]).flatMap(([group, words]) => words.map((word) => [plainWord(word), group] as const)));

/**
 * The groups that the words of a cell name: `低保、肢体二级`, `优抚（烈属）`, `半失能 独居`. Party members are no group here: 党员 is a
 * political status.
 * @returns also the words that mean none we know, and the political status that was among them
 */
export function readGroups(text: string): { groups: GroupWord[]; political: string | null; unknown: string[] } {
	const groups: GroupWord[] = [];
	const unknown: string[] = [];
	let political: string | null = null;
	for (const word of text.split(SPLIT).map((piece) => piece.trim()).filter(Boolean)) {
		const found = readGroup(word);
		if (found) groups.push(found);
		else if (/党员|团员/.test(word) && politicalStatuses.parse(word)) political = politicalStatuses.parse(word);
		else if (!NOTHING.test(plainWord(word))) unknown.push(word);
	}
	return { groups: groups.filter((group, i) => groups.findIndex((other) => other.group === group.group) === i), political, unknown };
}

/** The group that one word names; null when it names none. */
export function readGroup(word: string): GroupWord | null {
	const plain = plainWord(word).replace(/^(?:是|属于|享受)/, '');
	if (plain === '') return null;
	const narrow = KINDS.find(([pattern]) => pattern.test(plain));
	if (narrow) return { group: narrow[1], kind: narrow[2] };
	if (/失能|失智/.test(plain)) {
		const grade = FRAIL.find(([pattern]) => pattern.test(plain))?.[1];
		return { group: 'frail', ...(grade && { grade }) };
	}
	const bare = plain.replace(/\(.*?\)/g, '').replace(/(?:人员|对象|家庭|老人|户|人)$/, '');
	const exact = byWord.get(plain) ?? byWord.get(bare);
	if (exact) return { group: exact };
	for (const [pattern, group] of LOOSE) if (pattern.test(plain)) return { group };
	const disability = parseDisability(word);
	if (disability && (disability.kind !== null || /残/.test(plain))) return { group: 'disabled', ...(disability.kind && { kind: disability.kind }), ...(disability.grade && { grade: `${disability.grade}` }) };
	return /残疾|持证残/.test(plain) ? { group: 'disabled' } : null;
}

/** In words that hold more than the group's name (城镇低保户, 计生特殊困难家庭); the narrower first. */
const LOOSE: readonly (readonly [RegExp, FlagGroup])[] = [
	[/低保边缘|低边|低收入/, 'dibao_edge'],
	[/低保|最低生活保障/, 'dibao'],
	[/特困|五保/, 'tekun'],
	[/优抚/, 'entitled'],
	[/失业/, 'unemployed'],
	[/大病|重病|重大疾病/, 'illness'],
	[/留守/, 'left_behind_child'],
	[/困境/, 'child_in_need'],
	[/失独|计(?:划)?生(?:育)?特殊/, 'bereaved_family'],
	[/独居/, 'living_alone'],
	[/空巢/, 'empty_nest']
];
