/** What a subdistrict settled where the sources of a form contradict each other. */
import * as v from 'valibot';
import type { ReadTx } from '#platform/db/tx.ts';
import { invalid } from '#platform/errors.ts';
import { getSetting, putSetting } from '#platform/settings.ts';
import { forModule } from '#platform/usecase.ts';
import { permissions } from '../care.permissions.ts';
import type { AssessmentForm, Settled } from './form.model.ts';
import { FORMS } from './forms.ts';

const { useCase, query } = forModule<'platform'>();
const KEY = 'care.assessmentForms';

type Stored = Record<string, Settled>;

/** The settings of one form, with only what the form still asks and allows; the rest takes its default when scored. */
export async function settledFor(tx: ReadTx<'platform'>, form: AssessmentForm): Promise<Settled> {
	const stored = (await getSetting<Stored>(tx, KEY, {}))[form.key] ?? {};
	return Object.fromEntries(form.settings.flatMap(({ key, choices }) => (stored[key] !== undefined && choices.includes(stored[key]) ? [[key, stored[key]]] : [])));
}

/** What is settled for every form, defaults included: form key → setting key → value. */
export const assessmentSettings = query({
	name: 'care.assessmentSettings',
	access: permissions.configure,
	input: v.object({}),
	run: async (tx): Promise<Stored> =>
		Object.fromEntries(
			await Promise.all(
				FORMS.map(async (form) => [form.key, { ...Object.fromEntries(form.settings.map((setting) => [setting.key, setting.default])), ...(await settledFor(tx, form)) }] as const)
			)
		)
});

/** Settles one point of a form from now on; what was assessed before keeps what counted then. */
export const settleForm = useCase({
	name: 'care.settleForm',
	access: permissions.configure,
	input: v.object({ form: v.string(), setting: v.string(), value: v.pipe(v.union([v.number(), v.pipe(v.string(), v.digits(), v.transform(Number))]), v.integer()) }),
	run: async (tx, input) => {
		const setting = FORMS.filter((form) => form.key === input.form).flatMap((form) => form.settings.filter(({ key }) => key === input.setting))[0];
		if (!setting?.choices.includes(input.value)) throw invalid([{ path: 'value', code: 'platform.notValid' }]);
		const stored = await getSetting<Stored>(tx, KEY, {});
		await putSetting(tx, KEY, { ...stored, [input.form]: { ...stored[input.form], [input.setting]: input.value } });
		return {};
	},
	subject: (input) => ({ subjectType: 'setting', subjectId: KEY, detail: { form: input.form, setting: input.setting, value: input.value } })
});
