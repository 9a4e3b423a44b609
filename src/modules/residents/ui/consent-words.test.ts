import { expect, test } from 'vitest';
import { ownMessages } from '../messages/own.ts';
import { consentWords } from './consent-words.ts';

test('what can be given again is said with its day, and on that day no more, also where a part stays', () => {
	const taken = { givenAt: new Date('2026-01-10T04:00:00Z'), way: 'counter', withdrawnAt: new Date('2026-01-11T04:00:00Z'), withdrawnBy: 'self', removeOn: '2026-02-10', removedAt: null };
	const next = (consent: Parameters<typeof consentWords>[0], today: string, locale: 'zh' | 'en' = 'zh') => consentWords(consent, locale, 'Asia/Shanghai', today).next;
	expect(next(taken, '2026-02-09')).toBe(ownMessages.zh.until('2026年2月9日 周一'));
	expect(next(taken, '2026-02-10')).toBe('只用于这一项的已经删除；法律或别的用途还要用的还留着。');
	expect(next(taken, '2026-05-01', 'en')).toBe(ownMessages.en.partly);
	expect(next({ ...taken, removedAt: new Date('2026-02-10T18:00:00Z') }, '2026-05-01')).toBe(ownMessages.zh.removed('2026年2月11日 周三'));
	expect(next({ ...taken, removeOn: null }, '2026-05-01')).toBe('');
});
