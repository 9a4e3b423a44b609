/** Reading the ledger: one person's lines, open check-outs, the record of service for export. */
import { sql } from 'kysely';
import type { ReadTx } from '#platform/db/tx.ts';
import { cursorInput, limitInput, pageOf, readCursor, type Page } from '#platform/keyset.ts';
import { unseal } from '#platform/secrets.ts';
import { forModule } from '#platform/usecase.ts';
import * as v from 'valibot';
import { day, id, words } from '../register/volunteer.schemas.ts';
import { ownVolunteer } from '../register/volunteer.store.ts';
import { shownName } from '../register/volunteer.queries.ts';
import { noSuchVolunteer } from '../volunteers.errors.ts';
import { permissions } from '../volunteers.permissions.ts';
import { mayWithin, volunteerScope } from '../volunteers.policy.ts';
import { ENTRY_KINDS, type EntryKind } from './count.model.ts';

const { query } = forModule<'volunteers'>();

export interface EntryLine {
	id: string;
	kind: EntryKind;
	minutes: number;
	onDay: string;
	startsAt: Date | null;
	endsAt: Date | null;
	title: string;
	place: string;
	category: string;
	content: string;
	source: string;
	reason: string;
	corrects: string | null;
	/** what corrections leave of it; the line's own minutes where nothing corrected it */
	left: number;
	corrected: boolean;
	shiftId: string | null;
	recorderName: string;
	recordedAt: Date;
}

async function entryPage({ db, ctx }: ReadTx<'volunteers'>, volunteerId: string, kind: EntryKind | null, from: string | null, limit: number): Promise<Page<EntryLine>> {
	const cursor = readCursor(from);
	let list = db
		.selectFrom('volunteers.entry as e')
		.select([
			'e.id', 'e.kind', 'e.minutes', 'e.on_day as onDay', 'e.starts_at as startsAt', 'e.ends_at as endsAt', 'e.title', 'e.place', 'e.category', 'e.content', 'e.source', 'e.reason', 'e.corrects', 'e.shift_id as shiftId', 'e.recorder_name as recorderName', 'e.recorded_at as recordedAt',
			sql<number>`e.minutes + coalesce((SELECT sum(c.minutes) FROM volunteers.entry c WHERE c.subdistrict_id = e.subdistrict_id AND c.corrects = e.id), 0)::int`.as('left'),
			sql<boolean>`EXISTS (SELECT FROM volunteers.entry c WHERE c.subdistrict_id = e.subdistrict_id AND c.corrects = e.id)`.as('corrected')
		])
		.where('e.subdistrict_id', '=', ctx.subdistrictId)
		.where('e.volunteer_id', '=', volunteerId);
	if (kind) list = list.where('e.kind', '=', kind);
	if (cursor) list = list.where((eb) => eb(eb.refTuple('e.recorded_at', 'e.id'), '<', eb.tuple(cursor.at, cursor.id)));
	const rows = await list.orderBy('e.recorded_at', 'desc').orderBy('e.id', 'desc').limit(limit + 1).execute();
	return pageOf(rows as EntryLine[], limit, ({ recordedAt }) => recordedAt);
}

const EntriesInput = { kind: v.optional(v.nullable(v.picklist(ENTRY_KINDS)), null), cursor: cursorInput, limit: limitInput(200) };

/** Lines of a volunteer, newest first. @throws platform.notFound (404) */
export const entriesOf = query({
	name: 'volunteers.entriesOf',
	access: permissions.read,
	input: v.object({ volunteerId: id, ...EntriesInput }),
	run: async (tx, input): Promise<Page<EntryLine>> => {
		const row = await tx.db.selectFrom('volunteers.volunteer').select('community_id').where('subdistrict_id', '=', tx.ctx.subdistrictId).where('id', '=', input.volunteerId).executeTakeFirst();
		if (!row || !mayWithin(tx.ctx.actor, permissions.read, row.community_id)) throw noSuchVolunteer();
		return entryPage(tx, input.volunteerId, input.kind, input.cursor, input.limit);
	}
});

/** The caller's own lines. */
export const myEntries = query({
	name: 'volunteers.myEntries',
	access: 'signed-in',
	input: v.object(EntriesInput),
	run: async (tx, input): Promise<Page<EntryLine>> => {
		const own = await ownVolunteer(tx);
		return own ? entryPage(tx, own.id, input.kind, input.cursor, input.limit) : { items: [], next: null };
	}
});

export interface OpenSpan {
	id: string;
	volunteerId: string;
	name: string;
	phone: string;
	shiftId: string;
	title: string;
	communityId: string | null;
	inAt: Date;
	endsAt: Date;
	/** the shift is over, so that somebody has to close it */
	overdue: boolean;
}

