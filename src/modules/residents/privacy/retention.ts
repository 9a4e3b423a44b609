/** The nightly look at what is no longer needed, rule by rule; every night is written down, also one that found nothing. */
import { addMonths, dateIn } from '#platform/dates/index.ts';
import type { Ctx } from '#platform/context.ts';
import { readTx, writeTx, type WriteTx } from '#platform/db/tx.ts';
import { newId } from '#platform/ids.ts';
import { zoneOf } from '#platform/tenant.ts';
import { forgetOldMerges, UNDO_MONTHS } from '../duplicates/forget.ts';
import { isFieldKey } from '../person/fields.ts';
import { chooseAnew } from '../person/person.store.ts';
import { mayGo, ofSensitivity, removeFor, SENSITIVITY } from './erasure.ts';
import { purposesOf, type Purpose } from './purposes.ts';
import { keptAmong, BATCH, goneBy, holdGone, isDue, lastRun, restedNow, soonest, withdrewBy, type Gone, type LastRun, type Withdrew } from './retention.due.ts';
import { endedRules, recordedRules, Tally, type Removed, type Timed } from './retention.rules.ts';
import { restedOnConsent } from './withdrawal.model.ts';

type Tx = WriteTx<'residents'>;

/** @returns what went; it stands in the log as well */
export async function runRetention(ctx: Ctx): Promise<Removed[]> {
	const at = ctx.clock.now();
	const zone = await zoneOf(ctx);
	const today = dateIn(at, zone);
	const { all, last } = await readTx<'residents', { all: Purpose[]; last: LastRun | null }>(ctx, async (tx) => ({ all: await purposesOf(tx), last: await lastRun(tx, zone) }));
	const active = all.filter((purpose) => purpose.active);
	const tally = new Tally();
	await removeOfGone(ctx, active, last, today, tally);
	await removeWithdrawn(ctx, all, today, tally);
	for (const rule of endedRules(all)) await writeTx<'residents', void>(ctx, (tx) => removeEnded(tx, rule, today, tally));
	for (const rule of recordedRules(all)) await writeTx<'residents', void>(ctx, (tx) => removeRecorded(tx, rule, today, tally));
	const merges = await writeTx<'residents', number>(ctx, (tx) => forgetOldMerges(tx, new Date(`${addMonths(today, -UNDO_MONTHS)}T00:00:00Z`)));
	tally.add('merges', null, merges, merges);
	const removed = tally.removed();
	await writeTx<'residents', void>(ctx, (tx) => logRun(tx, 'retention', removed, at));
	return removed;
}

/** Writes a night down. @param at when it began: what changes while it runs is looked at again the next night */
export async function logRun(tx: Tx, job: 'retention' | 'sheets', removed: readonly Removed[], at: Date): Promise<void> {
	const { db, ctx } = tx;
	await db.insertInto('residents.retention_run').values({ subdistrict_id: ctx.subdistrictId, id: newId(), at, job, removed: JSON.stringify(removed) }).execute();
	if (removed.length) tx.audit({ action: 'residents.retention', subjectType: 'register', subjectId: ctx.subdistrictId, detail: { removed: removed.map(({ rule, purpose, people, count }) => `${[rule, purpose].filter(Boolean).join('/')}:${people}/${count}`).join(' ') } });
}

async function removeOfGone(ctx: Ctx, purposes: readonly Purpose[], last: LastRun | null, today: string, tally: Tally): Promise<void> {
	const months = soonest(purposes);
	for (let after: string | null = null; months !== null; ) {
		const { gone, agreed } = await readTx<'residents', { gone: Gone[]; agreed: (id: string, on: string) => ReadonlySet<string> }>(ctx, async (tx) => {
			const gone = await goneBy(tx, today, months, last, after);
			return { gone, agreed: await keptAmong(tx, gone.map(({ id }) => id)) };
		});
		for (const person of gone.filter((each) => isDue(purposes, each, last, today))) {
			if (!mayGo(purposes, person, today, false, agreed(person.id, today)).go.length) continue;
			const { removed, anonymised } = await writeTx<'residents', RemovedOfGone>(ctx, (tx) => removeGone(tx, purposes, person.id, today));
			for (const { purpose, count } of removed) tally.add('left', purpose, 1, count);
			if (anonymised) tally.add('anonymised', null, 1, 1);
		}
		if (gone.length < BATCH) break;
		after = gone.at(-1)!.id;
	}
}

