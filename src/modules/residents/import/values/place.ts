/** Where a row says that somebody lives: one column of words, or parts in columns of their own, read against the land. */
import { findAddress, type Land } from '#modules/areas/index.ts';
import { asText, type Cell } from '#platform/sheets/index.ts';
import { readAddress, type Door } from '../../household/dwelling.address.ts';

export type AddressPart = 'building' | 'unit' | 'floor' | 'door';

/** The words of a row that may say a place. */
export interface PlaceWords {
	/** of the column of addresses; '' when there is none */
	text: string;
	/** of the column of compounds */
	compound: string;
	/** heading between the rows: 红云苑12幢 */
	section: string;
	parts: Partial<Record<AddressPart, string>>;
}

/** An address as far as it was understood. Without a `communityId` not even the compound is known. */
export interface Place {
	/** as the sheet says it, its parts put together */
	text: string;
	communityId: string | null;
	compoundId: string | null;
	buildingId: string | null;
	/** the doors that the words may mean, the likeliest first */
	doors: Door[];
	/** the words leave no choice, and the building has such a door */
	sure: boolean;
}

const UNITS: Record<AddressPart, string> = { building: '号楼', unit: '单元', floor: '楼', door: '' };

/** A part from a column of its own, without its word: `3幢` is 3, `二单元` 二. A dashed number (2-502) stays whole. */
export function bareText(cell: Cell, part: AddressPart): string {
	const text = asText(cell).normalize('NFKC').replace(/\s+/g, '');
	const words = { building: /(?:号楼|号院|号|栋|幢|座|楼)$/, unit: /(?:单元|门洞|门)$/, floor: /(?:楼|层|F)$/i, door: /(?:室|号|房|户)$/ }[part];
	return text.replace(words, '').replace(/^0+(?=\d)/, '');
}

/** The parts as one address: 3号楼2单元502. */
const joined = (parts: PlaceWords['parts']): string => {
	// 1-2 in the column of units (楼栋单元) says building and unit.
	const both = parts.building ? null : /^(\d+)-(\d+)$/.exec(parts.unit ?? '');
	if (both) return joined({ ...parts, building: both[1]!, unit: both[2]! });
	// 3-2-502 in the column of doors says everything; 2-502 says unit and door.
	const dashes = parts.door?.split('-').length ?? 1;
	const wanted: AddressPart[] = dashes >= 3 ? ['door'] : dashes === 2 ? ['building', 'door'] : ['building', 'unit', ...(/^\d{3,}/.test(parts.door ?? '') ? [] : (['floor'] as const)), 'door'];
	return wanted.map((part) => (parts[part] ? `${parts[part]}${UNITS[part]}` : '')).join('');
};

/** Reads a row's place; null when it says none. Whole words go before parts, and parts add what they leave open. */
export function readPlace(land: Land, { text, compound, section, parts }: PlaceWords): Place | null {
	const tail = joined(parts);
	if (text === '' && tail === '' && compound === '') return null;
	const said = text !== '' ? text : `${compound}${tail}`;
	const context = [compound, section].filter(Boolean).map((words) => findAddress(land, words, 1)[0]).find((found) => found !== undefined);
	const within = context ? { compoundId: context.compound.id } : undefined;
	// The heading 红云苑12幢 over rows that say a door only.
	const building = context?.building?.name ?? '';
	const readings = [text, `${text}${tail}`, `${compound}${tail}`, `${building}${text}${tail}`].filter((words) => words !== '').map((words) => readAddress(land, words, within)).filter((read) => read !== null);
	const best = readings.find(({ sure }) => sure) ?? readings.find(({ doors }) => doors.length > 0) ?? readings.find((read) => read.building) ?? readings[0];
	if (!best) return { text: said, communityId: context?.communityId ?? null, compoundId: context?.compound.id ?? null, buildingId: null, doors: [], sure: false };
	return { text: text !== '' && tail !== '' && !best.sure ? `${text}${tail}` : said, communityId: best.communityId, compoundId: best.compound.id, buildingId: best.building?.id ?? null, doors: best.doors, sure: best.sure !== null };
}
