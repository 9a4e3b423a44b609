import { toHalfWidth } from './width.ts';

/** Two-character surnames that are in use; with another name, the first character is the surname. */
const COMPOUND_SURNAMES = new Set(
	'欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 东门 西门 第五 纳兰'.split(
		' '
	)
);

/**
 * A name as others may see it: the surname and one star for each further character (张*, 欧阳**), whatever follows
 * the first letter in a name that is not Chinese (J***). A surname of two characters stands whole only when more follows.
 */
export function maskName(name: string): string {
	const characters = [...name.trim()];
	if (characters.length === 0) return '';
	if (characters.length === 1) return '*';
	// With a dot (阿依古丽·买买提) or in letters, stars for each character would give the name away by its rhythm.
	if (/[·•.\s]|\p{Script=Latin}/u.test(name)) return characters[0]! + '***';
	const surname = characters.length > 2 && COMPOUND_SURNAMES.has(characters[0]! + characters[1]!) ? 2 : 1;
	return characters.slice(0, surname).join('') + '*'.repeat(characters.length - surname);
}

/**
 * A telephone number as others may see it: mobile `138****0000`, landline `0577-****0000`.
 * Anything else keeps its last two characters at most.
 */
export function maskPhone(phone: string): string {
	const plain = toHalfWidth(phone).replace(/\s/g, '');
	const mobile = /^(?:\+?86)?-?(1\d{2})-?\d{4}-?(\d{4})$/.exec(plain);
	if (mobile) return `${mobile[1]}****${mobile[2]}`;
	const landline = /^\(?(010|02\d|0[3-9]\d{2})\)?-?\d{3,4}(\d{4})(?:-\d{1,6})?$/.exec(plain);
	if (landline) return `${landline[1]}-****${landline[2]}`;
	return starsBut(plain, 0, plain.length > 4 ? 2 : 0);
}

/** An identity number as others may see it: six digits of the region, four at the end, the birthday hidden (110105********1234). */
export function maskIdNumber(number: string): string {
	const plain = toHalfWidth(number).replace(/\s/g, '');
	return plain.length === 18 ? starsBut(plain, 6, 4) : plain.length === 15 ? starsBut(plain, 6, 3) : starsBut(plain, 0, plain.length > 8 ? 2 : 0);
}

/**
 * An address as others may see it: down to the building, never the unit, floor or room.
 * `云岭路18号3号楼2单元501室` and `幸福小区3-2-501` give `云岭路18号3号楼***` and `幸福小区3***`.
 * Without a building it ends at the house number; without that, before the first digit.
 */
export function maskAddress(address: string): string {
	const plain = toHalfWidth(address).trim();
	if (plain === '') return '';
	const count = '(?:\\d+|[一二三四五六七八九十百甲乙丙丁东南西北A-Za-z])';
	const kept =
		new RegExp(`^.*?${count}(?:号楼|栋|幢|座|号院)`).exec(plain)?.[0] ??
		// 3-2-501: building, unit, room
		/^(.*?\d+)(?=[-–—]\d)/.exec(plain)?.[0] ??
		/^.*?(?:路|街|巷|弄|道|里|村|区|苑|园|城)\D{0,6}?\d+号/.exec(plain)?.[0] ??
		/^\D*/.exec(plain)![0];
	return kept === plain && !/(?:单元|室|房|户)/.test(plain) && /(?:号楼|栋|幢|座|号院|号)$/.test(plain) ? plain : `${kept}***`;
}

function starsBut(text: string, first: number, last: number): string {
	return text.slice(0, first) + '*'.repeat(Math.max(0, text.length - first - last)) + (last ? text.slice(-last) : '');
}
