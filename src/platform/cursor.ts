import { AppError } from './errors.ts';
import { isId } from './ids.ts';

/*
 * The key of a list's last line (an instant and an id), as an opaque word for an address. It is neither secret nor
 * signed: it only says where to go on, and the query that takes it filters by its own rules all the same.
 */
export interface Cursor {
	at: Date;
	id: string;
}

export const encodeCursor = ({ at, id }: Cursor): string => `${at.getTime().toString(36)}.${id.replaceAll('-', '')}`;

/** @throws AppError platform.notValid (400) for a word that is no key */
export function decodeCursor(word: string): Cursor {
	const [, time, hex] = /^([0-9a-z]{1,9})\.([0-9a-f]{32})$/.exec(word) ?? [];
	const at = new Date(Number.parseInt(time ?? '', 36));
	const id = (hex ?? '').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
	if (Number.isNaN(at.getTime()) || !isId(id)) throw new AppError('platform.notValid', { params: { what: 'cursor' } });
	return { at, id };
}
