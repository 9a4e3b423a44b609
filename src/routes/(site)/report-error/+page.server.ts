import { submit } from '#modules/requests/index.ts';
import { siteMessages } from '#modules/site/index.ts';
import { invalid } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { formAction } from '#platform/web/forms.ts';
import { remember } from '../case/refs.ts';
import { answerWithin, SITE_ERROR } from './answer-within.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({ clientId: newId(), page: (url.searchParams.get('page') ?? '').slice(0, 300), within: await answerWithin(locals.ctx) });

export const actions: Actions = {
	default: (event) =>
		formAction(event.request, async (values) => {
			const text = (name: string) => (typeof values[name] === 'string' ? (values[name] as string).trim() : '');
			if (text('what').length < 2) throw invalid([{ path: 'what', code: 'platform.required' }]);
			const receipt = await submit(event.locals.ctx, {
				clientId: text('clientId') || undefined,
				text: siteMessages.zh.errorReport.text(text('page'), text('what')),
				categoryCode: SITE_ERROR,
				channel: 'web',
				reporter: { phone: text('phone') || undefined },
				anonymous: !text('phone') && event.locals.ctx.actor.kind !== 'user'
			});
			remember(event, { number: receipt.number, key: receipt.key });
			return `/case/${receipt.number}?done=${receipt.repeated ? 'again' : text('phone') ? 'new' : 'nameless'}`;
		})
};
