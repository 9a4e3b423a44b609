import { describe, expect, it } from 'vitest';
import { parse } from '#platform/usecase.ts';
import { formValues } from '#platform/web/forms.ts';
import { fullEntry } from '../../../../tests/support/directory.ts';
import { ServiceInput, type ServiceDocument } from '../directory.schemas.ts';
import { exceptionsText, parseExceptions } from '../exchange/cell-exceptions.ts';
import { entryForm, phonesOf, readEntryForm, retypedForm } from './entry-form.ts';
import type { EntryForm } from './entry-fields.ts';

const documentOf = async (draft: object): Promise<ServiceDocument> => {
	const { id: _i, version: _v, assured: _a, ...document } = await parse(ServiceInput, draft as never);
	return document;
};

/** The form as a browser posts it. */
function posted(form: EntryForm): Record<string, unknown> {
	const data = new FormData();
	const put = (path: string, value: unknown) => {
		if (Array.isArray(value)) value.forEach((one, i) => (typeof one === 'string' ? data.append(`${path}[]`, one) : put(`${path}.${i}`, one)));
		else if (value && typeof value === 'object') for (const [key, inner] of Object.entries(value)) put(path ? `${path}.${key}` : key, inner);
		else data.append(path, String(value ?? ''));
	};
	put('', form);
	return formValues(data);
}

describe('the form of an entry', () => {
	it('gives a stored entry back unchanged when nothing is typed', async () => {
		const organizationId = '01890000-0000-7000-8000-000000000001';
		const document = await documentOf(fullEntry(organizationId, ['01890000-0000-7000-8000-000000000002']));
		expect(await documentOf(readEntryForm(posted(entryForm(document))))).toEqual(document);
		const bare = await documentOf({ organizationId, name: '只有名称' });
		expect(await documentOf(readEntryForm(posted(entryForm(bare))))).toEqual(bare);
	});

	it('shows what was typed again, word for word', () => {
		const form = { ...entryForm({}), name: '新', prices: '乱写', places: [{ ...entryForm({}).places[0]!, locationId: '', name: '甲', address: '', addressEn: '', transportation: '', lon: 'x', lat: '', accessibility: ['ramp'], note: '', kind: 'physical', communityId: '' }], schedules: [{ place: '0', hours: '有空', calendar: 'weekly', validFrom: '', validTo: '', exceptions: '', note: '' }] };
		expect(retypedForm(posted(form))).toEqual(form);
		expect(() => readEntryForm(posted(form))).toThrow(expect.objectContaining({ fields: [expect.objectContaining({ path: 'prices' }), expect.objectContaining({ path: 'schedules.0.hours' })] }));
	});

	it('passes over an empty place, and hours follow theirs', () => {
		const empty = { locationId: '', name: '', address: '', addressEn: '', transportation: '', lon: '', lat: '', accessibility: [], note: '', kind: 'physical', communityId: '' };
		const hours = { place: '1', hours: '周一 9:00-10:00', calendar: 'civil', validFrom: '', validTo: '', exceptions: '', note: '' };
		const read = readEntryForm(posted({ ...entryForm({}), places: [empty, { ...empty, name: '乙' }], schedules: [hours] }));
		expect(read).toMatchObject({ places: [{ name: '乙' }], schedules: [{ place: 0 }] });
	});
});

describe('days with other hours', () => {
	it('are read as they are written', () => {
		const text = '2027-02-01 至 2027-02-03 休息 盘点\n2027-02-04 11:00-12:00 只供午餐';
		expect(parseExceptions(text)).toEqual([
			{ from: '2027-02-01', to: '2027-02-03', opens: null, closes: null, reason: '盘点' },
			{ from: '2027-02-04', to: '2027-02-04', opens: 660, closes: 720, reason: '只供午餐' }
		]);
		expect(exceptionsText(parseExceptions(text)!)).toBe(text);
		expect(parseExceptions('2027年2月1日 休息')).toMatchObject([{ from: '2027-02-01' }]);
	});
	it.each(['明天 休息', '2027-02-30 休息', '2027-02-03 至 2027-02-01 休息', '2027-02-01'])('refuses %s', (text) => expect(parseExceptions(text)).toBeNull());
});

it('reads phones with their labels and extensions', () => {
	expect(phonesOf('前台 0571-88880000转8\n12345')).toEqual([{ label: '前台', number: '0571-88880000', extension: '8' }, { label: '', number: '12345', extension: '' }]);
	expect(() => phonesOf('打给我')).toThrow();
});
