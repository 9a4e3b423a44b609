import { expect, test } from 'vitest';
import { AppError } from '../errors.ts';
import { formAction, formValues, readForm } from './forms.ts';

const form = (...entries: [string, string][]) => {
	const data = new FormData();
	for (const [name, value] of entries) data.append(name, value);
	return data;
};
const sent = (body: string, type: string) => new Request('http://here.invalid/', { method: 'POST', body, headers: { 'content-type': type } });

test('nests by dots, lists by brackets, leaves empty text out', () => {
	expect(formValues(form(['a.b', '1'], ['a.c', '2'], ['tags[]', 'x'], ['tags[]', 'y'], ['empty', ' '], ['name', 'n']))).toEqual({ a: { b: '1', c: '2' }, tags: ['x', 'y'], name: 'n' });
});

test.each<[string, [string, string][], Record<string, unknown>]>([
	['a text and a group', [['a', '1'], ['a.b', '2']], { a: '1' }],
	['a group and a text', [['a.b', '2'], ['a', '1']], { a: { b: '2' } }],
	['a text and a list', [['a', '1'], ['a[]', '2']], { a: '1' }],
	['a list and a group', [['a[]', '1'], ['a.b', '2']], { a: ['1'] }]
])('of names that contradict each other the first holds: %s', (_, entries, values) => expect(formValues(form(...entries))).toEqual(values));

test.each(['__proto__.x', 'a.__proto__.x', 'constructor.prototype.x', 'toString.x', 'hasOwnProperty', 'a.valueOf.x', '__proto__[]'])('%s touches nothing that all objects share', (name) => {
	const values = formValues(form([name, 'polluted']));
	expect(JSON.stringify(values)).not.toContain('polluted');
	expect(({} as { x?: string }).x).toBeUndefined();
	expect((Object.prototype.toString as unknown as { x?: string }).x).toBeUndefined();
});

test.each([
	['a form without its parts', 'junk', 'multipart/form-data; boundary=x'],
	['something else', '{}', 'text/plain']
])('%s is refused in words', async (_, body, type) => {
	await expect(readForm(sent(body, type))).rejects.toMatchObject({ code: 'platform.notForm', status: 400 });
	expect(await formAction(sent(body, type), async () => {})).toMatchObject({ status: 400, data: { problem: { code: 'platform.notForm' } } });
});

test('a refusal keeps what was typed, but no secret', async () => {
	const refused = await formAction(sent('name=n&password=p&code=1', 'application/x-www-form-urlencoded'), async () => {
		throw new AppError('platform.changed', { status: 409 });
	});
	expect(refused).toMatchObject({ status: 409, data: { problem: { code: 'platform.changed', values: { name: 'n' } } } });
});
