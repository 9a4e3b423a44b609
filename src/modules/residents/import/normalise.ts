/** Turns the rows of a table into typed values, with what is wrong or doubtful in them. */
import type { Land } from '#modules/areas/index.ts';
import { ageOn } from '#platform/dates/index.ts';
import { asBoolean, asNumber } from '#platform/sheets/index.ts';
import { educations, ethnicities, healthStates, maritalStatuses, parseDisability, parseDisabilityCard, parseDisabilityGrade, politicalStatuses, relations, sexes, sexOfRelation, type CodeTable, type RelationCode, type Sex } from '../codes/index.ts';
import type { Residence } from '../household/membership.model.ts';
import { nameKey } from '../person/values.ts';
import type { Mapping } from './columns.ts';
import { consentTo, flagGroups, type Field, type FlagGroup } from './fields.ts';
import type { Rows } from './head.ts';
import { joinHouseholds, type MemberCells } from './households.ts';
import { problem, type Problem, type ProblemCode } from './problems.ts';
import { cellsOfRow, columnsByField, type FieldCell } from './row-cells.ts';
import type { Table } from './tables.ts';
import { isGuardiansHead, readConsent } from './values/consent.ts';
import { parseLooseDate, type DateHints, type LooseDate } from './values/date.ts';
import { readGroup, readGroups, type GroupWord } from './values/groups.ts';
import { mayBeRounded, readIdCell, type OtherDocument } from './values/id-number.ts';
import { readName } from './values/name.ts';
import { readPhones } from './values/phones.ts';
import { bareText, readPlace, type AddressPart, type Place } from './values/place.ts';
import { readResidence } from './values/residence.ts';

/** What a row says of a person. What it does not say is absent; codes are those of `codes/`. */
export interface RowValues {
	name: string;
	idNumber?: string;
	/** the digits that Excel left of an identity number: for finding whose it is, never for keeping */
	idPrefix?: string;
	document?: { kind: OtherDocument; number: string };
	sex?: Sex;
	birth?: Pick<LooseDate, 'date' | 'known'>;
	phones?: string[];
	relation?: RelationCode;
	householdNumber?: string;
	headName?: string;
	headIdNumber?: string;
	headPhones?: string[];
	community?: string;
	grid?: string;
	place?: Place;
	registeredAddress?: string;
	residence?: Residence;
	registeredElsewhere?: boolean;
	ethnicity?: string;
	education?: string;
	marital?: string;
	political?: string;
	health?: string;
	groups?: GroupWord[];
	moveInDate?: string;
	workplace?: string;
	emergency?: Contact;
	guardian?: Contact;
	remarks?: string;
	consents?: ConsentSaid[];
}

/** A consent on paper, as the sheet says it. */
export interface ConsentSaid {
	/** the purpose's code */
	purpose: string;
	agrees: boolean;
	/** the day on which it was signed; null: the sheet's own day */
	on: string | null;
	/** who signed, where the sheet says it */
	by: 'self' | 'guardian' | null;
	/** `D12` */
	cell: string;
}

export interface Contact {
	name: string;
	phone: string;
	/** how they are related, in the sheet's words */
	words: string;
}

export interface NormalRow {
	/** row of the sheet, from 1 */
	row: number;
	/** which person of that row, from 0; −1: the head of the household, who has no row of their own */
	part: number;
	/** the same for members of one household; null when the sheet has no households */
	household: string | null;
	values: RowValues;
	/** what stands under heads that are no field, and what was not understood: never lost */
	other: { head: string; value: string }[];
	problems: Problem[];
}

export interface NormaliseHints extends DateHints {
	/** put before landline numbers without one */
	areaCode?: string;
	/** the compounds and buildings that addresses are read against */
	land: Land;
}

/** The rows of a table that speak of a person; a row with nothing but a number or the household's merged cells is none. */
export function normaliseTable(table: Table, rows: Rows, mapping: Mapping, hints: NormaliseHints): NormalRow[] {
	const columns = columnsByField(table, mapping);
	// A list of heads of households: the person is the head.
	const headsOnly = !columns.of.has('name') && columns.of.has('headName');
	// The title of a list of one building (白云小区3幢住户) stands over all of its rows.
	const cells = table.rows.flatMap(({ row, section }) => cellsOfRow(table, rows, { row, section: section || table.title }, columns));
	const people = joinHouseholds(cells, columns).filter((person) => person.hasPerson || (headsOnly && person.all('headName').length > 0));
	const damaged = people.some((person) => person.all('idNumber').some(({ cell }) => readIdCell(cell).kind === 'damaged'));
	const normal = people.map((person) => new RowReader(person, hints, damaged).read(headsOnly));
	return columns.of.has('headIdNumber') && !headsOnly ? withHeads(normal) : normal;
}

