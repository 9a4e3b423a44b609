import { createHash } from 'node:crypto';
import { iCalendar, type CalendarEvent } from './ical.ts';

/**
 * A calendar as an answer to a program that asks for it again and again: what has not changed is answered with 304.
 * @param options.file saves it under this name instead of subscribing
 */
export function icsResponse(request: Request, calendar: { name: string; zone: string }, events: readonly CalendarEvent[], options: { cache: string; file?: string }): Response {
	const text = iCalendar(calendar, events);
	const etag = `"${createHash('sha1').update(text).digest('base64url')}"`;
	const headers: Record<string, string> = { etag, 'cache-control': options.cache };
	if (request.headers.get('if-none-match')?.split(/\s*,\s*/).includes(etag)) return new Response(null, { status: 304, headers });
	headers['content-type'] = 'text/calendar; charset=utf-8';
	if (options.file) headers['content-disposition'] = `attachment; filename="${options.file}"`;
	return new Response(text, { headers });
}
