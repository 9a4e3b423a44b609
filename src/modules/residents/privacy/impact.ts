/**
 * The personal-information impact record (个人信息保护影响评估记录, 个人信息保护法 arts. 55–56), purpose by purpose: what is handled, of how many,
 * who sees it and how it is guarded is asked of the running system; what has to be judged is written once and kept in versions.
 */
import { sql } from 'kysely';
import * as v from 'valibot';
import { addMonths, isDate } from '#platform/dates/index.ts';
import type { ReadTx } from '#platform/db/tx.ts';
import { conflict, notFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import type { PersonalData } from '#platform/manifest.ts';
import { todayOf } from '#platform/today.ts';
import { forModule } from '#platform/usecase.ts';
import { fieldWrong } from '../residents.errors.ts';
import { permissions } from '../residents.permissions.ts';
import { countHeld } from './impact.count.ts';
import { inEveryList } from './looks.ts';
import { purposesOf, type Purpose } from './purposes.ts';
import { groupOf, isSealed, isSensitive, sightOf, type Sight, type Viewer } from './sight.ts';

const { query, useCase } = forModule<'residents'>();

export const CONCLUSIONS = ['fits', 'fits_with_measures', 'stop'] as const;
export type Conclusion = (typeof CONCLUSIONS)[number];

/** Art. 56: at least three years. */
const KEPT_MONTHS = 36;
const A_YEAR = 12;

/** What people judged, and of which state of the purpose. */
export interface Judgement {
	version: number;
	purposeVersion: number;
	/** of how many people the data was then */
	people: number;
	/** 处理目的、处理方式等是否合法、正当、必要 */
	necessity: string;
	/** 对个人权益的影响及安全风险 */
	risk: string;
	/** 所采取的保护措施是否合法、有效并与风险程度相适应 */
	measures: string;
	/** 委托处理、对外提供、公开、出境; empty: none */
	outside: string;
	conclusion: Conclusion;
	assessor: string;
	/** `YYYY-MM-DD` */
	assessedOn: string;
	keptUntil: string;
	by: string;
}

/** Something that a purpose covers, as the system has it now. */
export interface Handled {
	covers: string;
	sensitive: boolean;
	sealed: boolean;
	people: number;
	/** by the policy's table; null: another module's, then `readers` are its roles */
	sight: Record<Viewer, Sight> | null;
	readers: readonly string[];
}

export interface Impact {
	purpose: Purpose;
	handled: Handled[];
	/** of whom any of it is held; of another module's data as many as it has most of */
	people: number;
	/** of them under fourteen */
	children: number;
	/** consents in force */
	agreed: number;
	/** why art. 55 asks for an assessment */
	because: ('sensitive' | 'children' | 'outside')[];
	/** in the last twelve months: how often it was opened for a reason, taken out, and removed because its time was over */
	lastYear: { reveals: number; exports: number; removed: number };
	/** the newest first */
	judgements: Judgement[];
	/** the purpose was changed after the last judgement */
	outOfDate: boolean;
}

/** @param others what other modules hold (`personalData` of their manifests); empty where nobody asked them */
async function impactOf(tx: ReadTx<'residents'>, purpose: Purpose, others: readonly PersonalData[]): Promise<Impact> {
	const { db, ctx } = tx;
	const since = new Date(ctx.clock.now());
	since.setUTCMonth(since.getUTCMonth() - A_YEAR);
	const groups = [...new Set(purpose.fields.flatMap((field) => groupOf(field) ?? []))];
	const [held, judgements, consents, looks, runs] = await Promise.all([
		countHeld(tx, purpose.fields),
		db
			.selectFrom('residents.impact_assessment')
			.select(['version', 'purpose_version as purposeVersion', 'people', 'necessity', 'risk', 'measures', 'outside', 'conclusion', 'assessor', 'assessed_on as assessedOn', 'kept_until as keptUntil', 'recorded_by_name as by'])
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('purpose', '=', purpose.code)
			.orderBy('version', 'desc')
			.execute(),
		db.selectFrom('residents.consent').select((eb) => eb.fn.countAll<string>().as('n')).where('subdistrict_id', '=', ctx.subdistrictId).where('purpose', '=', purpose.code).where('withdrawn_at', 'is', null).executeTakeFirstOrThrow(),
		groups.length
			? db
					.selectFrom('residents.look')
					.select((eb) => ['what', eb.fn.countAll<string>().as('n')])
					.where('subdistrict_id', '=', ctx.subdistrictId)
					.where('at', '>=', since)
					.where('what', 'in', ['reveal', 'export', 'form'])
					.where((eb) => eb.or([eb('field_group', 'in', groups), ...(groups.some(inEveryList) ? [eb('what', 'in', ['export', 'form'])] : [sql<boolean>`took && ${groups}::text[]`])]))
					.groupBy('what')
					.execute()
			: [],
		db.selectFrom('residents.retention_run').select('removed').where('subdistrict_id', '=', ctx.subdistrictId).where('at', '>=', since).execute()
	]);
	const handled = purpose.fields.map((covers): Handled => {
		const other = others.find((each) => each.covers === covers);
		return { covers, sensitive: isSensitive(covers), sealed: other?.sealed ?? isSealed(covers), people: other?.people ?? held.of.get(covers) ?? 0, sight: sightOf(covers), readers: other?.readers ?? [] };
	});
	const [last] = judgements as Judgement[];
	const lookCount = (...what: string[]) => looks.filter((row) => what.includes(row.what)).reduce((sum, { n }) => sum + Number(n), 0);
	return {
		purpose,
		handled,
		people: Math.max(held.people, 0, ...handled.filter(({ sight }) => sight === null).map(({ people }) => people)),
		children: held.children,
		agreed: Number(consents.n),
		because: [...(handled.some(({ sensitive }) => sensitive) ? (['sensitive'] as const) : []), ...(held.children ? (['children'] as const) : []), ...(last?.outside ? (['outside'] as const) : [])],
		lastYear: { reveals: lookCount('reveal'), exports: lookCount('export', 'form'), removed: (runs.map(({ removed }) => removed) as unknown as { purpose: string; count: number }[][]).flat().filter((each) => each.purpose === purpose.code).reduce((sum, { count }) => sum + count, 0) },
		judgements: judgements as Judgement[],
		outOfDate: last !== undefined && last.purposeVersion !== purpose.version
	};
}

const Others = v.custom<readonly PersonalData[]>((given) => Array.isArray(given));

/** The record of every purpose, as it stands now. */
export const impactRecord = query({
	name: 'residents.impactRecord',
	access: permissions.oversee,
	input: v.object({ code: v.optional(v.nullable(v.string()), null), others: Others }),
	run: async (tx, { code, others }): Promise<Impact[]> => {
		const purposes = (await purposesOf(tx)).filter((purpose) => code === null || purpose.code === code);
		if (code !== null && !purposes.length) throw notFound('purpose');
		const impacts: Impact[] = [];
		for (const purpose of purposes) impacts.push(await impactOf(tx, purpose, others));
		return impacts;
	}
});

const words = (least: number) => v.pipe(v.string(), v.trim(), v.minLength(least, 'residents.sayMore'), v.maxLength(2_000, 'residents.tooLong'));

/** What was judged of a purpose as it is now; the earlier judgements stay. @throws platform.notFound, residents.purposeMoved (409) */
export const assessImpact = useCase({
	name: 'residents.assessImpact',
	access: permissions.purposes,
	input: v.object({
		code: v.string(),
		/** the version of the purpose that was judged */
		purposeVersion: v.pipe(v.number(), v.integer()),
		/** of the last judgement, so that two do not write at once; 0: the first */
		after: v.pipe(v.number(), v.integer()),
		others: Others,
		necessity: words(10),
		risk: words(10),
		measures: words(10),
		outside: v.pipe(v.string(), v.trim(), v.maxLength(2_000, 'residents.tooLong')),
		conclusion: v.picklist(CONCLUSIONS, 'platform.required'),
		assessor: v.pipe(v.string(), v.trim(), v.minLength(1, 'platform.required'), v.maxLength(60, 'residents.tooLong')),
		assessedOn: v.pipe(v.string(), v.check(isDate, 'residents.dayWrong'))
	}),
	run: async (tx, { code, purposeVersion, after, others, ...judged }) => {
		const { db, ctx } = tx;
		const purpose = await db.selectFrom('residents.purpose').select('version').where('subdistrict_id', '=', ctx.subdistrictId).where('code', '=', code).forUpdate().executeTakeFirst();
		if (!purpose) throw notFound('purpose');
		if (judged.assessedOn > (await todayOf(tx))) throw fieldWrong('assessedOn', 'residents.inTheFuture');
		const now = await impactOf(tx, (await purposesOf(tx)).find((each) => each.code === code)!, others);
		const last = now.judgements[0]?.version ?? 0;
		if (purpose.version !== purposeVersion || last !== after) throw conflict('residents.purposeMoved');
		await db
			.insertInto('residents.impact_assessment')
			.values({
				subdistrict_id: ctx.subdistrictId,
				purpose: code,
				version: last + 1,
				purpose_version: purposeVersion,
				people: now.people,
				necessity: judged.necessity,
				risk: judged.risk,
				measures: judged.measures,
				outside: judged.outside,
				conclusion: judged.conclusion,
				assessor: judged.assessor,
				assessed_on: judged.assessedOn,
				kept_until: addMonths(judged.assessedOn, KEPT_MONTHS),
				recorded_at: ctx.clock.now(),
				recorded_by: isId(ctx.actor.id) ? ctx.actor.id : null,
				recorded_by_name: ctx.actor.name
			})
			.execute();
		return { version: last + 1, people: now.people };
	},
	subject: ({ code, conclusion }, { version, people }) => ({ subjectType: 'purpose', subjectId: code, detail: { version, people, conclusion } })
});