/** A member's row says of the head what no row of theirs does: one is made, at the place of their first member. */
function withHeads(rows: NormalRow[]): NormalRow[] {
	const named = new Set(rows.map(({ household, values }) => `${household}\0${nameKey(values.name)}`));
	const made = new Set<string>();
	return rows.flatMap((row) => {
		const { household, values } = row;
		if (household === null || !values.headName || !values.headIdNumber || named.has(`${household}\0${nameKey(values.headName)}`) || made.has(household)) return [row];
		made.add(household);
		const id = readIdCell(values.headIdNumber);
		const { place, registeredAddress, community, grid, householdNumber } = values;
		const head: NormalRow = {
			row: row.row,
			part: -1,
			household,
			values: {
				name: values.headName,
				idNumber: values.headIdNumber,
				...(id.kind === 'ok' && { sex: id.sex, birth: { date: id.birthDate, known: 'day' as const } }),
				...(values.headPhones && { phones: values.headPhones }),
				relation: '02',
				headName: values.headName,
				...Object.fromEntries(Object.entries({ place, registeredAddress, community, grid, householdNumber }).filter(([, value]) => value !== undefined))
			},
			other: [],
			problems: []
		};
		return [head, row];
	});
}

const CODES: readonly (readonly [Field & keyof RowValues, CodeTable])[] = [
	['ethnicity', ethnicities],
	['education', educations],
	['marital', maritalStatuses],
	['political', politicalStatuses],
	['health', healthStates]
];

/** Reads one person's cells. */
class RowReader {
	private readonly values: RowValues = { name: '' };
	private readonly other: NormalRow['other'];
	private readonly problems: Problem[] = [];
	private readonly person: MemberCells;
	private readonly hints: NormaliseHints;
	private readonly damaged: boolean;

	/** @param damaged some identity number of the table was damaged by Excel */
	constructor(person: MemberCells, hints: NormaliseHints, damaged: boolean) {
		this.person = person;
		this.hints = hints;
		this.damaged = damaged;
		this.other = person.rest();
	}

	read(headsOnly: boolean): NormalRow {
		this.readName(headsOnly ? 'headName' : 'name');
		this.readIdNumber(headsOnly && !this.person.one('idNumber') ? 'headIdNumber' : 'idNumber');
		this.readSex();
		this.readBirth();
		this.readAge();
		this.readHousehold(headsOnly);
		this.readPhones(headsOnly);
		this.readContacts();
		this.readPlace();
		for (const [field, table] of CODES) this.readCode(field, table);
		this.readResidence();
		this.readGroups();
		this.readDisability();
		this.readMoveIn();
		this.readTexts();
		this.readConsents();
		const { row, part, household } = this.person;
		return { row, part, household, values: this.values, other: this.other, problems: this.problems };
	}

	private say(code: ProblemCode, field: Field, at: FieldCell | null, params?: Problem['params']): void {
		this.problems.push(problem(code, field, at?.reference ?? `A${this.person.row}`, params));
	}

	/** Keeps what was not understood as it stands. */
	private keep(at: FieldCell): void {
		this.other.push({ head: at.head, value: at.text.slice(0, 500) });
	}

	private readName(field: 'name' | 'headName'): void {
		const at = this.person.one(field);
		const { name, note, odd } = readName(at?.cell ?? null);
		this.values.name = name.slice(0, 60);
		if (name === '') this.say('nameMissing', field, at);
		else if (odd) this.say('nameOdd', field, at);
		if (/亡|故|去世|死/.test(note)) this.say('maybeDied', field, at);
		if (note && at) this.other.push({ head: at.head, value: note });
	}

	private readIdNumber(field: 'idNumber' | 'headIdNumber'): void {
		const at = this.person.one(field);
		if (!at) return;
		const id = readIdCell(at.cell);
		switch (id.kind) {
			case 'ok':
				this.values.idNumber = id.number;
				this.values.sex = id.sex;
				this.values.birth = { date: id.birthDate, known: 'day' };
				if (id.fromOld) this.say('idOld', field, at);
				if (id.oddRegion) this.say('idRegion', field, at);
				if (this.damaged && mayBeRounded(id.number)) this.say('idMayBeRounded', field, at);
				if (id.birthDate > this.hints.today) this.say('birthFuture', field, at);
				break;
			case 'damaged':
				this.values.idPrefix = id.prefix;
				this.say('idDamaged', field, at, { digits: id.prefix.length });
				break;
			case 'other':
				this.values.document = { kind: id.document, number: id.number };
				break;
			case 'masked':
				this.say('idMasked', field, at);
				this.keep(at);
				break;
			case 'invalid':
				this.say('idInvalid', field, at, { problem: id.problem });
				this.keep(at);
		}
	}

