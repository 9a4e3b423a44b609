import { randomBytes, randomInt, scrypt, type ScryptOptions } from 'node:crypto';
import { promisify } from 'node:util';
import { sameSecret } from '../secrets.ts';
import { COMMON } from './common-passwords.ts';

/*
 * scrypt with N = 2^15, r = 8, p = 3: one of the settings that OWASP's password storage cheat sheet holds equal,
 * taken for its memory (32 MiB a guess), so that a morning's rush of sign-ins fits a small machine.
 * The parameters stand in the stored value; raising them here leaves old values readable.
 */
const LOG_N = 15;
const R = 8;
const P = 3;
const derive = promisify<string | Buffer, Buffer, number, ScryptOptions, Buffer>(scrypt);

/** `scrypt$15$8$3$<salt>$<key>`, salt and key in base64url */
export async function hashPassword(password: string): Promise<string> {
	const salt = randomBytes(16);
	const key = await stretch(password, salt, LOG_N, R, P);
	return ['scrypt', LOG_N, R, P, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** False for a wrong password and for a stored value that is none. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
	const [kind, logN, r, p, salt, key] = stored.split('$');
	if (kind !== 'scrypt' || !salt || !key) return false;
	const found = await stretch(password, Buffer.from(salt, 'base64url'), Number(logN), Number(r), Number(p));
	return sameSecret(found.toString('base64url'), key);
}

const stretch = (password: string, salt: Buffer, logN: number, r: number, p: number) =>
	derive(password.normalize('NFKC'), salt, 32, { N: 2 ** logN, r, p, maxmem: 2 ** (logN + 8) * r });

let nobody: Promise<string> | undefined;

/** Costs what a real check costs, for user names that do not exist: the time of the answer tells nothing. */
export async function verifyNothing(password: string): Promise<false> {
	await verifyPassword(password, await (nobody ??= hashPassword(randomBytes(16).toString('hex'))));
	return false;
}

const LONG_ENOUGH = 10;
const PASSPHRASE = 16;

/**
 * What is wrong with a new password, or null. Ten characters of three kinds (small, capital, digit, other), or
 * sixteen of any kind; not the user name or the person's name; not a common one.
 * Source of the rule: GB/T 22239-2019 8.1.4.1 a) (complexity) and NIST SP 800-63B (list of common ones).
 */
export function passwordProblem(password: string, username: string, name = ''): 'accounts.passwordShort' | 'accounts.passwordPlain' | 'accounts.passwordName' | 'accounts.passwordCommon' | null {
	const text = password.normalize('NFKC');
	const length = [...text].length;
	if (length < LONG_ENOUGH) return 'accounts.passwordShort';
	const lower = text.toLowerCase();
	if (lower.includes(username.toLowerCase()) || ([...name].length > 1 && lower.includes(name.toLowerCase()))) return 'accounts.passwordName';
	if (isCommon(lower)) return 'accounts.passwordCommon';
	const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u].filter((kind) => kind.test(text)).length;
	if (length < PASSPHRASE && kinds < 3) return 'accounts.passwordPlain';
	return null;
}

/* A common word dressed up with digits and signs at its ends is as common; so is one sign over and over, or a run of the keyboard. */
function isCommon(lower: string): boolean {
	const core = lower.replace(/[@]/g, 'a').replace(/[$]/g, 's').replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
	if (COMMON.has(lower) || COMMON.has(core)) return true;
	if (new Set(lower).size < 4) return true;
	return ['abcdefghijklmnopqrstuvwxyz', '01234567890123456789', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', '1qaz2wsx3edc4rfv'].some((run) => {
		const bare = lower.replace(/[^a-z0-9]/g, '');
		return bare.length > 3 && run.includes(bare);
	});
}

// No 0 O 1 l I: it is read from a screen or a slip of paper and typed.
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';

/** Four groups of four, 80 bits: `k7dm-x2pq-9fvt-hw3e`. */
export const randomPassword = (): string =>
	Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')).join('-');

/** A first password for somebody. By chance one in some thousands spells a short user name, which the rules refuse: then another. */
export function firstPassword(username: string, name: string): string {
	for (;;) {
		const password = randomPassword();
		if (passwordProblem(password, username, name) === null) return password;
	}
}
