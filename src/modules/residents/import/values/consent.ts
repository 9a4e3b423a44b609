/** What stands in a cell of consents given on paper: 同意, √, 2026年3月1日, 已签（监护人）, a signature. Read only in a column that somebody said is one. */
import { nameKey } from '../../person/values.ts';
import { asBoolean, asText, type Cell } from '#platform/sheets/index.ts';
import { toHalfWidth } from '#platform/text/index.ts';
import { parseLooseDate, type DateHints } from './date.ts';

export interface ConsentCell {
	said: 'yes' | 'no' | 'unclear' | 'future';
	/** the day that it was signed; null: the cell says none */
	on: string | null;
	/** who signed, as far as the cell says it */
	by: 'self' | 'guardian' | null;
}

/** Those whose signature may stand there, by name. */
export interface Signers {
	name: string;
	guardian: string | null;
}

const REFUSED = /^(?:否|不|未|没|无|拒|撤|×|x$|n$|no|\/|-|—)|不同意|未签|没签|拒签|拒绝|撤[回销]/i;
/** A form's own choice, of which nobody can tell here what was ticked. */
const BOXES = /[□☐☑☒]/;
/** What may mean no: never a yes, whatever else stands there. */
const MAY_BE_NO = /[不未没无拒撤否×✗✘□☐☑☒]|异议/;
const AGREED = /^(?:是|对|有|√|✓|✔|y$|yes|同意|知情同意|已?签|已阅|已授权|授权|确认|agreed?|signed)/i;
const GUARDIAN = /监护|家长|父亲|母亲|爸|妈|祖父|祖母|guardian|parent/i;
const SELF = /本人|self/i;
/** A day in the midst of words. */
const DAY = /\d{4} ?[年./-] ?\d{1,2} ?[月./-] ?\d{1,2} ?[日号]?/;

/** @returns null when nothing stands there */
export function readConsent(cell: Cell, hints: DateHints, signers: Signers): ConsentCell | null {
	const text = toHalfWidth(asText(cell)).trim();
	if (text === '') return null;
	const by = GUARDIAN.test(text) ? 'guardian' : SELF.test(text) ? 'self' : null;
	const bare = DAY.exec(text)?.[0];
	const date = parseLooseDate(bare ?? (asBoolean(cell) === null ? cell : null), hints);
	const words = (bare ? text.replace(bare, '') : text).replace(/[\s()[\]:：,，.。;；、]/g, '');
	const signed = signerOf(words, signers);
	if (asBoolean(cell) === false) return { said: 'no', on: null, by };
	// A name may hold such a sign; nothing else may, unless the cell is a day.
	if (!signed && (bare || !date)) {
		if (REFUSED.test(words) && !BOXES.test(words)) return { said: 'no', on: null, by };
		if (MAY_BE_NO.test(words)) return { said: 'unclear', on: null, by };
	}
	if (date?.known === 'day') return { said: date.date > hints.today ? 'future' : 'yes', on: date.date, by: by ?? signed };
	// A month or a year is no day on which somebody signed.
	if (date) return { said: 'unclear', on: null, by };
	if (asBoolean(cell) === true || AGREED.test(words) || (by && /签|同意/.test(words))) return { said: 'yes', on: null, by };
	return signed ? { said: 'yes', on: null, by: signed } : { said: 'unclear', on: null, by };
}

function signerOf(words: string, { name, guardian }: Signers): ConsentCell['by'] {
	const key = nameKey(words.replace(/(?:已?签(?:字|名)?|同意)/g, ''));
	if (key === '') return null;
	return key === nameKey(name) ? 'self' : guardian && key === nameKey(guardian) ? 'guardian' : null;
}

/** Heads under which people sign or agree; what they agree to no head says for certain. */
const HEADS = /同意|签字|签名|授权|签署|知情|consent|signature|signed/i;
/** Whose signature a head asks for. */
export const isGuardiansHead = (head: string): boolean => GUARDIAN.test(head);
export const mayBeConsent = (head: string): boolean => HEADS.test(head);
