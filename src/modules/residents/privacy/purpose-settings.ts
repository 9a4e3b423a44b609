/** Setting what personal data is held for: each change dated, with its reason, every earlier state kept. */
import * as v from 'valibot';
import type { WriteTx } from '#platform/db/tx.ts';
import { conflict } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { todayOf } from '#platform/today.ts';
import { forModule } from '#platform/usecase.ts';
import { fieldWrong } from '../residents.errors.ts';
import { permissions } from '../residents.permissions.ts';
import { CORE, COVERABLE, uncovered } from './coverage.model.ts';
import { purposeColumns, purposesOf, type Purpose } from './purposes.ts';

const { query, useCase } = forModule<'residents'>();

const text = (most: number) => v.pipe(v.string(), v.trim(), v.maxLength(most, 'residents.tooLong'));
const needed = (most: number) => v.pipe(v.string(), v.trim(), v.minLength(1, 'platform.required'), v.maxLength(most, 'residents.tooLong'));

const PURPOSE_BASES = ['legal_duty', 'public_interest', 'emergency', 'consent'] as const;
const KEEP_FROM = ['left', 'ended', 'recorded'] as const;

const PurposeInput = v.object({
	code: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]{1,39}$/, 'residents.purposeCode')),
	/** the version that the caller saw; 0: a new purpose */
	version: v.pipe(v.number(), v.integer()),
	name: needed(40),
	nameEn: text(80),
	explanation: needed(300),
	explanationEn: text(400),
	basis: v.picklist(PURPOSE_BASES),
	source: text(200),
	fields: v.pipe(v.array(v.picklist(COVERABLE)), v.minLength(1, 'residents.purposeEmpty')),
	/** null: as long as the record is kept */
	keepMonths: v.nullable(v.pipe(v.number('residents.keepWrong'), v.integer('residents.keepWrong'), v.minValue(1, 'residents.keepWrong'), v.maxValue(1_200, 'residents.keepWrong'))),
	keepFrom: v.picklist(KEEP_FROM),
	active: v.boolean(),
	/** consents given before end with this change (个人信息保护法 art. 14); more fields, and a base that becomes consent, always ask for it */
	consentAnew: v.optional(v.boolean(), false),
	why: needed(200)
});

/**
 * Changes a purpose, or makes one; it holds from today. Only what rests on consent asks for consent (art. 13: the other bases need none).
 * @returns `ended`: how many consents this change ended
 * @throws AppError residents.purposeMoved (409); platform.invalidInput (422) with residents.purposeThere, residents.coreUncovered, residents.keepRecordedCore
 */
export const savePurpose = useCase({
	name: 'residents.savePurpose',
	access: permissions.purposes,
	input: PurposeInput,
	run: async (tx, { why, consentAnew, ...input }) => {
		const { db, ctx } = tx;
		// All of them are held: that nothing of the register is left without a purpose is asked of all together.
		await db.selectFrom('residents.purpose').select('code').where('subdistrict_id', '=', ctx.subdistrictId).orderBy('code').forUpdate().execute();
		const all = await purposesOf(tx);
		const before = all.find(({ code }) => code === input.code) ?? null;
		if (before && input.version === 0) throw fieldWrong('code', 'residents.purposeThere');
		if ((before?.version ?? 0) !== input.version) throw conflict('residents.purposeMoved');
		const after: Purpose = { ...input, needsConsent: input.basis === 'consent', version: input.version + 1, validFrom: await todayOf(tx) };
		if (after.keepFrom === 'recorded' && after.fields.some((one) => (CORE as readonly string[]).includes(one))) throw fieldWrong('keepFrom', 'residents.keepRecordedCore');
		if (uncovered([...all.filter((each) => each !== before), after]).length) throw fieldWrong('fields', 'residents.coreUncovered');
		// While a purpose rested on another base it could grow unasked, and its consents are older than that: back under consent it asks all anew.
		const anew = before !== null && after.needsConsent && (consentAnew || !before.needsConsent || after.fields.some((field) => !before.fields.includes(field)));
		const { code, ...columns } = purposeColumns(after);
		if (before) await db.updateTable('residents.purpose').set(columns).where('subdistrict_id', '=', ctx.subdistrictId).where('code', '=', code).execute();
		else await db.insertInto('residents.purpose').values({ subdistrict_id: ctx.subdistrictId, code, ...columns, position: all.length }).execute();
		await db
			.insertInto('residents.purpose_version')
			.values({ subdistrict_id: ctx.subdistrictId, code, version: after.version, valid_from: after.validFrom, state: JSON.stringify(after), why, consent_anew: anew, set_at: ctx.clock.now(), set_by: isId(ctx.actor.id) ? ctx.actor.id : null, set_by_name: ctx.actor.name })
			.execute();
		return { code, version: after.version, ended: anew ? await endConsents(tx, code) : 0 };
	},
	subject: ({ code, why }, { version, ended }) => ({ subjectType: 'purpose', subjectId: code, reason: why, detail: { version, ended } })
});

