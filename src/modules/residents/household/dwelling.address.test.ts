import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Building, Compound, Land } from '#modules/areas/index.ts';
import { dwellingKey, dwellingText, fits, floorOfDoor, readAddress, usualDoors } from './dwelling.address.ts';

const compound = (id: string, name: string, aliases: string[] = []) => ({ id, communityId: 'c1', gridId: null, name, nameEn: '', aliases, address: '', lon: null, lat: null, outline: null, version: 1 }) as Compound;
const building = (compoundId: string, name: string, units: number, floors: number, doorsPerFloor: number): Building => ({ id: `${compoundId}-${name}`, compoundId, name, units, floors, doorsPerFloor, lon: null, lat: null, version: 1 });
const compounds = [compound('r', '红云里', ['红云老院']), compound('h', '湖畔雅居'), compound('b', '白云小区')];
const buildings = [
	...[1, 2, 3, 11].map((n) => building('r', `${n}号楼`, 4, 6, 2)),
	...[1, 2, 5].map((n) => building('h', `${n}号楼`, 1, 18, 4)),
	building('b', '8号楼', 4, 6, 3)
];
const land = { outline: null, communities: [], grids: [], compounds, buildings, byId: new Map([...compounds, ...buildings].map((each) => [each.id, each])), buildingsOf: Map.groupBy(buildings, ({ compoundId }) => compoundId) } as Land;

const read = (words: string, within?: string) => {
	const found = readAddress(land, words, within ? { compoundId: within } : undefined);
	if (!found) return null;
	const text = (door: { unit: number; door: string }) => `${found.building!.name} ${door.unit}-${door.door}`;
	return found.sure ? text(found.sure) : found.doors.length ? `? ${found.doors.map(text).join(', ')}` : found.building ? `${found.building.name} ${found.unit ?? '·'}/${found.floor ?? '·'}` : found.compound.name;
};

test.each([
	['红云里3号楼2单元502室', '3号楼 2-502'],
	['红云里３号楼２单元５０２', '3号楼 2-502'],
	['云岭街道红云社区红云里三号楼二单元五零二', '3号楼 2-502'],
	['红云里3-2-502', '3号楼 2-502'],
	['红云里 3—2—502', '3号楼 2-502'],
	['红云里3#2-502', '3号楼 2-502'],
	['红云里3#楼2门502', '3号楼 2-502'],
	['红云里3栋2/502', '3号楼 2-502'],
	['红云老院3幢2单元0502', '3号楼 2-502'],
	['红云里11号楼4单元602户', '11号楼 4-602'],
	['红云里3号楼2单元5楼2号', '3号楼 2-502'],
	['红云里3号楼2单元5层502', '3号楼 2-502'],
	['红云里3号楼乙单元502', '3号楼 2-502'],
	['红云里3号楼2单元502A', '3号楼 2-502A'],
	['湖畔雅居5号楼1203', '5号楼 1-1203'],
	['湖畔雅居5-1203', '5号楼 1-1203'],
	['湖畔雅居5幢12楼03室', '5号楼 1-1203'],
	// what leaves a choice
	['红云里三号楼二单元5楼东', '? 3号楼 2-501, 3号楼 2-502'],
	['红云里3号楼2单元5楼西户', '? 3号楼 2-502, 3号楼 2-501'],
	['红云里3号楼502', '? 3号楼 1-502, 3号楼 2-502, 3号楼 3-502, 3号楼 4-502'],
	['白云小区8号楼2单元6楼中户', '8号楼 2-602'],
	// what the building does not have
	['红云里3号楼2单元902', '? 3号楼 2-902'],
	// as far as it goes
	['红云里3号楼2单元', '3号楼 2/·'],
	['红云里3号楼2单元5楼', '3号楼 2/5'],
	['红云里3号楼', '3号楼 ·/·'],
	['红云里', '红云里'],
	['别处12号', null]
])('%s', (words, expected) => expect(read(words)).toBe(expected));

test('a sheet of one compound leaves its name out', () => {
	expect(read('3-2-502')).toBeNull();
	expect(read('3-2-502', 'r')).toBe('3号楼 2-502');
	expect(read('湖畔雅居5-1203', 'r')).toBe('5号楼 1-1203');
});

test('what we write, we read; each door has its own key', () => {
	fc.assert(
		fc.property(fc.constantFrom(...buildings), fc.nat(), (at, n) => {
			const doors = usualDoors(at);
			const door = doors[n % doors.length]!;
			const home = compounds.find(({ id }) => id === at.compoundId)!;
			expect(fits(at, door)).toBe(true);
			expect(floorOfDoor(door.door)).toBe(door.floor);
			const found = readAddress(land, dwellingText(home, at, door))!;
			expect(found.building!.id).toBe(at.id);
			expect(found.sure).toEqual(door);
			expect(new Set(doors.map((each) => dwellingKey(home, at, each))).size).toBe(doors.length);
		})
	);
	expect(dwellingText(compounds[0]!, buildings[2]!, { unit: 2, door: '502' })).toBe('红云里3号楼2单元502');
	expect(dwellingKey(compounds[0]!, buildings[2]!, { unit: 2, door: '502' })).toBe('红云里-3-2-502');
});

test('any words are read without failing', () => {
	fc.assert(fc.property(fc.stringMatching(/^[0-9一二三五十单元楼层东西室号\-#A 甲门]{0,14}$/), (rest) => void readAddress(land, `红云里${rest}`)));
});