	private readSex(): void {
		const at = this.person.one('sex');
		if (!at || at.text === '') return;
		const sex = sexes.parse(at.text);
		if (sex === null) this.say('sexUnclear', 'sex', at);
		else if (this.values.idNumber && (sex === '1' || sex === '2') && sex !== this.values.sex) this.say('sexDiffers', 'sex', at);
		else if (!this.values.sex && sex !== '0' && sex !== '9') this.values.sex = sex;
	}

	private readBirth(): void {
		const at = this.person.one('birthDate');
		if (!at || at.text === '') return;
		const birth = parseLooseDate(at.cell, this.hints);
		if (!birth) {
			if (this.values.birth) return;
			this.say('birthUnclear', 'birthDate', at);
			this.keep(at);
			return;
		}
		const { date, known, assumed } = birth;
		const fromId = this.values.idNumber ? this.values.birth! : null;
		if (fromId) {
			const length = { day: 10, month: 7, year: 4 }[known];
			if (fromId.date.slice(0, length) !== date.slice(0, length) && !(assumed === 'century' && fromId.date.slice(2) === date.slice(2))) this.say('birthDiffers', 'birthDate', at);
			return;
		}
		if (date > this.hints.today) {
			this.say('birthFuture', 'birthDate', at);
			return;
		}
		this.values.birth = { date, known };
		if (assumed === 'century') this.say('birthCentury', 'birthDate', at, { year: Number(date.slice(0, 4)) });
		if (assumed === 'tenth') this.say('birthTenth', 'birthDate', at);
		if (assumed === 'lunar') this.say('birthLunar', 'birthDate', at);
	}

	/** An age is never kept: it is said when it cannot be that of the birth date. Lists are some years old at times. */
	private readAge(): void {
		const at = this.person.one('age');
		const age = at ? asNumber(at.cell) : null;
		if (!at || age === null) return;
		const { birth } = this.values;
		if (!birth) this.other.push({ head: at.head, value: at.text });
		else if (birth.date <= this.hints.today) {
			const now = ageOn(birth.date, this.hints.today);
			// 虚岁 counts one or two more.
			if (age > now + 2 || age < now - 5) this.say('ageDiffers', 'age', at, { age, now });
		}
	}

	private readHousehold(headsOnly: boolean): void {
		const number = this.person.one('householdNumber');
		if (number && number.text !== '') this.values.householdNumber = number.text.replace(/\s/g, '').slice(0, 40);
		const head = readName(this.person.one('headName')?.cell ?? null).name;
		if (head) this.values.headName = head;
		const headId = readIdCell(this.person.one('headIdNumber')?.cell ?? null);
		if (headId.kind === 'ok') this.values.headIdNumber = headId.number;
		const headPhones = readPhones(this.person.one('headPhone')?.cell ?? null, this.hints.areaCode).numbers;
		if (headPhones.length > 0) this.values.headPhones = headPhones;

		const at = this.person.one('relation');
		if (headsOnly) this.values.relation = '02';
		else if (at && at.text !== '') {
			const relation = relations.parse(at.text);
			if (relation === null) {
				this.say('codeUnknown', 'relation', at);
				this.keep(at);
			} else {
				// 本人 on a list of members is the head.
				this.values.relation = relation === '01' ? '02' : relation;
				const sex = sexOfRelation(relation);
				if (sex && this.values.sex && sex !== this.values.sex) this.say('relationSexDiffers', 'relation', at);
			}
		} else if (head && nameKey(head) === nameKey(this.values.name)) this.values.relation = '02';
	}

	private readPhones(headsOnly: boolean): void {
		const numbers = new Set<string>();
		for (const at of [...this.person.all('phone'), ...(headsOnly ? this.person.all('headPhone') : [])]) {
			const read = readPhones(at.cell, this.hints.areaCode);
			if (read.unclear) {
				this.say('phoneUnclear', 'phone', at);
				this.keep(at);
			}
			const whose = read.note ? relations.parse(read.note) : null;
			// 12000000001（儿子）: the number of somebody to call, not one's own.
			if (whose && whose !== '01' && whose !== '02' && read.numbers[0]) this.values.emergency ??= { name: '', phone: read.numbers[0], words: read.note };
			else {
				for (const number of read.numbers) numbers.add(number);
				if (read.note && !/本人/.test(read.note)) this.other.push({ head: at.head, value: read.note });
			}
		}
		if (numbers.size > 0) this.values.phones = [...numbers];
	}

