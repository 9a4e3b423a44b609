import * as v from 'valibot';
import type { ReadTx, WriteTx } from '#platform/db/tx.ts';
import { forModule } from '#platform/usecase.ts';
import { startingPurposes } from './purposes.data.ts';

const { query } = forModule<'residents'>();

export interface Purpose {
	code: string;
	name: string;
	nameEn: string;
	explanation: string;
	explanationEn: string;
	basis: 'legal_duty' | 'consent' | 'emergency' | 'public_interest';
	/** fields of a person (`name` …), field groups with a colon (`group:money`), and what other modules hold (`care`, `assessment`, `volunteering`) */
	fields: string[];
	needsConsent: boolean;
	keepMonths: number | null;
	keepFrom: 'left' | 'ended' | 'recorded';
	active: boolean;
	/** law or rule that it rests on, as the subdistrict cites it */
	source: string;
	/** grows with every change; `validFrom` is the day of the last one */
	version: number;
	validFrom: string;
}

export async function purposesOf({ db, ctx }: ReadTx<'residents'>): Promise<Purpose[]> {
	const rows = await db
		.selectFrom('residents.purpose')
		.select(['code', 'name', 'name_en as nameEn', 'explanation', 'explanation_en as explanationEn', 'basis', 'fields', 'needs_consent as needsConsent', 'keep_months as keepMonths', 'keep_from as keepFrom', 'active', 'source', 'version', 'valid_from as validFrom'])
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.orderBy('position')
		.execute();
	return rows as Purpose[];
}

/** What personal data is held for here: for everybody to read. */
export const listPurposes = query({ name: 'residents.listPurposes', access: 'public', input: v.object({}), run: (tx) => purposesOf(tx) });

/** A purpose in the columns in which it is kept. */
export const purposeColumns = ({ code, ...purpose }: Purpose) => ({
	code,
	name: purpose.name,
	name_en: purpose.nameEn,
	explanation: purpose.explanation,
	explanation_en: purpose.explanationEn,
	basis: purpose.basis,
	source: purpose.source,
	fields: purpose.fields,
	needs_consent: purpose.needsConsent,
	keep_months: purpose.keepMonths,
	keep_from: purpose.keepFrom,
	valid_from: purpose.validFrom,
	active: purpose.active,
	version: purpose.version
});

/** Gives a new subdistrict the purposes that it starts from. */
export async function installPurposes({ db, ctx }: WriteTx<'residents'>): Promise<void> {
	const made = await db
		.insertInto('residents.purpose')
		.values(startingPurposes.map((purpose, position) => ({ subdistrict_id: ctx.subdistrictId, ...purposeColumns(purpose), position })))
		.onConflict((oc) => oc.doNothing())
		.returning('code')
		.execute();
	const fresh = startingPurposes.filter(({ code }) => made.some((row) => row.code === code));
	if (fresh.length)
		await db
			.insertInto('residents.purpose_version')
			.values(fresh.map((purpose) => ({ subdistrict_id: ctx.subdistrictId, code: purpose.code, version: purpose.version, valid_from: purpose.validFrom, state: JSON.stringify(purpose), set_at: ctx.clock.now() })))
			.execute();
}
