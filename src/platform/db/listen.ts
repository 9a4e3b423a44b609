import pg from 'pg';
import { config } from '../config.ts';

/*
 * LISTEN on one connection of its own, for what every app node must hear at once (a session ended, a role changed).
 * It goes straight to PostgreSQL: a pooler in transaction mode does not pass notifications on.
 */
type Handler = (payload: string) => void;
const handlers = new Map<string, Set<Handler>>();
let client: pg.Client | undefined;
let connected = false;
let retry: NodeJS.Timeout | undefined;

/** Whether notifications arrive at this moment. Caches that rely on them keep things shorter while this is false. */
export const isListening = (): boolean => connected;

/**
 * Calls `handler` with the payload of every notification on `channel` (letters and underscores only). Saying it again
 * costs nothing. The connection never holds the process open.
 */
export function listen(channel: string, handler: Handler): void {
	if (!/^[a-z_]+$/.test(channel)) throw new Error(`not a channel name: ${channel}`);
	const known = handlers.get(channel);
	if (known) known.add(handler);
	else {
		handlers.set(channel, new Set([handler]));
		if (connected) void client?.query(`LISTEN ${channel}`).catch(() => {});
	}
	if (!client && !retry) void connect(250);
}

async function connect(waitMs: number): Promise<void> {
	const mine = new pg.Client({ connectionString: config().appDatabaseUrl, application_name: 'baiyun-listen', keepAlive: true });
	client = mine;
	const lost = () => {
		if (client !== mine) return;
		connected = false;
		client = undefined;
		mine.end().catch(() => {});
		retry = setTimeout(() => {
			retry = undefined;
			void connect(Math.min(waitMs * 2, 10_000));
		}, waitMs);
		retry.unref();
	};
	mine.on('error', lost);
	mine.on('end', lost);
	mine.on('notification', ({ channel, payload }) => {
		for (const handler of handlers.get(channel) ?? []) handler(payload ?? '');
	});
	try {
		await mine.connect();
		for (const channel of handlers.keys()) await mine.query(`LISTEN ${channel}`);
		connected = client === mine;
		(mine as unknown as { connection: { stream: { unref?(): void } } }).connection.stream.unref?.();
	} catch {
		lost();
	}
}

/** Closes the connection (`closePools` does it); the next `listen` opens it again, for all channels. */
export async function stopListening(): Promise<void> {
	clearTimeout(retry);
	retry = undefined;
	const open = client;
	client = undefined;
	connected = false;
	await open?.end().catch(() => {});
}
