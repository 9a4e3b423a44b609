import * as v from 'valibot';
import { lookupHash, seal } from './secrets.ts';

/**
 * A mobile number as its 11 digits, or null when it is none: spaces, dashes, full-width digits and +86 are taken off.
 * Any prefix beginning with 1 is let through: prefixes are assigned anew every few years, and demonstration numbers (120…) stand outside them.
 */
export function normalisePhone(raw: string): string | null {
	const digits = raw.normalize('NFKC').replace(/[\s\-()]/g, '').replace(/^(\+86|0086)/, '');
	return /^1\d{10}$/.test(digits) ? digits : null;
}

/** `12000000001` -> `120****0001` */
export const maskPhone = (normalised: string): string => `${normalised.slice(0, 3)}****${normalised.slice(-4)}`;

/** The three columns in which a number is kept: found by hash, opened from the sealed value, listed masked. */
export const phoneColumns = (normalised: string) => ({
	phone_hash: lookupHash('phone', normalised),
	phone_sealed: seal(normalised, 'contact'),
	phone_masked: maskPhone(normalised)
});

/** Input that is a mobile number; the output is normalised. */
export const mobilePhone = v.pipe(
	v.string(),
	v.check((raw) => normalisePhone(raw) !== null, 'platform.notAPhone'),
	v.transform((raw) => normalisePhone(raw)!)
);
