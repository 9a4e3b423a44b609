import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAddress, readAddressPart } from './address.ts';

describe('addresses', () => {
	test.each([
		['白云小区3幢2单元502', '白云小区', '3', 2, 5, '502'],
		['白云小区3号楼2单元502室', '白云小区', '3', 2, 5, '502'],
		['3-2-502', null, '3', 2, 5, '502'],
		['三号楼二单元5楼东', null, '3', 2, 5, '东'],
		['云岭路18号白云小区三号楼二单元五楼东户', '白云小区', '3', 2, 5, '东'],
		['白云小区３－２－５０２', '白云小区', '3', 2, 5, '502'],
		['白云小区3-502', '白云小区', '3', null, 5, '502'],
		['红云苑12幢1203', '红云苑', '12', null, 12, '1203'],
		['翠湖花园 A座 1203室', '翠湖花园', 'A', null, 12, '1203'],
		['白云小区3#2单元502', '白云小区', '3', 2, 5, '502'],
		['红云里三栋 402', '红云里', '3', null, 4, '402'],
		['白云小区3幢2-502', '白云小区', '3', 2, 5, '502'],
		['XX市云岭区云岭街道白云社区白云小区3幢2单元502', '白云小区', '3', 2, 5, '502'],
		['白云小区5楼2单元502', '白云小区', '5', 2, 5, '502'],
		['白云小区3号502', '白云小区', '3', null, 5, '502'],
		['3-2-5-2', null, '3', 2, 5, '2'],
		['白云小区', '白云小区', null, null, null, null]
	])('%s', (text, compound, building, unit, floor, door) => {
		expect(readAddress(text, ['白云小区'])).toMatchObject({ compound, building, unit, floor, door });
		expect(readAddress(text)).toMatchObject({ compound, building, unit, floor, door });
	});

	test('a compound is known by any of its names', () => {
		expect(readAddress('白云老区3幢501', ['白云小区', '白云老区', '白云'])).toMatchObject({ compound: '白云老区', building: '3', door: '501' });
	});

	test('whatever the way of writing, the same door is read', () => {
		const CHINESE = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 8 }), (building, unit, floor, nth) => {
				const door = `${floor}${String(nth).padStart(2, '0')}`;
				for (const text of [
					`白云小区${building}幢${unit}单元${door}室`,
					`白云小区${building}-${unit}-${door}`,
					`白云小区 ${CHINESE[building]}号楼 ${CHINESE[unit]}单元 ${door}`,
					`云岭路8号白云小区${building}栋${unit}单元${floor}楼${door}`
				])
					expect([text, readAddress(text)]).toMatchObject([text, { compound: '白云小区', building: String(building), unit, floor, door }]);
			})
		);
		fc.assert(fc.property(fc.string({ unit: 'binary' }), (any) => void readAddress(any)));
	});

	test.each([
		['3幢', 'building', '3'],
		['三号楼', 'building', '3'],
		[3, 'building', '3'],
		['二单元', 'unit', '2'],
		['二', 'unit', '2'],
		[5, 'floor', '5'],
		['502室', 'door', '502'],
		['东户', 'door', '东'],
		['', 'door', null]
	] as const)('part %s of %s', (cell, part, expected) => expect(readAddressPart(cell, part)).toBe(expected));
});
