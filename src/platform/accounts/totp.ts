import { createHmac, randomBytes } from 'node:crypto';
import { sameSecret } from '../secrets.ts';

/*
 * Time-based one-time codes, RFC 6238 over RFC 4226: HMAC-SHA-1, 30 seconds, six digits, the one set that every
 * authenticator app knows. Tested against the RFC's own vectors.
 */
const STEP_SECONDS = 30;
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 4648 base32 without padding. */
export function base32(bytes: Buffer): string {
	let bits = 0;
	let held = 0;
	let out = '';
	for (const byte of bytes) {
		held = (held << 8) | byte;
		bits += 8;
		while (bits >= 5) {
			bits -= 5;
			out += BASE32[(held >>> bits) & 31];
		}
		held &= (1 << bits) - 1;
	}
	return bits ? out + BASE32[(held << (5 - bits)) & 31] : out;
}

/** The code of one time step; `digits` is 8 in the RFC's vectors and 6 in life. */
export function totpAt(secret: Buffer, step: number, digits = 6): string {
	const counter = Buffer.alloc(8);
	counter.writeBigUInt64BE(BigInt(step));
	const mac = createHmac('sha1', secret).update(counter).digest();
	const offset = mac[19]! & 15;
	return String((mac.readUInt32BE(offset) & 0x7fffffff) % 10 ** digits).padStart(digits, '0');
}

/** The time step of an instant. */
export const stepOf = (at: Date): number => Math.floor(at.getTime() / 1000 / STEP_SECONDS);

/**
 * The step whose code this is, one step of drift either way; null when none, or when the step is not newer than
 * `lastStep`: a code seen over a shoulder is already spent.
 */
export function matchTotp(secret: Buffer, code: string, at: Date, lastStep: number): number | null {
	const now = stepOf(at);
	for (const step of [now, now - 1, now + 1]) if (step > lastStep && sameSecret(totpAt(secret, step), code)) return step;
	return null;
}

export const newTotpSecret = (): Buffer => randomBytes(20);

/** What the QR code says to an authenticator app (Key URI format). */
export const totpUri = (secret: Buffer, issuer: string, account: string): string =>
	`otpauth://totp/${encodeURIComponent(issuer)}:${encodeURIComponent(account)}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}`;

/** Ten one-time codes for the day the phone is lost, 50 bits each: `ABCDE-FGHIJ`. */
export const newRecoveryCodes = (): string[] =>
	Array.from({ length: 10 }, () => base32(randomBytes(7)).slice(0, 10).replace(/^(.{5})/, '$1-'));

export const normaliseRecoveryCode = (typed: string): string => typed.toUpperCase().replace(/[^A-Z2-7]/g, '');
