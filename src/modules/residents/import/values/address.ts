import { asText, type Cell } from '#platform/sheets/index.ts';

/** An address as far as it was understood; parts are bare (`3`, not `3幢`), what was not said is null. */
export interface Address {
	/** as it stands in the sheet, blanks trimmed */
	text: string;
	compound: string | null;
	/** `3`, `A` */
	building: string | null;
	unit: number | null;
	floor: number | null;
	/** `502`, `东` */
	door: string | null;
	/** what stood behind or between and was not understood */
	rest: string;
}

const DIGITS: Record<string, number> = { 〇: 0, 零: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };
/** What a compound's name ends in. */
const COMPOUND_ENDS = '小区|社区|花园|家园|嘉园|雅园|新苑|苑|里|园|新村|公寓|大院|宿舍|家属院|庄|新城|城|府|湾|坊|庭|居|村|院|大厦|广场|名邸|华庭';

/** Where the building begins: a number with a word of a building, or a dashed one; 号 alone only behind a compound. */
const BUILDING_BEGINS = new RegExp(
	[
		`(?<=${COMPOUND_ENDS})\\d{1,3}号(?!院)`,
		'(?:\\d{1,3}|[A-Z]\\d?|[甲乙丙丁东南西北])(?:号楼|栋|幢|座)',
		'(?<=\\D|^)\\d{1,3}-\\d',
		'(?<=\\D|^)\\d{1,2}(?:单元|楼|层)',
		'(?:\\d{2,4}|[东南西北])(?:室|户)'
	].join('|')
);
const COMPOUND = new RegExp(`([\\p{Script=Han}A-Z0-9]{1,14}?(?:${COMPOUND_ENDS}))-?$`, 'u');

/** 三 -> 3, 十二 -> 12, 二十 -> 20, 五〇二 -> 502. */
function chineseNumber(text: string): string {
	if (!text.includes('十')) return [...text].map((digit) => DIGITS[digit]).join('');
	const [tens = '', ones = ''] = text.split('十');
	return String((tens === '' ? 1 : DIGITS[tens]!) * 10 + (ones === '' ? 0 : DIGITS[ones]!));
}

