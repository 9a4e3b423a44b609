/** The columns of the list of people that a reader has chosen; the name always stands there. Remembered on this computer. */
export const COLUMNS = ['sex', 'age', 'address', 'phone', 'groups', 'community'] as const;
export type Column = (typeof COLUMNS)[number];

export const COLUMNS_COOKIE = 'resident_columns';

const USUAL: readonly Column[] = ['sex', 'age', 'address', 'phone', 'groups'];

/** @param kept names with commas; none at all were never chosen */
export const columnsOf = (kept: string | undefined): readonly Column[] => (kept === undefined ? USUAL : COLUMNS.filter((column) => kept.split(',').includes(column)));
