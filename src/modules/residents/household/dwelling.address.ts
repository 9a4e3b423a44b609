/** From what people write of a home to a door of a building, and from a door to what people read. Pure. */
import { findAddress, type Building, type Compound, type FoundAddress, type Land } from '#modules/areas/index.ts';
import { toHalfWidth } from '#platform/text/index.ts';

/** Where a door is, by its numbers. */
export interface Door {
	unit: number;
	/** null: not said by the number (a shop, `车库3`) */
	floor: number | null;
	/** as it stands on the door: 502, 1203A */
	door: string;
}

/** A written address, as far as it was understood. */
export interface ReadAddress {
	communityId: string;
	compound: Compound;
	building: Building | null;
	unit: number | null;
	floor: number | null;
	/** the doors that the words may mean, likeliest first; more than one when they name no unit, or a side (东) */
	doors: Door[];
	/** the one door of `doors`, where the words leave no choice and the building has such a door */
	sure: Door | null;
}

/** 红云里3号楼2单元502: the unit only where the building has several. */
export const dwellingText = (compound: Pick<Compound, 'name'>, building: Pick<Building, 'name' | 'units'>, { unit, door }: Pick<Door, 'unit' | 'door'>): string =>
	`${compound.name}${building.name}${building.units > 1 ? `${unit}单元` : ''}${door}`;

/** 红云里-3-2-502: `residents.dwelling.address_key`. A building without a number goes by its name. */
export const dwellingKey = (compound: Pick<Compound, 'name'>, building: Pick<Building, 'name'>, { unit, door }: Pick<Door, 'unit' | 'door'>): string =>
	[compound.name, /\d+/.exec(building.name)?.[0] ?? building.name, unit, door].map((part) => toHalfWidth(String(part)).replace(/[\s-]/g, '').toLowerCase()).join('-');

/** The door at a place of a floor, numbered as usual: 5th floor, 2nd door: 502. Below ground: -101. */
export const usualDoor = (floor: number, place: number): string => `${floor < 0 ? '-' : ''}${Math.abs(floor)}${String(place).padStart(2, '0')}`;

/** Every door of a building, numbered as usual: unit by unit, floor by floor. */
export const usualDoors = (building: Pick<Building, 'units' | 'floors' | 'doorsPerFloor'>): Door[] =>
	Array.from({ length: building.units }, (_, u) =>
		Array.from({ length: building.floors }, (__, f) => Array.from({ length: building.doorsPerFloor }, (___, d): Door => ({ unit: u + 1, floor: f + 1, door: usualDoor(f + 1, d + 1) })))
	).flat(2);

/** The floor that a usual door number says: 502 → 5, 1203A → 12, -101 → -1; null where it says none. */
export function floorOfDoor(door: string): number | null {
	const [, below, floor] = /^(-?)(\d{1,3})\d{2}[A-Z]?$/i.exec(door) ?? [];
	return floor === undefined ? null : Number(floor) * (below ? -1 : 1) || null;
}

const DIGITS: Record<string, string> = { 〇: '0', 零: '0', 一: '1', 二: '2', 两: '2', 三: '3', 四: '4', 五: '5', 六: '6', 七: '7', 八: '8', 九: '9' };
const UNIT_NAMES = '甲乙丙丁戊己';

/** 五零二 → 502, 十二 → 12, 二十 → 20. */
const digits = (text: string): string => {
	if (!text.includes('十')) return [...text].map((c) => DIGITS[c] ?? c).join('');
	const [tens, ones] = text.split('十') as [string, string];
	return String(Number(tens ? DIGITS[tens] : 1) * 10 + Number(ones ? DIGITS[ones] : 0));
};

