import * as v from 'valibot';
import type { ReadTx, WriteTx } from '#platform/db/tx.ts';
import { forModule } from '#platform/usecase.ts';
import { PURPOSE_SOURCE, startingPurposes } from './purposes.data.ts';

const { query } = forModule<'residents'>();

export interface Purpose {
	code: string;
	name: string;
	nameEn: string;
	explanation: string;
	explanationEn: string;
	basis: 'legal_duty' | 'consent' | 'emergency' | 'public_interest';
	/** fields of a person (`name` …), field groups with a colon (`group:money`), and what other modules hold (`care`, `assessment`) */
	fields: string[];
	needsConsent: boolean;
	keepMonths: number | null;
	keepFrom: 'left' | 'ended' | 'recorded';
	active: boolean;
}

export async function purposesOf({ db, ctx }: ReadTx<'residents'>): Promise<Purpose[]> {
	const rows = await db
		.selectFrom('residents.purpose')
		.select(['code', 'name', 'name_en as nameEn', 'explanation', 'explanation_en as explanationEn', 'basis', 'fields', 'needs_consent as needsConsent', 'keep_months as keepMonths', 'keep_from as keepFrom', 'active'])
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.orderBy('position')
		.execute();
	return rows as Purpose[];
}

/** What personal data is held for here: for everybody to read. */
export const listPurposes = query({ name: 'residents.listPurposes', access: 'public', input: v.object({}), run: (tx) => purposesOf(tx) });

/** Gives a new subdistrict the purposes that it starts from. */
export async function installPurposes({ db, ctx }: WriteTx<'residents'>): Promise<void> {
	await db
		.insertInto('residents.purpose')
		.values(
			startingPurposes.map((purpose, position) => ({
				subdistrict_id: ctx.subdistrictId,
				code: purpose.code,
				name: purpose.name,
				name_en: purpose.nameEn,
				explanation: purpose.explanation,
				explanation_en: purpose.explanationEn,
				basis: purpose.basis,
				source: PURPOSE_SOURCE,
				fields: purpose.fields,
				needs_consent: purpose.needsConsent,
				keep_months: purpose.keepMonths,
				keep_from: purpose.keepFrom,
				valid_from: '2026-01-01',
				active: purpose.active,
				position
			}))
		)
		.onConflict((oc) => oc.doNothing())
		.execute();
}
