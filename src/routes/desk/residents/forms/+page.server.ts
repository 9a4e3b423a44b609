import { addForm, listForms } from '#modules/residents/index.ts';
import { AppError } from '#platform/errors.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { ctx } }) => listForms(ctx, {});

export const actions: Actions = {
	default: ({ request, locals: { ctx } }) =>
		formAction(request, async (values, data) => {
			const file = data.get('file');
			if (!(file instanceof File) || file.size === 0) throw new AppError('platform.invalidInput', { status: 422, fields: [{ path: 'file', code: 'platform.required' }] });
			const { id } = await addForm(ctx, { name: values.name as string, issuer: values.issuer as string, fileName: file.name.slice(-255), bytes: new Uint8Array(await file.arrayBuffer()) });
			return `/desk/residents/forms/${id}`;
		})
};
