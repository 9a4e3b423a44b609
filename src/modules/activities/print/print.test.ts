import { expect, test } from 'vitest';
import { newId } from '#platform/ids.ts';
import { pdfCharacters, pdfPageSizes } from '../../../../tests/support/pdf.ts';
import { testCtx } from '../../../../tests/support/db.ts';
import type { Roster } from '../attendance/roster.queries.ts';
import { printCertificate } from './certificate.ts';
import { printDoorPoster, printRoster } from './roster.ts';

const ctx = testCtx(newId());
const place = { org: '云岭街道', zone: 'Asia/Shanghai' };
const line = { signupId: newId(), partyId: newId(), partySize: 1, name: '王#小*二', phoneMasked: '120****0001', personId: null, state: 'taken' as const, lineNo: 1, source: 'site', onWord: [], exception: '', guardian: '王大明', offeredUntil: null, attendance: null };
const roster: Roster = {
	occurrenceId: newId(), activityId: newId(), title: '高血压日常管理', place: '文化活动室', onDay: '2026-11-30', startsAt: new Date('2026-11-30T15:30:00Z'), endsAt: new Date('2026-11-30T17:00:00Z'), cancelled: false, mayCheckIn: true, capacity: null,
	counts: { taken: 1, waiting: 0, offered: 0, came: 0, walkedIn: 0 },
	lines: [line, { ...line, name: '龘', state: 'cancelled' }],
	takenBack: [], doorPath: '/activities/here/x?code=y', programmeId: null
};

const says = (pdf: Buffer, words: string): boolean => {
	const found = pdfCharacters(pdf);
	return [...words].every((character) => found.has(character));
};

test('the list names who may come and who agreed for a child, and nobody who cancelled', async () => {
	const pdf = await printRoster(ctx, roster, place);
	expect(says(pdf, '王#小*二监护人大明同意')).toBe(true);
	// 23:30 in Shanghai, whatever the server's zone.
	expect(says(pdf, '23:30')).toBe(true);
	expect(says(pdf, '龘')).toBe(false);
});

test('the poster is one sheet of A4 that says what, where, and what to do without a phone', async () => {
	const pdf = await printDoorPoster(ctx, roster, place, 'http://localhost');
	expect(pdfPageSizes(pdf)).toEqual([[210, 297]]);
	expect(says(pdf, '高血压日常管理文化活动室扫一扫没有手机')).toBe(true);
});

test('a certificate is one sheet that says what its snapshot says, without weekdays', async () => {
	const pdf = await printCertificate(ctx, { number: 'HD2026-000001', kind: 'passed', name: '董强', title: '科普学校', from: '2026-07-11', to: '2026-07-25', minutes: null, sessions: 4, outreach: 2, issuer: { zh: '云岭街道', en: 'Yunling' }, issuedOn: '2026-11-24' }, 'http://localhost');
	expect(pdfPageSizes(pdf)).toEqual([[297, 210]]);
	expect(says(pdf, '结业证书董强科普学校讲课HD2026-000001云岭街道')).toBe(true);
	expect(says(pdf, '周')).toBe(false);
});
