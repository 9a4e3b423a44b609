import Fastify from 'fastify';
import pg from 'pg';

/*
 * What a bare server of the same language does with the same rows: Fastify and pg, no session, no scope, no masking,
 * no tenant wall, no history. Run as its own process: `node tests/load/reference.ts PORT`, DATABASE_URL in the environment.
 */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 12 });
const app = Fastify();

/* The row and byte shapes come from the product's own answers, so that both sides send the same. */
let listSql = '';
let htmlPad = 0;
app.post('/shape', async (request) => {
	({ listSql, htmlPad } = request.body as { listSql: string; htmlPad: number });
	return { ok: true };
});

app.get('/list', async () => ({ items: (await pool.query(listSql)).rows, next: 'x'.repeat(60) }));

app.get('/page', async (_request, reply) => {
	// Several questions are asked in one go, and answered by several lists.
	const answered: pg.QueryResult | pg.QueryResult[] = await pool.query(listSql);
	const rows = (Array.isArray(answered) ? answered : [answered]).flatMap((each) => each.rows as Record<string, unknown>[]);
	const html = `<!doctype html><ul>${rows.map((row) => `<li>${Object.values(row).join('</li><li>')}</li>`).join('')}</ul>`;
	reply.type('text/html');
	return html + ' '.repeat(Math.max(0, htmlPad - html.length));
});

/* A need as two bare inserts in a transaction: the record and its first line of history. */
app.post('/submit', async (request) => {
	const { id, text } = request.body as { id: string; text: string };
	const client = await pool.connect();
	try {
		await client.query('BEGIN');
		await client.query('INSERT INTO bench_request (id, text, at) VALUES ($1, $2, now())', [id, text]);
		await client.query('INSERT INTO bench_event (request_id, kind, at) VALUES ($1, $2, now())', [id, 'submitted']);
		await client.query('COMMIT');
		return { id };
	} finally {
		client.release();
	}
});

await pool.query(`
	CREATE TABLE IF NOT EXISTS bench_request (id uuid PRIMARY KEY, text text NOT NULL, at timestamptz NOT NULL);
	CREATE TABLE IF NOT EXISTS bench_event (id bigserial PRIMARY KEY, request_id uuid NOT NULL, kind text NOT NULL, at timestamptz NOT NULL)`);
await app.listen({ port: Number(process.argv[2]), host: '127.0.0.1' });
