/** Visits in the database: words about somebody's home and health are sealed, the rest is plain. */
import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { DB } from '../../../../db/schema.gen.ts';
import type { ReadTx, WriteTx } from '#platform/db/tx.ts';
import { dateIn } from '#platform/dates/index.ts';
import { seal, unseal } from '#platform/secrets.ts';
import { zoneIn } from '#platform/today.ts';
import { weeksChanged } from '../weekly/weekly.facts.ts';
import { maySee } from '../care.policy.ts';
import { noSuchVisit } from '../care.errors.ts';
import { NOTE_PURPOSE } from '../care.seal.ts';
import type { Mood, Need, Outcome, VisitField, VisitFields, Way } from './visit.model.ts';

export type VisitRow = Selectable<DB['care.visit']>;
const HEALTH = 'health';

const sealWords = (words: string, purpose: string): string | null => (words ? seal(words, purpose) : null);
const openWords = (sealed: string | null, purpose: string): string => (sealed === null ? '' : unseal(sealed, purpose));

/** The fields of a row, opened. */
export const fieldsOf = (row: VisitRow): VisitFields => ({
	way: row.way as Way,
	outcome: row.outcome as Outcome,
	mood: row.mood as Mood | null,
	needs: row.needs as Need[],
	needWords: openWords(row.need_words_sealed, NOTE_PURPOSE),
	health: openWords(row.health_sealed, HEALTH),
	note: openWords(row.note_sealed, NOTE_PURPOSE),
	nextOn: row.next_on
});

/** Columns of the fields that are given, sealed where they are words. */
export function columnsOf(fields: Partial<VisitFields>) {
	const { way, outcome, mood, needs, needWords, health, note, nextOn } = fields;
	return {
		...(way !== undefined && { way }),
		...(outcome !== undefined && { outcome }),
		...(mood !== undefined && { mood }),
		...(needs !== undefined && { needs: [...needs] as string[] }),
		...(needWords !== undefined && { need_words_sealed: sealWords(needWords, NOTE_PURPOSE) }),
		...(health !== undefined && { health_sealed: sealWords(health, HEALTH) }),
		...(note !== undefined && { note_sealed: sealWords(note, NOTE_PURPOSE) }),
		...(nextOn !== undefined && { next_on: nextOn })
	};
}

/** One value of a field, sealed to stand beside another of the same. */
export const sealValue = (field: VisitField, value: unknown): string => seal(JSON.stringify(value ?? null), field === 'health' ? HEALTH : NOTE_PURPOSE);
export const openValue = (field: VisitField, sealed: string | null): unknown => (sealed === null ? null : (JSON.parse(unseal(sealed, field === 'health' ? HEALTH : NOTE_PURPOSE)) as unknown));

/** A photo as it lies in a visit's row; keys are those of the file store. */
export interface VisitPhoto {
	id: string;
	key: string;
	thumbKey: string;
	width: number;
	height: number;
}
export const photosOf = (row: Pick<VisitRow, 'photos'>): VisitPhoto[] => row.photos as unknown as VisitPhoto[];

export const fieldVersions = (row: VisitRow): Partial<Record<VisitField, number>> => row.field_versions as Partial<Record<VisitField, number>>;

/** @throws platform.notFound for what is not there and for what is not the caller's */
export async function visitRow({ db, ctx }: ReadTx<'care'>, id: string): Promise<VisitRow> {
	const row = await db.selectFrom('care.visit').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).executeTakeFirst();
	if (!row || !maySee(ctx.actor, row.community_id)) throw noSuchVisit();
	return row;
}

/** The same, held for change. */
export async function holdVisit({ db, ctx }: WriteTx<'care'>, id: string): Promise<VisitRow> {
	const row = await db.selectFrom('care.visit').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).forUpdate().executeTakeFirst();
	if (!row || !maySee(ctx.actor, row.community_id)) throw noSuchVisit();
	return row;
}

/**
 * Writes fields of a visit anew, and keeps what they were. @returns the visit's new version
 * @param clientId of the send; the same one again changes nothing, which the caller has looked at before
 */
export async function writeFields(tx: WriteTx<'care'>, row: VisitRow, clientId: string, fields: Partial<VisitFields>, by: { id: string; name: string }): Promise<number> {
	const written = Object.keys(fields) as VisitField[];
	if (!written.length) return row.version;
	const { db, ctx } = tx;
	const version = row.version + 1;
	const was = fieldsOf(row);
	await db
		.insertInto('care.visit_change')
		.values(written.map((field) => ({ subdistrict_id: ctx.subdistrictId, visit_id: row.id, client_id: clientId, field, version, was_sealed: sealValue(field, was[field]), by_id: by.id, by_name: by.name, at: ctx.clock.now() })))
		.execute();
	await db
		.updateTable('care.visit')
		.set({ ...columnsOf(fields), version, field_versions: JSON.stringify({ ...fieldVersions(row), ...Object.fromEntries(written.map((field) => [field, version])) }) })
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('id', '=', row.id)
		.execute();
	if (fields.outcome !== undefined) weeksChanged(tx, [dateIn(row.visited_at, await zoneIn(tx))]);
	return version;
}

/** An id that is always the same for the same parts, so that what follows from one send is made once. UUIDv8 (RFC 9562 §5.8). */
export function idFrom(...parts: string[]): string {
	const hex = createHash('sha256').update(parts.join('\n')).digest('hex');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-9${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
