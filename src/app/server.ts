/*
 * The web server: SvelteKit's handler behind Node's own HTTP server. We do not use the adapter's entry file because
 * it takes every request for https unless a header says otherwise, and then refuses forms sent over plain http.
 */
import { createServer, type IncomingMessage } from 'node:http';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import type { DirectApi } from './direct-api.ts';
import { notWorthRestarting } from './supervisor.ts';
import { leaveOutSignals } from './unsignalled.ts';

const root = process.env.BAIYUN_ROOT ?? process.cwd();
const port = Number(process.env.PORT ?? 3000);
const publicOrigin = process.env.PUBLIC_ORIGIN ? new URL(process.env.PUBLIC_ORIGIN) : undefined;
const shutdownPatience = Number(process.env.SHUTDOWN_TIMEOUT ?? 10) * 1000;

// These two headers are set by us on every request, so whatever a client sends under these names is lost.
const protocolHeader = 'x-baiyun-protocol';
const hostHeader = 'x-baiyun-host';
process.env.PROTOCOL_HEADER = protocolHeader;
process.env.HOST_HEADER = hostHeader;
// A request with nine photos as phones take them; single routes allow less.
process.env.BODY_SIZE_LIMIT ??= '40M';

/** With PUBLIC_ORIGIN every request is for that origin; without it, for the host that the browser named, over http. */
function nameOrigin(request: IncomingMessage): void {
	request.headers[protocolHeader] = publicOrigin?.protocol.slice(0, -1) ?? 'http';
	request.headers[hostHeader] = publicOrigin?.host ?? request.headers.host;
}

leaveOutSignals();
const { handler } = (await import(pathToFileURL(join(root, 'build', 'handler.js')).href)) as {
	handler(request: IncomingMessage, response: import('node:http').ServerResponse, next: () => void): void;
};

/** Reads of the API, answered beside SvelteKit; offered by the bundle once it has started (src/app/direct-api.ts). */
const directly = (globalThis as Record<symbol, unknown>)[Symbol.for('baiyun.directApi')] as DirectApi | undefined;

const server = createServer((request, response) => {
	nameOrigin(request);
	response.on('close', () => {
		if (closing) server.closeIdleConnections();
	});
	if (directly?.(request, response)) return;
	handler(request, response, () => {
		response.statusCode = 404;
		response.end();
	});
});
// Longer than the usual minute of a reverse proxy, so that it never sends a request into a connection being closed.
server.keepAliveTimeout = 65_000;
server.headersTimeout = 70_000;

server.on('error', (error: NodeJS.ErrnoException) => {
	const why: Record<string, string> = {
		EADDRINUSE: `Port ${port} is taken by another program. Choose another: PORT=3001 npm start`,
		EACCES: `Port ${port} may only be opened by the system's administrator. Choose one above 1023: PORT=3000 npm start`
	};
	console.error(why[error.code ?? ''] ?? error.message);
	process.exit(why[error.code ?? ''] ? notWorthRestarting : 1);
});
server.listen({ port, ...(process.env.HOST ? { host: process.env.HOST } : {}) }, () => process.send?.({ listening: true }));

let closing = false;

/** No new requests; those under way are answered; then jobs and database connections close (`sveltekit:shutdown`). */
function shutDown(): void {
	if (closing) return;
	closing = true;
	server.close(() => {
		// The event is SvelteKit's own; its type knows no such name.
		(process as NodeJS.EventEmitter).emit('sveltekit:shutdown', 'SIGTERM');
		if (process.connected) process.disconnect();
	});
	server.closeIdleConnections();
	setTimeout(() => server.closeAllConnections(), shutdownPatience).unref();
	setTimeout(() => process.exit(0), shutdownPatience + 5_000).unref();
}

process.on('SIGTERM', shutDown);
process.on('SIGINT', shutDown);
// The supervisor is gone, however it went.
process.on('disconnect', shutDown);
