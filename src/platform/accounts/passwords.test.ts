import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstPassword, hashPassword, passwordProblem, randomPassword, verifyPassword } from './passwords.ts';

test.each([
	['Zx7!qw', 'accounts.passwordShort'],
	['abcdefghij', 'accounts.passwordCommon'],
	['lanmaoqiaoshu', 'accounts.passwordPlain'],
	['lanmao72qiao', 'accounts.passwordPlain'],
	['Lanmao72qiao', null],
	['lanmao-72-qi', null],
	['一只蓝猫坐在桥头的老槐树下乘凉', 'accounts.passwordPlain'],
	['一只蓝猫坐在桥头的老槐树下乘凉呢', null],
	['correct horse battery', null],
	['Admin@2026!', 'accounts.passwordCommon'],
	['P@ssw0rd2026', 'accounts.passwordCommon'],
	['1234567890', 'accounts.passwordCommon'],
	['aaaaaaaaaaaaaaaa', 'accounts.passwordCommon'],
	['qwertyuiop', 'accounts.passwordCommon'],
	['Zhoulan#2026', 'accounts.passwordName'],
	['ＺＨＯＵＬＡＮ＃２０２６', 'accounts.passwordName'],
	['周岚的密码 No.1', 'accounts.passwordName']
])('"%s": %s', (password, problem) => {
	expect(passwordProblem(password, 'zhoulan', '周岚')).toBe(problem);
});

test('generated passwords pass the rules and differ', () => {
	const many = Array.from({ length: 200 }, randomPassword);
	expect(new Set(many).size).toBe(200);
	for (const password of many) expect(passwordProblem(password, 'zhoulan', '周岚')).toBeNull();
});

test('a first password never spells the name it is for, short as that may be', () => {
	for (const username of ['a', 'z', 'ab']) for (let n = 0; n < 50; n++) expect(passwordProblem(firstPassword(username, ''), username)).toBeNull();
});

test('a hash opens with its password alone, however the keyboard composed it', async () => {
	const stored = await hashPassword('Ångström 白云 4!');
	expect(stored).toMatch(/^scrypt\$15\$8\$3\$[\w-]{22}\$[\w-]{43}$/);
	expect(await verifyPassword('Ångström 白云 4!'.normalize('NFD'), stored)).toBe(true);
	expect(await verifyPassword('angström 白云 4!', stored)).toBe(false);
	expect(await verifyPassword('x', 'nonsense')).toBe(false);
	expect(await hashPassword('Ångström 白云 4!')).not.toBe(stored);
});

test('no password whatsoever throws in the rules', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), fc.string({ minLength: 2 }), (password, username) => {
			expect([null, 'accounts.passwordShort', 'accounts.passwordPlain', 'accounts.passwordName', 'accounts.passwordCommon']).toContain(passwordProblem(password, username));
		})
	);
});
