import type { Building, Compound, Land } from './areas.land.ts';

/** An address that was understood: as far as the words go. */
export interface FoundAddress {
	communityId: string;
	compound: Compound;
	building: Building | null;
	/** entrance and door as typed, where they fit the building: 2, 501 */
	unit: number | null;
	door: string | null;
	/** what stands behind the compound and the building, with its numbers as digits: 2单元5楼东 */
	rest: string;
}

const DIGITS: Record<string, number> = { 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };

/** 三 -> 3, 十二 -> 12, 二十 -> 20; null for anything that is no number up to 99. */
function chineseNumber(text: string): number | null {
	const [tens, ones] = text.includes('十') ? text.split('十') : [null, text];
	if (tens === null) return DIGITS[text] ?? null;
	const high = tens === '' ? 1 : DIGITS[tens!];
	const low = ones === '' ? 0 : DIGITS[ones!];
	return high === undefined || low === undefined ? null : high * 10 + low;
}

/** Full width to half, Chinese numbers before 号楼/栋/幢/单元 to digits, spaces and commas away. */
function normalise(words: string): string {
	return words
		.normalize('NFKC')
		.replace(/[\s,，。;；、]+/g, ' ')
		.replace(/([一二两三四五六七八九十]{1,3})(?=(号楼|号院|栋|幢|单元|号))/g, (text) => String(chineseNumber(text) ?? text))
		.trim();
}

/**
 * Reads an address as people say it: 翠湖花园3号楼2单元501, 红云里 三栋, 翠湖花园 3-2-501. The longest compound name or
 * alias that occurs counts; without one, compounds whose names begin with the words are offered.
 * @returns best first, at most `limit`; empty when nothing fits
 */
export function findAddress(land: Land, words: string, limit = 8): FoundAddress[] {
	const text = normalise(words);
	if (!text) return [];
	const named = land.compounds
		.flatMap((compound) => [compound.name, ...compound.aliases].map((name) => ({ compound, name, at: text.indexOf(name) })))
		.filter(({ at }) => at >= 0)
		.sort((a, b) => b.name.length - a.name.length);
	if (!named.length) return beginnings(land, text, limit);
	const longest = named[0]!.name.length;
	const found = named.filter(({ name }) => name.length === longest);
	const distinct = [...new Map(found.map((each) => [each.compound.id, each])).values()];
	return distinct.flatMap(({ compound, name, at }) => within(land, compound, text.slice(at + name.length))).slice(0, limit);
}

function beginnings(land: Land, text: string, limit: number): FoundAddress[] {
	const part = text.replace(/\d.*$/, '').trim() || text;
	return land.compounds
		.filter((compound) => [compound.name, ...compound.aliases].some((name) => name.includes(part)))
		.slice(0, limit)
		.map((compound) => ({ communityId: compound.communityId, compound, building: null, unit: null, door: null, rest: '' }));
}

/** What stands behind the compound's name: building, unit, door. */
function within(land: Land, compound: Compound, rest: string): FoundAddress[] {
	const none: FoundAddress = { communityId: compound.communityId, compound, building: null, unit: null, door: null, rest };
	const spoken = /(\d+)\s*(?:号楼|栋|幢|号)?(?:[\s-]*(\d+)\s*(?:单元|门))?(?:[\s-]*(\d{2,4})\s*(?:室|号|房)?)?/.exec(rest);
	const dashed = /(\d+)\s*-\s*(\d{1,2})\s*-\s*(\d{2,4})/.exec(rest);
	const [, number, unitText, doorText] = dashed ?? spoken ?? [];
	if (!number) return [none];
	const at = rest.indexOf(number) + number.length;
	const buildings = land.buildingsOf.get(compound.id) ?? [];
	const building = buildings.find((each) => each.name === `${number}号楼`) ?? buildings.find((each) => (/\d+/.exec(each.name)?.[0] ?? '') === number);
	if (!building) return [none];
	const unit = unitText && Number(unitText) >= 1 && Number(unitText) <= building.units ? Number(unitText) : null;
	return [{ ...none, building, rest: rest.slice(at).replace(/^\s*(?:#?楼|号楼|栋|幢|座|号院|号|#)/, '').trim(), unit, door: doorText && doorFits(building, doorText) ? doorText : null }];
}

/** 501: fifth floor, first door. */
function doorFits(building: Building, door: string): boolean {
	const floor = Number(door.slice(0, -2));
	const which = Number(door.slice(-2));
	return floor >= 1 && floor <= building.floors && which >= 1 && which <= building.doorsPerFloor * building.units;
}

/** 翠湖花园 3号楼 2单元 501 */
export const addressText = (found: FoundAddress): string =>
	[found.compound.name, found.building?.name, found.unit && `${found.unit}单元`, found.door].filter(Boolean).join(' ');
