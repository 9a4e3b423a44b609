import { join } from '#modules/requests/index.ts';
import { notFound } from '#platform/errors.ts';
import { isId, newId } from '#platform/ids.ts';
import { formAction } from '#platform/web/forms.ts';
import { remember } from '../../../case/refs.ts';
import { forget, kept } from '../../kept.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	if (!isId(event.params.id)) throw notFound('request');
	const draft = await kept(event);
	return { clientId: newId(), text: draft.text.slice(0, 500) };
};

export const actions: Actions = {
	default: (event) =>
		formAction(event.request, async (values) => {
			const text = (name: string) => (typeof values[name] === 'string' ? (values[name] as string).trim() : '');
			const { number, key } = await join(event.locals.ctx, { clientId: text('clientId') || undefined, id: event.params.id, phone: text('phone') || undefined, name: text('name'), said: text('said') });
			remember(event, { number, key });
			await forget(event);
			return `/case/${number}?done=join`;
		})
};
