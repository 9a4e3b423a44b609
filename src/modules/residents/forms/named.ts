/** Which group of people words of a form speak of. Pure. */
import type { CellSource } from './sources.ts';

/** What people are comes before how old: 独居老年人 are those who live alone. */
const NAMED: readonly (readonly [RegExp, string])[] = [
	[/独居/, 'living_alone'],
	[/空巢/, 'empty_nest'],
	[/残疾/, 'disabled'],
	[/低保边缘|低收入/, 'dibao_edge'],
	[/低保|最低生活/, 'dibao'],
	[/特困/, 'tekun'],
	[/优抚|退役/, 'entitled'],
	[/失业/, 'unemployed'],
	[/失能/, 'frail'],
	[/困境儿童|孤儿/, 'child_in_need'],
	[/留守儿童/, 'left_behind_child'],
	[/百岁|100周?岁/, 'age100'],
	[/90周?岁/, 'age90'],
	[/80周?岁|高龄/, 'age80'],
	[/65周?岁/, 'age65'],
	[/60周?岁|老年人|老人/, 'age60']
];

/** The group that a title is about; of several the one that comes first. */
export const groupNamed = (words: string): string | null => NAMED.find(([pattern]) => pattern.test(words))?.[1] ?? null;

/** Words that make a part of a group, or something that happened, of it: no figure that the register holds as such. */
const PART = /男|女|其中|新增|增加|减少|去世|死亡|迁|比例|率|占|户|金额|次数|半失能|重度|[一二三四1-4]级|\d+[-—~至]\d+|以下/;

/** The figure that a row of a table of figures asks for; null where it asks for something else, or for two groups at once. */
export function figureNamed(label: string): CellSource | null {
	if (/^(?:总户数|(?:居民|家庭)?户数|家庭总数)$/.test(label)) return 'households';
	if (/^(?:(?:常住|实有|辖区|居民|社区)?(?:总)?人口(?:总)?数?|(?:居民|常住)?总?人数|居民总数)$/.test(label)) return 'people';
	if (PART.test(label)) return null;
	const named = NAMED.filter(([pattern]) => pattern.test(label)).map(([, group]) => group);
	const groups = named.length > 1 ? named.filter((group) => group !== 'age60') : named;
	// 低保边缘 has 低保 in it.
	const meant = groups.includes('dibao_edge') ? groups.filter((group) => group !== 'dibao') : groups;
	return meant.length === 1 ? `group:${meant[0]!}` : null;
}