/** Check-ins without a check-out, the oldest first. */
export const openSpans = query({
	name: 'volunteers.openSpans',
	access: permissions.read,
	input: v.object({ cursor: cursorInput, limit: limitInput(200) }),
	run: async ({ db, ctx }, input): Promise<Page<OpenSpan>> => {
		const scope = volunteerScope(ctx.actor);
		const cursor = readCursor(input.cursor);
		let list = db
			.selectFrom('volunteers.span as s')
			.innerJoin('volunteers.shift as h', (join) => join.onRef('h.subdistrict_id', '=', 's.subdistrict_id').onRef('h.id', '=', 's.shift_id'))
			.innerJoin('volunteers.volunteer as w', (join) => join.onRef('w.subdistrict_id', '=', 's.subdistrict_id').onRef('w.id', '=', 's.volunteer_id'))
			.select(['s.id', 's.volunteer_id as volunteerId', 'w.name', 'w.name_masked', 'w.community_id', 'w.phone_masked', 'h.id as shiftId', 'h.title', 'h.community_id as communityId', 's.in_at as inAt', 'h.ends_at as endsAt'])
			.where('s.subdistrict_id', '=', ctx.subdistrictId)
			.where('s.state', '=', 'open');
		if (scope !== 'all') list = list.where((eb) => eb.or([eb('h.community_id', 'is', null), ...(scope.length ? [eb('h.community_id', 'in', scope)] : [])]));
		if (cursor) list = list.where((eb) => eb(eb.refTuple('s.in_at', 's.id'), '>', eb.tuple(cursor.at, cursor.id)));
		const rows = await list.orderBy('s.in_at').orderBy('s.id').limit(input.limit + 1).execute();
		const now = ctx.clock.now();
		return pageOf(
			rows.map((row) => ({ id: row.id, volunteerId: row.volunteerId, name: shownName(ctx.actor, row), phone: row.phone_masked ?? '', shiftId: row.shiftId, title: row.title, communityId: row.communityId, inAt: row.inAt, endsAt: row.endsAt, overdue: row.endsAt <= now })),
			input.limit,
			({ inAt }) => inAt
		);
	}
});

/** One line of the record of service with whose it is, in whole: for the export alone. */
export interface ServiceRecord {
	id: string;
	number: string;
	name: string;
	sex: string;
	birthDate: string | null;
	idNumber: string;
	livingArea: string;
	phone: string;
	skills: string[];
	categories: string[];
	title: string;
	onDay: string;
	place: string;
	served: string;
	content: string;
	minutes: number;
	quality: string;
	leadName: string;
	recorderName: string;
	recordedAt: Date;
}

/**
 * Lines of service with the volunteer's document and telephone opened. It is a write, because every page taken out stands in
 * the audit log, with its reason.
 */
export const exportService = forModule<'volunteers'>().useCase({
	name: 'volunteers.exportService',
	access: permissions.export,
	input: v.object({ from: day, to: day, communityId: v.optional(v.nullable(id), null), reason: v.pipe(words(200), v.minLength(4, 'volunteers.whyMissing')), cursor: cursorInput, limit: limitInput(1000) }),
	run: async ({ db, ctx }, input): Promise<Page<ServiceRecord>> => {
		const scope = volunteerScope(ctx.actor, permissions.export);
		const cursor = readCursor(input.cursor);
		let list = db
			.selectFrom('volunteers.entry as e')
			.innerJoin('volunteers.volunteer as w', (join) => join.onRef('w.subdistrict_id', '=', 'e.subdistrict_id').onRef('w.id', '=', 'e.volunteer_id'))
			.select([
				'e.id', 'w.number', 'w.name', 'w.sex', 'w.birth_date as birthDate', 'w.id_sealed', 'w.living_area as livingArea', 'w.phone_sealed', 'w.skills', 'w.categories', 'e.title', 'e.on_day as onDay', 'e.place', 'e.served', 'e.content', 'e.quality', 'e.lead_name as leadName', 'e.recorder_name as recorderName', 'e.recorded_at as recordedAt',
				sql<number>`e.minutes + coalesce((SELECT sum(c.minutes) FROM volunteers.entry c WHERE c.subdistrict_id = e.subdistrict_id AND c.corrects = e.id), 0)::int`.as('minutes')
			])
			.where('e.subdistrict_id', '=', ctx.subdistrictId)
			.where('e.kind', '=', 'service')
			.where('e.corrects', 'is', null)
			.where('e.on_day', '>=', input.from)
			.where('e.on_day', '<=', input.to)
			.where('w.state', '<>', 'erased');
		if (scope !== 'all') list = list.where('w.community_id', 'in', scope);
		if (input.communityId) list = list.where('w.community_id', '=', input.communityId);
		if (cursor) list = list.where((eb) => eb(eb.refTuple('e.recorded_at', 'e.id'), '<', eb.tuple(cursor.at, cursor.id)));
		const rows = await list.orderBy('e.recorded_at', 'desc').orderBy('e.id', 'desc').limit(input.limit + 1).execute();
		return pageOf(rows.map(({ id_sealed, phone_sealed, ...row }) => ({ ...row, idNumber: id_sealed ? unseal(id_sealed, 'identity') : '', phone: phone_sealed ? unseal(phone_sealed, 'contact') : '' })), input.limit, ({ recordedAt }) => recordedAt);
	},
	subject: ({ reason, from, to }, { items }) => ({ subjectType: 'volunteers', reason, detail: { from, to, count: items.length } })
});