interface RemovedOfGone {
	removed: { purpose: string; count: number }[];
	anonymised: boolean;
}

/** Under the lock of the person, and decided again: their record may have been opened again since, or they agreed. */
async function removeGone(tx: Tx, purposes: readonly Purpose[], personId: string, today: string): Promise<RemovedOfGone> {
	const goneOn = await holdGone(tx, personId);
	if (!goneOn) return { removed: [], anonymised: false };
	const person = { id: personId, goneOn };
	const { go, kept } = mayGo(purposes, person, today, false, (await keptAmong(tx, [personId]))(personId, today));
	return { removed: await removeFor(tx, person, go, !kept.length), anonymised: !kept.length };
}

async function removeWithdrawn(ctx: Ctx, purposes: readonly Purpose[], today: string, tally: Tally): Promise<void> {
	for (let after: string | null = null; ; ) {
		const batch: Withdrew[] = await readTx<'residents', Withdrew[]>(ctx, (tx) => withdrewBy(tx, today, after));
		for (const { id, consents, goneOn } of batch) {
			// Of whom another purpose keeps everything nothing is written, and it is asked again the next night.
			if (!restedOnConsent(purposes, consents, today, goneOn).some(({ go }) => go.length)) continue;
			for (const { purpose, count } of await writeTx<'residents', { purpose: string; count: number }[]>(ctx, (tx) => removeRested(tx, purposes, id, today))) tally.add('withdrawn', purpose, 1, count);
		}
		if (batch.length < BATCH) break;
		after = batch.at(-1)!.id;
	}
}

/** Under the lock of the person, so that nobody agrees in between. */
async function removeRested(tx: Tx, purposes: readonly Purpose[], personId: string, today: string): Promise<{ purpose: string; count: number }[]> {
	const { db, ctx } = tx;
	const rested = await restedNow(tx, purposes, personId, today);
	const removed = await removeFor(tx, { id: personId, goneOn: null }, rested.map(({ purpose, go }) => ({ ...purpose, fields: go })), false);
	const whole = rested.filter(({ stay }) => !stay.length).map(({ purpose }) => purpose.code);
	if (whole.length)
		await db
			.updateTable('residents.consent')
			.set({ removed_at: ctx.clock.now() })
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('person_id', '=', personId)
			.where('purpose', 'in', whole)
			.where('remove_on', '<=', today)
			.where('removed_at', 'is', null)
			.execute();
	return removed;
}

/** Groups whose time after their end is over. */
async function removeEnded(tx: Tx, { covered, purpose, months }: Timed, today: string, tally: Tally): Promise<void> {
	const { db, ctx } = tx;
	const gone = await db.deleteFrom('residents.group_fact').where('subdistrict_id', '=', ctx.subdistrictId).where('until_on', '<=', addMonths(today, -months)).where(ofSensitivity(ctx.subdistrictId, covered)).returning('person_id').execute();
	tally.add('ended', purpose, new Set(gone.map(({ person_id }) => person_id)).size, gone.length);
}

/** What was written down so long ago, whoever's it is; a newer word of the same field stands. */
async function removeRecorded(tx: Tx, { covered, purpose, months }: Timed, today: string, tally: Tally): Promise<void> {
	const { db, ctx } = tx;
	const before = new Date(`${addMonths(today, -months)}T00:00:00Z`);
	const people: string[] = [];
	if (isFieldKey(covered)) {
		const gone = await db.deleteFrom('residents.statement').where('subdistrict_id', '=', ctx.subdistrictId).where('field', '=', covered).where('recorded_at', '<', before).returning(['person_id', 'chosen']).execute();
		await chooseAnew(tx, new Map(gone.filter(({ chosen }) => chosen).map(({ person_id }) => [person_id, new Set([covered])])));
		people.push(...gone.map(({ person_id }) => person_id));
	} else if (SENSITIVITY[covered]) {
		const gone = await db.deleteFrom('residents.group_fact').where('subdistrict_id', '=', ctx.subdistrictId).where('recorded_at', '<', before).where(ofSensitivity(ctx.subdistrictId, covered)).returning(['person_id', 'code', 'until_on']).execute();
		for (const { person_id, code, until_on } of gone) if (until_on === null) await tx.emit('residents.groupChanged', { personId: person_id, code, holds: false });
		people.push(...gone.map(({ person_id }) => person_id));
	}
	tally.add('recorded', purpose, new Set(people).size, people.length);
}
