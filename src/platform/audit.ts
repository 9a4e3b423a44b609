import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { Ctx } from './context.ts';
import { idBefore, newId } from './ids.ts';

/**
 * One line of the audit log. `action` is the use case (`requests.accept`) or what was seen (`requests.reveal`);
 * `detail` says what changed, never a personal value.
 */
export interface AuditEntry {
	action: string;
	subjectType?: string;
	subjectId?: string;
	communityId?: string | null;
	reason?: string;
	detail?: Record<string, unknown>;
	/** `ok` unless said otherwise; sign-ins that failed say how (`wrong`, `locked`, `closed`) */
	outcome?: string;
}

/** An entry, and whose call wrote it. */
export interface AuditLine {
	ctx: Ctx;
	entry: AuditEntry;
}

const COLUMNS = 16;
/** So many rows and fewer have a prepared statement each. */
const PREPARED_UP_TO = 32;
const texts = new Map<number, string>();

function insertText(rows: number): string {
	let text = texts.get(rows);
	if (!text) {
		const row = (_: unknown, i: number) => `(${Array.from({ length: COLUMNS }, (_, k) => `$${i * COLUMNS + k + 1}`).join(',')})`;
		text = `INSERT INTO platform.audit_log (subdistrict_id, id, at, actor_kind, actor_id, actor_name, actor_roles, action, subject_type, subject_id, community_id, reason, detail, request_id, ip, outcome) VALUES ${Array.from({ length: rows }, row).join(',')}`;
		if (rows <= PREPARED_UP_TO) texts.set(rows, text);
	}
	return text;
}

/** Writes the rows in the caller's transaction. Chaining happens later, in `chainAudit`, so that no write waits on the chain's head. */
export async function writeAudit(client: pg.ClientBase, lines: readonly AuditLine[]): Promise<void> {
	const values = lines.flatMap(({ ctx, entry }) => [
		ctx.subdistrictId,
		newId(),
		ctx.clock.now(),
		ctx.actor.kind,
		ctx.actor.id,
		ctx.actor.name,
		ctx.actor.grants.map((grant) => grant.role).join(','),
		entry.action,
		entry.subjectType ?? null,
		entry.subjectId ?? null,
		entry.communityId ?? null,
		entry.reason ?? null,
		JSON.stringify(entry.detail ?? {}),
		ctx.requestId,
		ctx.ip,
		entry.outcome ?? 'ok'
	]);
	await client.query({ name: lines.length <= PREPARED_UP_TO ? `audit${lines.length}` : undefined, text: insertText(lines.length), values });
}

