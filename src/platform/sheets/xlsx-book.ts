/** The parts of an .xlsx file: where its workbook and its sheets are, what they are called, which styles are dates. */
import { posix } from 'node:path';
import type { Archive } from './archive.ts';
import { sheetError } from './errors.ts';
import { builtInDateKind, dateKind, type DateKind } from './serial.ts';
import { attribute, readXml } from './xml.ts';

export const isTrue = (text: string | undefined) => text === '1' || text === 'true';

/** The path of the workbook. @throws AppError `sheets.notTable` for a Word or PowerPoint file, which are zips of the same kind */
export async function workbookPath(archive: Archive): Promise<string> {
	if (!archive.has('_rels/.rels')) throw sheetError('notTable');
	const path = (await relationships(archive, '')).byType('officeDocument');
	if (!path || !archive.has(path) || !/workbook/i.test(path)) throw sheetError('notTable');
	return path;
}

/** What a part points to, by id and by type (`worksheet`, `styles`). */
export async function relationships(archive: Archive, of: string) {
	const found: { id: string; type: string; path: string }[] = [];
	const file = posix.join(posix.dirname(of), '_rels', `${posix.basename(of)}.rels`);
	if (archive.has(file)) {
		await readXml(await archive.open(file), {
			open: (name, attributes) => {
				if (name !== 'Relationship' || attributes.TargetMode === 'External') return;
				const target = attributes.Target ?? '';
				found.push({
					id: attributes.Id ?? '',
					type: (attributes.Type ?? '').split('/').at(-1)!,
					path: target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(of), target)
				});
			}
		});
	}
	return {
		byType: (type: string) => found.find((r) => r.type === type)?.path,
		byId: (id: string) => found.find((r) => r.id === id),
		all: (type: string) => found.filter((r) => r.type === type).map(({ path }) => path)
	};
}

/** The sheets in their order, also charts and macros, and the calendar. */
export async function readBook(archive: Archive, path: string) {
	const sheets: { name: string; id: string; hidden: boolean }[] = [];
	let date1904 = false;
	await readXml(await archive.open(path), {
		open: (name, attributes) => {
			if (name === 'sheet') sheets.push({ name: attributes.name ?? '', id: attribute(attributes, 'id') ?? '', hidden: (attributes.state ?? 'visible') !== 'visible' });
			if (name === 'workbookPr') date1904 = isTrue(attributes.date1904);
		}
	});
	return { sheets, date1904 };
}

/** The date kind of each cell style, by its index. */
export async function readDateKinds(archive: Archive, path: string): Promise<DateKind[]> {
	const custom = new Map<number, DateKind>();
	const kinds: DateKind[] = [];
	let inCellStyles = false;
	await readXml(await archive.open(path), {
		open: (name, attributes) => {
			if (name === 'numFmt') custom.set(Number(attributes.numFmtId), dateKind(attributes.formatCode ?? ''));
			if (name === 'cellXfs') inCellStyles = true;
			if (name === 'xf' && inCellStyles) {
				const id = Number(attributes.numFmtId ?? 0);
				kinds.push(custom.get(id) ?? builtInDateKind(id));
			}
		},
		close: (name) => {
			if (name === 'cellXfs') inCellStyles = false;
		}
	});
	return kinds;
}
