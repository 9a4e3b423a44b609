/** What stands on a sheet: tables with their heads, which rows are data, and what every other row is. */
import { createHash } from 'node:crypto';
import { asNumber, asText, columnLetters, plainName, type Cell, type Sheet } from '#platform/sheets/index.ts';
import { findHead, headScore, headText, type Head, type Rows } from './head.ts';
import { guessHead } from './head-words.ts';

/** A column of a table, with each place where it stands: several when the table stands side by side with itself. */
export interface TableColumn {
	/** what tells it from the others: its head without blanks and remarks, numbered where it stands twice */
	key: string;
	/** its head as people read it: `户主信息 / 姓名` */
	head: string;
	path: string[];
	/** columns of the sheet, from 0: one, or one for each repetition */
	at: number[];
	/** the letter of the first */
	letter: string;
}

export type RowKind = 'blank' | 'head' | 'total' | 'note' | 'section' | 'numbering' | 'example';

/** A table as it was found. Rows count from 1, as the sheet shows them. */
export interface Table {
	/** the text above it that names it */
	title: string;
	headRows: [top: number, bottom: number];
	columns: TableColumn[];
	/** how often its columns stand side by side (姓名 电话 | 姓名 电话), or its members in one row (成员1, 成员2); usually 1 */
	repeats: number;
	/** rows of data, with the heading between the rows (红云苑1幢) that they stand under */
	rows: { row: number; section: string }[];
	/** every other row between the head and the end, and what it is */
	skipped: { row: number; kind: RowKind }[];
	/** the form: the same for every file with these columns, in whatever order */
	fingerprint: string;
}

/** The tables of a sheet, from top to bottom; none when nothing on it looks like a head. */
export function findTables(sheet: Pick<Sheet, 'rows'>): Table[] {
	const tables: Table[] = [];
	let from = 0;
	while (from < sheet.rows.length) {
		const head = findHead(sheet.rows, from);
		if (!head) break;
		const { table, next } = readTable(sheet.rows, head, from);
		tables.push(table);
		from = next;
	}
	return tables;
}

function readTable(rows: Rows, head: Head, from: number): { table: Table; next: number } {
	const { columns, repeats } = columnsOf(head.paths);
	const table: Table = {
		title: titleOf(rows, from, head.top),
		headRows: [head.top + 1, head.bottom + 1],
		columns,
		repeats,
		rows: [],
		skipped: [],
		fingerprint: fingerprintOf(columns, repeats)
	};
	const names = new Set(head.paths.flat());
	let section = '';
	let row = head.bottom + 1;
	for (; row < rows.length; row++) {
		const kind = kindOf(rows[row]!, head, names);
		if (kind === 'otherHead') break;
		if (kind === 'data') table.rows.push({ row: row + 1, section });
		else table.skipped.push({ row: row + 1, kind });
		if (kind === 'section') section = firstText(rows[row]!);
	}
	return { table, next: row };
}