/** Who agreed to less is asked again. */
async function endConsents({ db, ctx }: WriteTx<'residents'>, purpose: string): Promise<number> {
	const { numUpdatedRows } = await db
		.updateTable('residents.consent')
		.set({ withdrawn_at: ctx.clock.now(), withdrawn_by: 'changed', withdrawn_by_name: ctx.actor.name })
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('purpose', '=', purpose)
		.where('withdrawn_at', 'is', null)
		.executeTakeFirst();
	return Number(numUpdatedRows);
}

interface PurposeVersion {
	version: number;
	validFrom: string;
	why: string;
	by: string;
	at: Date;
	/** earlier consents ended with it */
	consentAnew: boolean;
	/** what it says otherwise than the version before; of the first: nothing */
	changed: (keyof Purpose)[];
}

export interface PurposeSettings {
	purpose: Purpose;
	/** people who have agreed, and not taken it back */
	agreed: number;
	versions: PurposeVersion[];
}

const COMPARED = ['name', 'nameEn', 'explanation', 'explanationEn', 'basis', 'source', 'fields', 'keepMonths', 'keepFrom', 'active'] as const satisfies readonly (keyof Purpose)[];

/** Every purpose, how many people agreed to it, and its versions, the newest first. */
export const purposeSettings = query({
	name: 'residents.purposeSettings',
	access: permissions.oversee,
	input: v.object({}),
	run: async (tx): Promise<PurposeSettings[]> => {
		const { db, ctx } = tx;
		const [purposes, counts, versions] = await Promise.all([
			purposesOf(tx),
			db
				.selectFrom('residents.consent')
				.select((eb) => ['purpose', eb.fn.countAll<string>().as('n')])
				.where('subdistrict_id', '=', ctx.subdistrictId)
				.where('withdrawn_at', 'is', null)
				.groupBy('purpose')
				.execute(),
			db
				.selectFrom('residents.purpose_version')
				.select(['code', 'version', 'valid_from as validFrom', 'state', 'why', 'consent_anew as consentAnew', 'set_at as at', 'set_by_name as by'])
				.where('subdistrict_id', '=', ctx.subdistrictId)
				.orderBy('code')
				.orderBy('version', 'desc')
				.execute()
		]);
		return purposes.map((purpose) => {
			const own = versions.filter(({ code }) => code === purpose.code);
			return {
				purpose,
				agreed: Number(counts.find((row) => row.purpose === purpose.code)?.n ?? 0),
				versions: own.map(({ code: _, state, ...version }, i) => ({ ...version, changed: differences(own[i + 1]?.state as unknown as Purpose | undefined, state as unknown as Purpose) }))
			};
		});
	}
});

const differences = (before: Purpose | undefined, after: Purpose): (keyof Purpose)[] => (before ? COMPARED.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key])) : []);
