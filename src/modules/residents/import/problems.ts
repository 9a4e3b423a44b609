import type { Field } from './fields.ts';

/**
 * What is wrong or doubtful in a row. An error keeps the row out until the person says to take it without that value;
 * a warning only says what was assumed or left out, a note what holds for a whole column. Nobody's data is in a problem: it may be shown in any list.
 */
export interface Problem {
	code: ProblemCode;
	/** a note is said, and makes no row stand out */
	level: 'error' | 'warning' | 'note';
	field: Field;
	/** the cell on the sheet: `D12` */
	cell: string;
	params?: Record<string, string | number>;
}

const LEVELS = {
	/** no name in a row that says other things of a person */
	nameMissing: 'error',
	nameOdd: 'warning',
	/** 亡 or 已故 stands beside the name, or among the remarks */
	maybeDied: 'warning',
	/** Excel kept 15 digits of the identity number */
	idDamaged: 'error',
	/** `params.problem`: length, characters, date, checkDigit */
	idInvalid: 'error',
	idMasked: 'warning',
	/** passes, but ends in 000 in a column where Excel damaged others */
	idMayBeRounded: 'warning',
	idOld: 'warning',
	idRegion: 'warning',
	sexUnclear: 'warning',
	/** the sheet says another sex than the identity number, which wins */
	sexDiffers: 'warning',
	birthUnclear: 'warning',
	birthDiffers: 'warning',
	birthFuture: 'error',
	/** two digits of the year: the century was assumed */
	birthCentury: 'warning',
	/** 1951.1: January, or October before Excel took it for a number */
	birthTenth: 'warning',
	birthLunar: 'warning',
	ageDiffers: 'warning',
	dateUnclear: 'warning',
	phoneUnclear: 'warning',
	/** a word that is in no list of the field's standard */
	codeUnknown: 'warning',
	relationSexDiffers: 'warning',
	/** no door of a known building: the person has no dwelling */
	addressUnclear: 'warning',
	/** several doors may be meant, or the building has no such door: `params.doors` */
	addressOpen: 'warning',
	/** Excel made a date of 3-2 */
	addressIsDate: 'warning',
	residenceUnclear: 'warning',
	groupUnknown: 'warning',
	disabilityUnclear: 'warning',
	cardInvalid: 'warning',
	/** the card says another holder, kind or grade than the row */
	cardDiffers: 'warning',
	/** the same identity number stands in another row under another name: `params.row` */
	twiceInFile: 'error',
	/** another community keeps this person's record */
	elsewhere: 'error',
	/** the address lies in a community that is not the importer's */
	otherCommunity: 'error',
	/** the register has this person behind another door; an import moves nobody */
	livesElsewhere: 'warning',
	/** somebody else's household lives behind this door, and the row would join it */
	joinsHousehold: 'warning',
	/** the register says that this person has died */
	hasDied: 'error',
	/** no purpose in use needs it: nobody's is taken */
	noPurpose: 'note',
	/** the person has not agreed to it: it is not taken of them */
	noConsent: 'warning',
	/** what stands in a column of consents is neither a yes nor a no nor a day */
	consentUnclear: 'warning',
	/** signed on a day that is still to come */
	consentFuture: 'warning',
	/** under fourteen, or signed by a guardian: none is known, or the cell does not say that a guardian signed (个人信息保护法 art. 31) */
	consentGuardian: 'warning',
	/** signed before the person took the consent back, or before the purpose changed */
	consentOld: 'warning',
	/** the sheet says no, the register has a consent in force: an import takes none back */
	consentRefused: 'warning',
	/** another line of the same person says no */
	consentMixed: 'warning',
	/** found while applying: the number belongs to somebody else by now */
	idTaken: 'error'
} as const satisfies Record<string, Problem['level']>;

export type ProblemCode = keyof typeof LEVELS;
/** Errors that a person may wave through: the row is taken without that value. */
export const ACCEPTABLE: readonly ProblemCode[] = ['idDamaged', 'idInvalid', 'birthFuture'];

export const problemCodes = Object.keys(LEVELS) as ProblemCode[];

export const problem = (code: ProblemCode, field: Field, cell: string, params?: Problem['params']): Problem => ({ code, level: LEVELS[code], field, cell, ...(params && { params }) });