	private readContacts(): void {
		for (const [key, nameField, phoneField] of [
			['emergency', 'emergencyName', 'emergencyPhone'],
			['guardian', 'guardianName', 'guardianPhone']
		] as const) {
			const nameCell = this.person.one(nameField);
			const phoneCell = this.person.one(phoneField);
			const inName = readPhones(nameCell && /\d{7}/.test(nameCell.text) ? nameCell.cell : null, this.hints.areaCode);
			const phone = readPhones(phoneCell?.cell ?? null, this.hints.areaCode);
			if (phone.unclear && phoneCell) {
				this.say('phoneUnclear', phoneField, phoneCell);
				this.keep(phoneCell);
			}
			const { name, note } = readName(inName.numbers.length > 0 ? inName.note : (nameCell?.cell ?? null));
			const number = phone.numbers[0] ?? inName.numbers[0] ?? '';
			if (name || number) this.values[key] = { name: name.slice(0, 60), phone: number, words: [note, phone.note].filter(Boolean).join(' ') };
		}
	}

	private readPlace(): void {
		const at = this.person.one('address');
		const parts: Partial<Record<AddressPart, string>> = {};
		for (const part of PARTS) {
			const cell = this.person.one(part);
			if (!cell || cell.text === '') continue;
			// 3-2 typed into a cell is the second of March to Excel.
			const date = /^\d{4}-(\d\d)-(\d\d)$/.exec(cell.text);
			parts[part] = date ? `${Number(date[1])}-${Number(date[2])}` : bareText(cell.cell, part);
			if (date) this.say('addressIsDate', part, cell, { read: parts[part] });
		}
		const place = readPlace(this.hints.land, { text: at?.text ?? '', compound: this.person.one('compound')?.text ?? '', section: this.person.section, parts });
		if (!place) return;
		this.values.place = place;
		const where = PARTS.map((part) => this.person.one(part)).find((cell) => cell && cell.text !== '') ?? this.person.one('compound');
		if (place.doors.length === 0) this.say('addressUnclear', at && at.text !== '' ? 'address' : 'door', at && at.text !== '' ? at : where);
		else if (!place.sure) this.say('addressOpen', at && at.text !== '' ? 'address' : 'door', at && at.text !== '' ? at : where, { doors: place.doors.length });
	}

	private readCode(field: Field & keyof RowValues, table: CodeTable): void {
		const at = this.person.one(field);
		if (!at || at.text === '' || /^(?:无|不详|未知|\/|-)$/.test(at.text)) return;
		const code = table.parse(at.text);
		if (code !== null) Object.assign(this.values, { [field]: code });
		else {
			this.say('codeUnknown', field, at);
			this.keep(at);
		}
	}

	private readResidence(): void {
		const at = this.person.one('residence');
		if (!at || at.text === '') return;
		const read = readResidence(at.text);
		if (!read) {
			this.say('residenceUnclear', 'residence', at);
			this.keep(at);
			return;
		}
		if (read.residence) this.values.residence = read.residence;
		if (read.registeredElsewhere !== null) this.values.registeredElsewhere = read.registeredElsewhere;
	}

	private readGroups(): void {
		const groups: GroupWord[] = [];
		for (const at of this.person.all('groups')) {
			const read = readGroups(at.text);
			groups.push(...read.groups);
			if (read.political) this.values.political ??= read.political;
			if (read.unknown.length > 0) {
				this.say('groupUnknown', 'groups', at);
				for (const value of read.unknown) this.other.push({ head: at.head, value });
			}
		}
		for (const flag of FLAGS) {
			const field: Field = `group:${flag}`;
			const at = this.person.one(field);
			if (!at || at.text === '') continue;
			const said = saysYes(at.text);
			if (said === null) {
				this.say('groupUnknown', field, at);
				this.keep(at);
			}
			if (!said) continue;
			const detail = readGroup(at.text);
			groups.push(detail?.group === flag ? detail : { group: flag });
			// A类, 2020年登记: what else stands there is kept.
			if (asBoolean(at.cell) === null && detail?.group !== flag) this.keep(at);
		}
		for (const group of groups) this.addGroup(group);
	}

	private addGroup(group: GroupWord): void {
		const all = (this.values.groups ??= []);
		const known = all.find((other) => other.group === group.group);
		if (known) Object.assign(known, { ...group, ...known });
		else all.push(group);
	}

