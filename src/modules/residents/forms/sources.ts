/** What a cell or a column of a form can be filled with. */
import type { FieldGroup } from '../residents.policy.ts';
import type { Field } from '../import/fields.ts';

/** What a column says of each person or household; `field`: the head words of sheets that mean it (`import/fields.ts`). */
export const COLUMN_SOURCES = {
	number: { field: ['serial'], group: null, of: 'both' },
	name: { field: ['name'], group: 'name', of: 'person' },
	sex: { field: ['sex'], group: 'name', of: 'person' },
	age: { field: ['age'], group: 'birth', of: 'person' },
	birthDate: { field: ['birthDate'], group: 'birth', of: 'person' },
	idNumber: { field: ['idNumber'], group: 'identity', of: 'person' },
	phone: { field: ['phone'], group: 'contact', of: 'person' },
	address: { field: ['address'], group: 'address', of: 'both' },
	compound: { field: ['compound'], group: 'address', of: 'both' },
	building: { field: ['building'], group: 'address', of: 'both' },
	unit: { field: ['unit'], group: 'address', of: 'both' },
	door: { field: ['door'], group: 'address', of: 'both' },
	community: { field: ['community'], group: 'address', of: 'both' },
	householdNumber: { field: ['householdNumber'], group: 'address', of: 'both' },
	relation: { field: ['relation'], group: 'address', of: 'person' },
	headName: { field: ['headName'], group: 'name', of: 'both' },
	headIdNumber: { field: ['headIdNumber'], group: 'identity', of: 'household' },
	headPhone: { field: ['headPhone'], group: 'contact', of: 'household' },
	members: { field: [], group: 'address', of: 'household' },
	ethnicity: { field: ['ethnicity'], group: 'background', of: 'person' },
	education: { field: ['education'], group: 'background', of: 'person' },
	marital: { field: ['marital'], group: 'background', of: 'person' },
	political: { field: ['political'], group: 'political', of: 'person' },
	workplace: { field: ['workplace'], group: 'background', of: 'person' },
	groups: { field: ['groups'], group: 'money', of: 'person' },
	disability: { field: ['disability'], group: 'health', of: 'person' },
	disabilityKind: { field: ['disabilityKind'], group: 'health', of: 'person' },
	disabilityGrade: { field: ['disabilityGrade'], group: 'health', of: 'person' },
	disabilityCard: { field: ['disabilityCard'], group: 'health', of: 'person' },
	emergencyName: { field: ['emergencyName'], group: 'relations', of: 'person' },
	emergencyPhone: { field: ['emergencyPhone'], group: 'relations', of: 'person' },
	guardianName: { field: ['guardianName'], group: 'relations', of: 'person' },
	guardianPhone: { field: ['guardianPhone'], group: 'relations', of: 'person' }
} as const satisfies Record<string, { field: readonly Field[]; group: FieldGroup | null; of: 'person' | 'household' | 'both' }>;

export type ColumnSource = keyof typeof COLUMN_SOURCES;
export const columnSources = Object.keys(COLUMN_SOURCES) as ColumnSource[];
export const isColumnSource = (text: string): text is ColumnSource => Object.hasOwn(COLUMN_SOURCES, text);

const BY_FIELD = new Map<Field, ColumnSource>(columnSources.flatMap((source) => COLUMN_SOURCES[source].field.map((field) => [field, source] as const)));

/** The source that a head's field is filled from; null when the register does not hold it. */
export const sourceOfField = (field: Field): ColumnSource | null => BY_FIELD.get(field) ?? null;

/** What a single cell says, apart from measures (`measure:<key>`) and how many are in a group (`group:<code>`). */
export const CELL_SOURCES = ['today', 'periodFrom', 'periodTo', 'period', 'area', 'filler', 'lines', 'people', 'households'] as const;
export type PlainCellSource = (typeof CELL_SOURCES)[number];
export type CellSource = PlainCellSource | `group:${string}` | `measure:${string}`;
export const isCellSource = (text: string): text is CellSource => (CELL_SOURCES as readonly string[]).includes(text) || /^(?:group:[a-z][a-z0-9_]{1,39}|measure:[a-z]+\.[A-Za-z0-9_.]{1,60})$/.test(text);

/** A list of a form: which people or households, one to a line. */
export interface ListMapping {
	sheet: string;
	firstRow: number;
	lastRow: number;
	of: 'people' | 'households';
	/** a group's code, recorded or derived; null: everybody who lives here */
	group: string | null;
	columns: { letter: string; source: ColumnSource }[];
}

export interface CellMapping {
	sheet: string;
	reference: string;
	source: CellSource;
	/** what stands in the cell and stays before the value: 填报单位： */
	prefix: string;
}

export interface FormMapping {
	lists: ListMapping[];
	cells: CellMapping[];
}

/**
 * The field groups that a mapping takes out of the register, name and address apart. A column of groups may hold any kind, and who stands in a
 * list of a group is known to be in it.
 * @param groupOf the field group of a recorded group's code; null: one that follows from other facts
 */
export function groupsOf({ lists }: FormMapping, groupOf: (code: string) => FieldGroup | null): FieldGroup[] {
	const groups = lists.flatMap(({ group, columns }) => [group === null ? null : groupOf(group), ...columns.flatMap(({ source }): readonly (FieldGroup | null)[] => (source === 'groups' ? ['groups', 'money', 'health', 'child'] : [COLUMN_SOURCES[source].group]))]);
	return [...new Set(groups.filter((group): group is FieldGroup => group !== null && group !== 'name' && group !== 'address'))];
}