interface ChainedRow {
	id: string;
	line: string;
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const GENESIS = '0'.repeat(64);

/*
 * The line that is hashed: every column of the row as PostgreSQL prints it in UTC, so that what is verified is
 * what is stored and not what the app believed it stored.
 */
const LINE = `concat_ws('|', a.id, to_char(a.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), a.actor_kind, coalesce(a.actor_id, '-'), a.actor_name, a.actor_roles,
	a.action, coalesce(a.subject_type, '-'), coalesce(a.subject_id, '-'), coalesce(a.community_id::text, '-'), coalesce(a.reason, '-'), a.detail::text, a.request_id, coalesce(a.ip, '-'), a.outcome)`;

/** A transaction may commit so long after it wrote its row; what comes later still is found by a pass through the whole log. */
const LATE_MS = 10 * 60_000;

const NO_ID = '00000000-0000-0000-0000-000000000000';

/**
 * Appends the not yet chained rows of one subdistrict to its chain: hash(n) = sha256(hash(n-1) | sha256(line)). It looks from
 * a little before the chain's end, because ids are made in the order of time; `whole` looks through the whole log.
 * The lock makes one chainer at a time; rows that commit late are chained late, in the order of the chain.
 * @param batch rows of one transaction
 * @returns how many rows were chained
 */
export async function chainAudit(client: pg.ClientBase, subdistrictId: string, { batch = 2000, whole = false } = {}): Promise<number> {
	let chained = 0;
	let from: string | null = whole ? NO_ID : null;
	for (;;) {
		const { last, rows } = await chainBatch(client, subdistrictId, from, batch);
		chained += rows;
		if (rows < batch) return chained;
		from = last;
	}
}

/** @param from rows with this id or a later one; null: from `LATE_MS` before the chain's end */
async function chainBatch(client: pg.ClientBase, subdistrictId: string, from: string | null, batch: number): Promise<{ rows: number; last: string }> {
	await client.query('BEGIN');
	try {
		await client.query(`SELECT pg_advisory_xact_lock(hashtextextended('audit:' || $1, 0)), set_config('app.subdistrict_id', $1, true)`, [subdistrictId]);
		const head = (await client.query<{ seq: string; hash: string; audit_id: string }>(`SELECT seq, hash, audit_id FROM platform.audit_chain WHERE subdistrict_id = $1 ORDER BY seq DESC LIMIT 1`, [subdistrictId])).rows[0];
		const since = from ?? (head ? idBefore(head.audit_id, LATE_MS) : NO_ID);
		// Materialised, so that lines are made of the rows that are chained and of no others.
		const { rows } = await client.query<ChainedRow>(
			`WITH a AS MATERIALIZED (
				SELECT a.* FROM platform.audit_log a
				WHERE a.subdistrict_id = $1 AND a.id >= $2
				AND NOT EXISTS (SELECT 1 FROM platform.audit_chain c WHERE c.subdistrict_id = $1 AND c.audit_id = a.id AND c.audit_id >= $2)
				ORDER BY a.id LIMIT $3
			) SELECT a.id, ${LINE} AS line FROM a ORDER BY a.id`,
			[subdistrictId, since, batch]
		);
		let seq = Number(head?.seq ?? 0);
		let hash = head?.hash ?? GENESIS;
		const ids: string[] = [];
		const seqs: number[] = [];
		const hashes: string[] = [];
		for (const row of rows) {
			hash = sha256(`${hash}|${sha256(row.line)}`);
			ids.push(row.id);
			seqs.push(++seq);
			hashes.push(hash);
		}
		if (ids.length)
			await client.query(
				`INSERT INTO platform.audit_chain (subdistrict_id, seq, audit_id, hash) SELECT $1, * FROM unnest($2::bigint[], $3::uuid[], $4::text[])`,
				[subdistrictId, seqs, ids, hashes]
			);
		await client.query('COMMIT');
		return { rows: rows.length, last: ids.at(-1) ?? since };
	} catch (error) {
		await client.query('ROLLBACK');
		throw error;
	}
}

export interface ChainState {
	chained: number;
	unchained: number;
	/** the first link that does not fit its row or its predecessor; null when all do */
	brokenAt: { seq: number; auditId: string; why: 'altered' | 'missing' | 'gap' } | null;
	head: string;
}

/** Walks the chain from its beginning and compares every link with the stored row. */
export async function verifyAudit(client: pg.ClientBase, subdistrictId: string): Promise<ChainState> {
	await client.query(`SELECT set_config('app.subdistrict_id', $1, false)`, [subdistrictId]);
	let hash = GENESIS;
	let seq = 0;
	let brokenAt: ChainState['brokenAt'] = null;
	for (;;) {
		const { rows } = await client.query<{ seq: string; audit_id: string; hash: string; line: string | null }>(
			`SELECT c.seq, c.audit_id, c.hash, CASE WHEN a.id IS NULL THEN NULL ELSE ${LINE} END AS line
			FROM platform.audit_chain c LEFT JOIN platform.audit_log a ON a.subdistrict_id = c.subdistrict_id AND a.id = c.audit_id
			WHERE c.subdistrict_id = $1 AND c.seq > $2 ORDER BY c.seq LIMIT 5000`,
			[subdistrictId, seq]
		);
		for (const row of rows) {
			const here = Number(row.seq);
			if (!brokenAt) {
				if (here !== seq + 1) brokenAt = { seq: here, auditId: row.audit_id, why: 'gap' };
				else if (row.line === null) brokenAt = { seq: here, auditId: row.audit_id, why: 'missing' };
				else if (sha256(`${hash}|${sha256(row.line)}`) !== row.hash) brokenAt = { seq: here, auditId: row.audit_id, why: 'altered' };
			}
			hash = row.hash;
			seq = here;
		}
		if (rows.length < 5000) break;
	}
	const open = await client.query(
		`SELECT count(*)::int AS n FROM platform.audit_log a WHERE a.subdistrict_id = $1 AND NOT EXISTS (SELECT 1 FROM platform.audit_chain c WHERE c.subdistrict_id = a.subdistrict_id AND c.audit_id = a.id)`,
		[subdistrictId]
	);
	return { chained: seq, unchained: open.rows[0].n, brokenAt, head: hash };
}