	/** Several columns of one consent are one: a no anywhere is a no, and a day goes before a tick. */
	private readConsents(): void {
		const said = new Map<string, ConsentSaid>();
		for (const field of this.person.consents) {
			for (const at of this.person.all(field)) {
				const read = readConsent(at.cell, this.hints, { name: this.values.name, guardian: this.values.guardian?.name ?? null });
				if (!read) continue;
				if (read.said === 'unclear' || read.said === 'future') {
					this.say(read.said === 'future' ? 'consentFuture' : 'consentUnclear', field, at);
					this.keep(at);
					continue;
				}
				const purpose = consentTo(field);
				const before = said.get(purpose);
				said.set(purpose, { purpose, agrees: read.said === 'yes' && before?.agrees !== false, on: read.on ?? before?.on ?? null, by: read.by ?? before?.by ?? (isGuardiansHead(at.head) ? 'guardian' : null), cell: at.reference });
			}
		}
		if (said.size) this.values.consents = [...said.values()];
	}

	private readDisability(): void {
		const disabled: GroupWord = { group: 'disabled' };
		let said = false;
		for (const field of ['disabilityKind', 'disability', 'disabilityGrade'] as const) {
			const at = this.person.one(field);
			if (!at || at.text === '' || saysYes(at.text) === false) continue;
			const read = parseDisability(at.text);
			const grade = field === 'disabilityGrade' ? parseDisabilityGrade(at.text) : (read?.grade ?? null);
			if (read?.kind) disabled.kind = read.kind;
			if (grade) disabled.grade ??= `${grade}`;
			if (read || grade || asBoolean(at.cell) === true) said = true;
			else {
				this.say('disabilityUnclear', field, at);
				this.keep(at);
			}
		}
		const at = this.person.one('disabilityCard');
		if (at && at.text !== '' && saysYes(at.text) !== false) {
			const card = parseDisabilityCard(at.text);
			said = true;
			if (card) {
				disabled.certificate = card.number;
				const { idNumber } = this.values;
				if ((idNumber && card.idNumber !== idNumber) || (disabled.kind && disabled.kind !== card.kind) || (disabled.grade && disabled.grade !== `${card.grade}`)) this.say('cardDiffers', 'disabilityCard', at);
				disabled.kind ??= card.kind;
				disabled.grade ??= `${card.grade}`;
			} else if (asBoolean(at.cell) !== true) {
				this.say('cardInvalid', 'disabilityCard', at);
				this.keep(at);
			}
		}
		if (said) this.addGroup(disabled);
	}

	private readMoveIn(): void {
		const at = this.person.one('moveInDate');
		if (!at || at.text === '') return;
		const date = parseLooseDate(at.cell, this.hints);
		if (date && date.date <= this.hints.today) this.values.moveInDate = date.date;
		else {
			this.say('dateUnclear', 'moveInDate', at);
			this.keep(at);
		}
	}

	private readTexts(): void {
		for (const field of ['community', 'grid', 'registeredAddress', 'workplace'] as const) {
			const at = this.person.one(field);
			if (at && at.text !== '' && !/^(?:无|\/|-)$/.test(at.text)) this.values[field] = at.text.slice(0, 200);
		}
		const told = this.person.all('remarks').find(({ text }) => DIED.test(text) && !OTHERS_DIED.test(text));
		if (told && !this.problems.some(({ code }) => code === 'maybeDied')) this.say('maybeDied', 'remarks', told);
		const remarks = this.person.all('remarks').map(({ text }) => text);
		if (remarks.length > 0) this.values.remarks = remarks.join('；').slice(0, 1000);
	}
}

/** 已于今年8月去世; of a husband or a son it says nothing of the person. */
const DIED = /去世|病故|已故|亡故|身故|过世|离世|死亡/;
const OTHERS_DIED = /(?:配偶|丈夫|妻子?|老伴|父亲?|母亲?|父母|儿子?|女儿?|子女?|兄|弟|姐|妹|家属|户主)[^，。；,;]{0,8}(?:去世|病故|已故|亡故|身故|过世|离世|死亡)/;
const FLAGS = Object.keys(flagGroups) as FlagGroup[];

const PARTS = ['building', 'unit', 'floor', 'door'] as const;

/** Does a cell of a column that asks whether say so? 不清楚 is neither yes nor no. */
function saysYes(text: string): boolean | null {
	if (/^(?:不清楚|不详|未知|待(?:核|查|定)|[?？])/.test(text)) return null;
	return asBoolean(text) !== false && !/^(?:否|无|没|不|非|×|x$|\/|-|—)/i.test(text);
}