function plain(text: string): string {
	return text
		.normalize('NFKC')
		.toUpperCase()
		.replace(/[\u2010-\u2015\u2212~_/\\]/g, '-')
		.replace(/[\s,，、。;；]+/g, '')
		.replace(/[一二两三四五六七八九十〇零]+(?=号楼|号院|号|栋|幢|座|单元|门|楼|层|室|房)/g, chineseNumber)
		.replace(/楼栋/g, '栋')
		.replace(/#楼?/g, '号楼');
}

/**
 * Reads an address: `白云小区3幢2单元502`, `云岭路18号白云小区三号楼二单元5楼东`, `3-2-502`, `3#502`, `A座1203室`.
 * The road's number is no building; `5楼` is a floor unless nothing else names the building.
 * @param compounds names and aliases of the compounds known here; the longest that occurs is the compound
 */
export function readAddress(cell: Cell, compounds: readonly string[] = []): Address | null {
	const text = asText(cell);
	if (text === '') return null;
	const whole = plain(text);
	const { compound, after } = findCompound(whole, compounds);
	const found: Address = { text, compound, building: null, unit: null, floor: null, door: null, rest: '' };

	// 3-2-502, 3-502, 3-2-5-2, also 3幢2-502 and A-1203.
	const dashed = /^(?:(\d{1,3}|[A-Z]\d?)(?:号楼|栋|幢|座|号)?-)?(?:(\d{1,2})(?:单元)?-)?(?:(\d{1,2})(?:楼|层)?-)?(\d{1,4}[A-Z]?)(?:室|号|房)?(.*)$/.exec(after);
	if (dashed && dashed[1] !== undefined && after.includes('-')) {
		const [, building, second, third, door, rest = ''] = dashed;
		const parts = { building: building!, unit: second ?? null, floor: third ?? null, door: door! };
		// 12-3-2: of three short numbers the last is still the door.
		return finish({ ...found, building: parts.building, unit: number(parts.unit), floor: number(parts.floor), door: parts.door, rest });
	}
	let left = after;
	const take = (pattern: RegExp): string | null => {
		const match = pattern.exec(left);
		if (!match) return null;
		left = left.slice(0, match.index) + left.slice(match.index + match[0].length);
		return match[1]!;
	};
	found.building = take(/(\d{1,3}|[A-Z]\d?|[甲乙丙丁东南西北]|\d{1,3}[A-Z])(?:号楼|栋|幢|座)/) ?? (compound ? take(/^(\d{1,3})号(?!院)/) : null);
	const unit = take(/(\d{1,2})(?:单元|门洞|门(?!牌))/) ?? (found.building ? take(/^(\d{1,2})-(?=\d)/) : null);
	found.unit = number(unit);
	// 5楼 is the building only when nothing else is and a unit or door follows: 白云小区5楼2单元502
	if (found.building === null && found.unit !== null) found.building = take(/^(\d{1,3})楼/);
	found.floor = number(take(/(\d{1,2})(?:楼|层)/));
	if (found.building === null && found.floor !== null && /^\d{3,4}(?:室|号|房)?$/.test(left) && Math.floor(Number(/\d+/.exec(left)![0]) / 100) !== found.floor) {
		// 5楼301: a third floor is in no fifth one.
		found.building = String(found.floor);
		found.floor = null;
	}
	found.door = take(/(\d{1,4}[A-Z]?|[A-Z])(?:室|房|号房?|户)?$/) ?? take(/([东南西北中左右])(?:户|室|边|侧|面|首|头)?$/) ?? take(/^(\d{2,4}[A-Z]?)(?:室|房|号房?)?/);
	found.rest = left;
	return finish(found);
}

function finish(address: Address): Address {
	const inDoor = /^(\d{1,2})\d{2}[A-Z]?$/.exec(address.door ?? '');
	return { ...address, floor: address.floor ?? (inDoor ? Number(inDoor[1]) : null) };
}

const number = (digits: string | null | undefined): number | null => (digits === null || digits === undefined ? null : Number(digits));

/** The compound, known or by the look of its name, and what stands behind it. */
function findCompound(whole: string, compounds: readonly string[]): { compound: string | null; after: string } {
	let best: { name: string; end: number } | null = null;
	for (const name of compounds) {
		const key = plain(name);
		const at = key === '' ? -1 : whole.lastIndexOf(key);
		if (at >= 0 && key.length > (best ? plain(best.name).length : 0)) best = { name, end: at + key.length };
	}
	if (best) return { compound: best.name, after: whole.slice(best.end).replace(/^-+/, '') };
	const begin = BUILDING_BEGINS.exec(whole);
	const before = begin ? whole.slice(0, begin.index) : whole;
	const after = begin ? whole.slice(begin.index) : '';
	// What names the land around it, and the road with its number, goes.
	const bare = before.replace(/^.*?(?:街道办?事?处?|镇|乡)(?=.)/, '').replace(/^.*(?:路|街|巷|弄|大道|胡同)\d+(?:弄\d*)?号?(?:院)?/, '').replace(/^.*社区(?=.)/, '').replace(/^.*(?:省|市|(?<![小社])区|县)(?=.{2})/, '');
	const named = COMPOUND.exec(bare)?.[1];
	if (named) return { compound: named, after };
	const tail = /^(.*?(?:小区|花园|家园|新村|公寓|苑))(\d.*)$/.exec(bare);
	if (!begin && tail) return { compound: tail[1]!, after: tail[2]! };
	return begin ? { compound: bare.replace(/-$/, '') || null, after } : { compound: null, after: whole };
}

/** A part that stands in a column of its own: `3幢`, `三号楼`, `2单元`, 5; null when there is none. */
export function readAddressPart(cell: Cell, part: 'building' | 'unit' | 'floor' | 'door'): string | null {
	const text = plain(asText(cell)).replace(/^[一二两三四五六七八九十]+$/, chineseNumber);
	if (text === '') return null;
	const bare = {
		building: /^0*(\d{1,3}|[A-Z]\d?|\d{1,3}[A-Z]|[甲乙丙丁东南西北])(?:号楼|号院|号|栋|幢|座|楼)?$/,
		unit: /^0*(\d{1,2})(?:单元|门洞|门)?$/,
		floor: /^(-?\d{1,3})(?:楼|层|F)?$/,
		door: /^(\d{1,5}[A-Z]?|[A-Z]\d{0,4}|[东南西北中左右])(?:室|号|房|户|边|侧)?$/
	}[part].exec(text);
	return bare ? bare[1]! : text.slice(0, 20);
}