/** Numbers as digits, one kind of dash, nothing that says nothing. */
const plain = (rest: string): string =>
	toHalfWidth(rest)
		.replace(/\s+/g, ' ')
		.replace(/[〇零一二两三四五六七八九十]+/g, digits)
		.replace(/[—–－_/.、#]/g, '-')
		.trim();

/**
 * Reads an address down to its door: 红云里3号楼2单元502室, 三号楼二单元5楼东, 翠湖花园3-2-502, 湖畔雅居5幢1203. What the
 * words leave open gives several doors: a door without its unit, 东户 and 西户 of a floor.
 * @param within reads an address without its compound's name (a sheet of one compound)
 * @returns null when not even the compound is known
 */
export function readAddress(land: Land, words: string, within?: { compoundId: string }): ReadAddress | null {
	const found = findAddress(land, words, 1)[0] ?? inCompound(land, words, within?.compoundId);
	if (!found) return null;
	const { communityId, compound, building } = found;
	const none: ReadAddress = { communityId, compound, building, unit: null, floor: null, doors: [], sure: null };
	if (!building) return none;
	const said = partsOf(plain(found.rest), building);
	const units = said.unit === null ? (building.units === 1 ? [1] : Array.from({ length: building.units }, (_, i) => i + 1)) : [said.unit];
	const doors = units.flatMap((unit) => said.doors.map((door): Door => ({ unit, floor: floorOfDoor(door) ?? said.floor, door })));
	return { ...none, unit: said.unit ?? (building.units === 1 ? 1 : null), floor: said.floor ?? doors[0]?.floor ?? null, doors, sure: doors.length === 1 && fits(building, doors[0]!) ? doors[0]! : null };
}

function inCompound(land: Land, words: string, compoundId: string | undefined): FoundAddress | undefined {
	const compound = compoundId ? land.byId.get(compoundId) : undefined;
	return compound && 'communityId' in compound ? findAddress(land, `${compound.name}${words}`, 1)[0] : undefined;
}

/** Whether a building has such a door, as far as its numbers say; doors may be numbered through all units (101 … 106). */
export const fits = (building: Pick<Building, 'units' | 'floors' | 'doorsPerFloor'>, { unit, door }: Door): boolean => {
	const floor = floorOfDoor(door);
	const place = Number(/(\d{2})[A-Z]?$/i.exec(door)?.[1] ?? 0);
	return unit >= 1 && unit <= building.units && floor !== null && floor >= -2 && floor <= building.floors && place >= 1 && place <= building.doorsPerFloor * building.units;
};

interface Said {
	unit: number | null;
	floor: number | null;
	doors: string[];
}

/** Unit, floor and door of what stands behind the building. */
function partsOf(rest: string, building: Building): Said {
	let text = rest.replace(/^-+/, '');
	const take = (pattern: RegExp): string | null => {
		const found = pattern.exec(text);
		if (!found) return null;
		text = (text.slice(0, found.index) + text.slice(found.index + found[0].length)).trim();
		return found[1] ?? '';
	};
	const named = take(new RegExp(`^([${UNIT_NAMES}东西中]|\\d{1,2})\\s*(?:单元|门洞|梯|门(?!牌))-?`)) ?? take(/^(\d{1,2})-(?=\d|-\d)/);
	const unit = named === null ? null : unitOf(named, building);
	const below = take(/^-?(?:地下|负)(\d)(?:层|楼)/);
	const floorText = below === null ? take(/^第?(\d{1,3})\s*(?:层|楼|[fF](?![a-zA-Z]))-?/) : `-${below}`;
	const floor = floorText === null ? null : Number(floorText);
	const side = take(/(东|西|中间|中|左|右)(?:侧|边|门|户|手|首|头)*$/);
	const number = /^(-?\d{1,5})\s*-?([A-Za-z])?\s*(?:室|号|房|户|门牌)*$/.exec(text.trim());
	if (number) {
		const door = doorOf(number[1]!, number[2] ?? '', floor);
		return { unit, floor, doors: door === null ? [] : [door] };
	}
	if (floor !== null && text.trim() === '' && (side || building.doorsPerFloor === 1)) return { unit, floor, doors: placesOf(side, building.doorsPerFloor).map((place) => usualDoor(floor, place)) };
	return { unit, floor, doors: [] };
}

function unitOf(named: string, { units }: Building): number | null {
	const unit = named === '东' ? 1 : named === '西' ? units : named === '中' ? (units + 1) / 2 : UNIT_NAMES.includes(named) ? UNIT_NAMES.indexOf(named) + 1 : Number(named);
	return Number.isInteger(unit) && unit >= 1 && unit <= units ? unit : null;
}

/** 0502 is 502; the second door of the fifth floor is 502; a number of less than three digits alone says no door. */
function doorOf(number: string, letter: string, floor: number | null): string | null {
	const value = Math.abs(Number(number));
	if (value === 0) return null;
	if (value < 100) return floor === null ? null : usualDoor(floor, value) + letter.toUpperCase();
	return `${number.startsWith('-') ? '-' : ''}${value}${letter.toUpperCase()}`;
}

/**
 * The places that a side of the landing may mean, likeliest first. Houses are mostly numbered from the east, and the
 * first door is on the left of who comes up the stairs; neither is certain, so both ends are offered.
 */
function placesOf(side: string | null, perFloor: number): number[] {
	if (perFloor === 1) return [1];
	if (side?.startsWith('中')) return perFloor % 2 ? [(perFloor + 1) / 2] : [perFloor / 2, perFloor / 2 + 1];
	return side === '西' || side === '右' ? [perFloor, 1] : [1, perFloor];
}
