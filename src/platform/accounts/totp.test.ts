import { expect, test } from 'vitest';
import { base32, matchTotp, newRecoveryCodes, normaliseRecoveryCode, stepOf, totpAt, totpUri } from './totp.ts';

const secret = Buffer.from('12345678901234567890');

test.each([
	[59, '94287082'],
	[1111111109, '07081804'],
	[1111111111, '14050471'],
	[1234567890, '89005924'],
	[2000000000, '69279037'],
	[20000000000, '65353130']
])('RFC 6238 appendix B, SHA-1, second %i', (seconds, code) => {
	expect(totpAt(secret, stepOf(new Date(seconds * 1000)), 8)).toBe(code);
});

test.each([
	['', ''],
	['f', 'MY'],
	['fo', 'MZXQ'],
	['foo', 'MZXW6'],
	['foob', 'MZXW6YQ'],
	['fooba', 'MZXW6YTB'],
	['foobar', 'MZXW6YTBOI']
])('RFC 4648 base32 of "%s"', (plain, encoded) => {
	expect(base32(Buffer.from(plain))).toBe(encoded);
});

test('a code holds for its step and one either way, and once', () => {
	const at = new Date('2026-11-24T02:00:10Z');
	const step = stepOf(at);
	for (const drift of [-1, 0, 1]) expect(matchTotp(secret, totpAt(secret, step + drift), at, 0)).toBe(step + drift);
	for (const drift of [-2, 2]) expect(matchTotp(secret, totpAt(secret, step + drift), at, 0)).toBeNull();
	expect(matchTotp(secret, totpAt(secret, step), at, step)).toBeNull();
});

test('the QR code names issuer and account', () => {
	expect(totpUri(secret, '云岭街道', 'zhoulan')).toBe(`otpauth://totp/${encodeURIComponent('云岭街道')}:zhoulan?secret=${base32(secret)}&issuer=${encodeURIComponent('云岭街道')}`);
});

test('recovery codes are ten different ones, and typing is forgiven', () => {
	const codes = newRecoveryCodes();
	expect(new Set(codes).size).toBe(10);
	for (const code of codes) {
		expect(code).toMatch(/^[A-Z2-7]{5}-[A-Z2-7]{5}$/);
		expect(normaliseRecoveryCode(` ${code.toLowerCase().replace('-', ' ')} `)).toBe(code.replace('-', ''));
	}
});
