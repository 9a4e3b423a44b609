import { expect, test } from 'vitest';
import { actionHref, withQuery } from './href.ts';

const url = new URL('https://example.test/services?q=%E4%BF%AE%E9%94%81&after=abc');

test('changes, adds and takes away parameters, and keeps the rest', () => {
	expect(withQuery(url, { after: null, senior: 1 })).toBe('/services?q=%E4%BF%AE%E9%94%81&senior=1');
	expect(withQuery(url, { q: '', after: undefined })).toBe('/services');
	expect(withQuery(url, {})).toBe('/services?q=%E4%BF%AE%E9%94%81&after=abc');
});

test('what a reader typed cannot leave the parameter it stands in', () => {
	expect(new URL(withQuery(url, { q: 'a&b=c#d"<' }), url).searchParams.get('q')).toBe('a&b=c#d"<');
});

test('a form’s action keeps the view and drops the action before', () => {
	expect(actionHref(new URL('http://x/a?term=care&/handle='), 'handle')).toBe('?term=care&/handle');
	expect(actionHref(new URL('http://x/a'), 'save')).toBe('?/save');
});
