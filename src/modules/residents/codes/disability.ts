import { parseIdNumber, toHalfWidth } from '#platform/text/index.ts';
import { codeTable, plainWord } from './code-table.ts';

/** Kind of disability: GB/T 26341-2010 in the codes of GB/T 2261.3 (61–67). Its last digit is that of the card. */
export const disabilityKinds = codeTable('GB/T 2261.3-2003', [
	['61', '视力残疾', 'Visual', '视力', '视残', '盲', '盲人', '视力障碍'],
	['62', '听力残疾', 'Hearing', '听力', '听残', '聋', '听力障碍'],
	['63', '言语残疾', 'Speech', '言语', '语言', '语言残疾', '哑', '言语障碍'],
	['64', '肢体残疾', 'Physical', '肢体', '肢残', '肢体障碍'],
	['65', '智力残疾', 'Intellectual', '智力', '智残', '智障', '智力障碍'],
	['66', '精神残疾', 'Psychiatric', '精神', '精残', '精神障碍'],
	['67', '多重残疾', 'Multiple', '多重', '多重障碍']
]);
export type DisabilityKind = (typeof disabilityKinds.codes)[number];

/** 1 the most severe, 4 the least (GB/T 26341-2010). */
export type DisabilityGrade = 1 | 2 | 3 | 4;

const GRADES: Record<string, DisabilityGrade> = { 一: 1, 二: 2, 三: 3, 四: 4, '1': 1, '2': 2, '3': 3, '4': 4, ⅰ: 1, ⅱ: 2, ⅲ: 3, ⅳ: 4, 壹: 1, 贰: 2, 叁: 3, 肆: 4 };

/** A grade as people write it: `二级`, `2`, `Ⅱ级`, `贰级`, `2级`. */
export function parseDisabilityGrade(text: string): DisabilityGrade | null {
	const found = /^(?:重度|中度|轻度)?([一二三四1-4ⅰ-ⅳ壹贰叁肆])级?$/.exec(plainWord(text));
	return found ? GRADES[found[1]!]! : null;
}

/**
 * Kind and grade as people write them together: `肢体二级`, `视力残疾1级`, `肢体（二级）`, `精神残疾`, `二级`; several kinds
 * (`视力、听力`) are 多重. What is not said is null.
 * @returns null when neither kind nor grade is said
 */
export function parseDisability(text: string): { kind: DisabilityKind | null; grade: DisabilityGrade | null } | null {
	const plain = plainWord(text).replace(/[()\-—/、,，;；:+]/g, ' ').trim();
	const grade = /([一二三四1-4ⅰ-ⅳ壹贰叁肆])级/.exec(plain)?.[1];
	const words = plain.replace(/([一二三四1-4ⅰ-ⅳ壹贰叁肆])级/g, ' ').replace(/(?<=.)残疾人?/g, ' ').split(' ').filter(Boolean);
	const kinds = [...new Set(words.map((word) => disabilityKinds.parse(word)).filter((kind) => kind !== null))];
	const kind = kinds.length > 1 ? '67' : (kinds[0] ?? null);
	if (kind !== null || grade !== undefined) return { kind, grade: grade ? GRADES[grade]! : null };
	const alone = parseDisabilityGrade(text);
	return alone ? { kind: null, grade: alone } : null;
}

/**
 * A disability card's number: the holder's identity number, one digit of kind, one of grade, and `B1`, `B2` … for a
 * card made anew (残疾人证管理办法, 残联发〔2017〕34号).
 * @returns null when it is none
 */
export function parseDisabilityCard(text: string): { number: string; idNumber: string; kind: DisabilityKind; grade: DisabilityGrade } | null {
	const plain = toHalfWidth(text).replace(/\s/g, '').toUpperCase();
	const found = /^(\d{17}[\dX])([1-7])([1-4])(B\d)?$/.exec(plain);
	if (!found) return null;
	const id = parseIdNumber(found[1]!);
	return id.ok ? { number: plain, idNumber: id.number, kind: `6${found[2]!}` as DisabilityKind, grade: Number(found[3]) as DisabilityGrade } : null;
}