/** What a row below the head is. */
function kindOf(row: readonly Cell[], head: Head, names: ReadonlySet<string>): RowKind | 'data' | 'otherHead' {
	const filled = row.flatMap((cell, column) => (cell === null || asText(cell) === '' ? [] : [{ cell, column, text: asText(cell) }]));
	if (filled.length === 0) return 'blank';
	const bare = filled.map(({ text }) => text.replace(/\s+/g, ''));
	const repeated = filled.filter(({ cell, column }) => headText(cell) !== '' && (head.paths[column] ?? []).includes(headText(cell))).length;
	if (repeated >= 2 && repeated >= filled.length * 0.7) return 'head';
	if (filled.length >= 3 && bare.every((text) => text !== '' && !/\d{2}/.test(text))) {
		const score = headScore(row);
		const own = bare.filter((text) => names.has(text)).length;
		if (score.named >= 3 && score.named >= score.filled * 0.7) return own >= filled.length * 0.7 ? 'head' : 'otherHead';
	}
	if (bare.slice(0, 3).some((text) => /^(?:合计|总计|小计|共计|总数|累计|本页合计|本页小计|总合计|合計)[:：]?/.test(text))) return 'total';
	const distinct = new Set(bare);
	// A date or a number of people in the last line: 填表人：…  审核人：…  2026年3月1日
	if (/^(?:注|备注|说明|填表|制表|审核|负责人|单位负责人|填报|经办|联系人|统计人|报送|日期|单位[（(]?盖章|盖章)[^，。]{0,12}[:：]/.test(bare[0]!)) return 'note';
	if (/^[(（【]?(?:例|示例|样例|填写示例|填表示例|范例|例如)(?:[)）】:：]|$|\d)/.test(bare[0]!)) return 'example';
	if (isNumbering(filled.map(({ cell }) => cell))) return 'numbering';
	if (distinct.size === 1 && (filled.length > 1 || filled[0]!.column <= 1) && typeof filled[0]!.cell === 'string' && !/^\d+$/.test(bare[0]!) && guessHead([bare[0]!]).every(({ likeness }) => likeness < 0.9)) {
		// Of one text alone, a person's name in the first column may be all that is known; a heading spans or is numbered or names a place.
		if (bare[0]!.length > 30) return 'note';
		if (filled.length > 2 || /^[一二三四五六七八九十]+[、.．]|^[(（][一二三四五六七八九十\d]+[)）]|(?:社区|小区|网格|楼|幢|栋|单元|组|苑|户)$|情况/.test(bare[0]!)) return 'section';
	}
	return 'data';
}

/** 1 2 3 … or 甲 乙 丙 or (1) (2) (3) under the heads, as forms of statistics have them. */
function isNumbering(cells: readonly Cell[]): boolean {
	if (cells.length < 3) return false;
	const numbers = cells.map((cell) => asNumber(typeof cell === 'string' ? cell.replace(/^[(（]|[)）]$|^[A-Z]$/g, '') : cell));
	const start = numbers.findIndex((number) => number !== null);
	const letters = cells.slice(0, start < 0 ? cells.length : start).every((cell) => /^(?:[甲乙丙丁戊己庚辛壬癸]|栏次)$/.test(asText(cell)));
	return letters && (start < 0 || (cells.length - start >= 3 && numbers.slice(start).every((number, i) => number === numbers[start]! + i && numbers[start]! <= 2)));
}

const firstText = (row: readonly Cell[]): string => asText(row.find((cell) => asText(cell) !== '') ?? null);

/** The longest of the lines above the head that stand alone: 白云社区居民信息登记表. */
function titleOf(rows: Rows, from: number, top: number): string {
	const lines = rows.slice(from, top).flatMap((row) => {
		const texts = [...new Set(row.map(asText).filter(Boolean))];
		return texts.length === 1 && !/[:：]/.test(texts[0]!) ? texts : [];
	});
	return lines.find((line) => /表|册|名单|台账|统计|情况|汇总/.test(line)) ?? lines[0] ?? '';
}

const NUMBER = '[\\d一二三四五六七八九十]+';
const NUMBERED = new RegExp(`^第?${NUMBER}(?:位|个|名)?(?=\\D)|(?<=成员|家属|子女|人员|同住人|家人)${NUMBER}|(?<=\\D)${NUMBER}$`, 'g');
/** A head's word without the number of a repetition: 成员1姓名, 成员二, 姓名2. */
const unnumberedWord = (word: string): string => word.replace(NUMBERED, '');
const unnumbered = (path: readonly string[]): string => path.map((word) => unnumberedWord(plainName(word))).join('/');

/** Columns, with those of tables that stand side by side taken together. */
function columnsOf(paths: readonly string[][]): { columns: TableColumn[]; repeats: number } {
	const period = findPeriod(paths);
	const inBlock = (column: number) => period !== null && column >= period.start && column < period.start + period.length * period.count;
	const columns: TableColumn[] = [];
	const seen = new Map<string, number>();
	paths.forEach((path, column) => {
		if (inBlock(column) && column >= period!.start + period!.length) return;
		const own = inBlock(column) ? unnumbered(path) : path.map(plainName).join('/');
		if (own === '') return;
		const times = (seen.get(own) ?? 0) + 1;
		seen.set(own, times);
		columns.push({
			key: times === 1 ? own : `${own}#${times}`,
			head: path.join(' / '),
			path: inBlock(column) ? path.map(unnumberedWord) : path,
			at: inBlock(column) ? Array.from({ length: period!.count }, (_, i) => column + i * period!.length) : [column],
			letter: columnLetters(column + 1)
		});
	});
	return { columns, repeats: period?.count ?? 1 };
}

/** Where the same run of heads, with a person's name among them, stands twice or more in a row. */
function findPeriod(paths: readonly string[][]): { start: number; length: number; count: number } | null {
	const keys = paths.map(unnumbered);
	let best: { start: number; length: number; count: number } | null = null;
	for (let length = 2; length <= keys.length / 2; length++) {
		for (let start = 0; start + 2 * length <= keys.length + 1; start++) {
			if (keys[start] === '') continue;
			let count = 1;
			while (sameRun(keys, start, start + count * length, length)) count++;
			if (count < 2 || (best && best.length * best.count >= length * count)) continue;
			if (paths.slice(start, start + length).some((path) => guessHead(path.map(unnumberedWord))[0]?.field === 'name')) best = { start, length, count };
		}
	}
	return best;
}

/** The blank column that divides two tables is missing behind the last one. */
function sameRun(keys: readonly string[], a: number, b: number, length: number): boolean {
	for (let i = 0; i < length; i++) if (keys[a + i] !== (keys[b + i] ?? (i === length - 1 ? '' : undefined))) return false;
	return true;
}

function fingerprintOf(columns: readonly TableColumn[], repeats: number): string {
	const keys = columns.map(({ key }) => key).sort();
	return createHash('sha256').update(JSON.stringify([keys, repeats > 1])).digest('hex').slice(0, 32);
}
