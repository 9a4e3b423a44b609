import type { Ctx } from '#platform/context.ts';
import { AppError, notFound } from '#platform/errors.ts';
import { apiError } from '#platform/web/api.ts';
import { parse } from '#platform/usecase.ts';
import { HsdsQuery, hsdsLists, hsdsOnes, hsdsRoot, type HsdsServer } from './hsds.ts';

const HEADERS = { 'access-control-allow-origin': '*', 'cache-control': 'public, max-age=60' };

/** Answers `GET /hsds/<path>`; anybody's page may read it (the UK profile asks for that). */
export async function answerHsds(ctx: Ctx, path: string, url: URL, server: HsdsServer): Promise<Response> {
	try {
		const [name, id, ...more] = path.split('/').filter(Boolean);
		if (!name) return Response.json(hsdsRoot(server), { headers: HEADERS });
		if (more.length) throw notFound('route');
		if (id !== undefined) {
			const one = Object.hasOwn(hsdsOnes, name) ? hsdsOnes[name] : undefined;
			if (!one) throw notFound('route');
			return Response.json(await one(ctx, decodeURIComponent(id), server), { headers: HEADERS });
		}
		const list = Object.hasOwn(hsdsLists, name) ? hsdsLists[name] : undefined;
		if (!list) throw notFound('route');
		const found = await list(ctx, await parse(HsdsQuery, Object.fromEntries(url.searchParams)), server);
		if (url.searchParams.get('format') === 'ndjson') return new Response(found.contents.map((item) => `${JSON.stringify(item)}\n`).join(''), { headers: { ...HEADERS, 'content-type': 'application/x-ndjson; charset=utf-8' } });
		return Response.json(found, { headers: HEADERS });
	} catch (error) {
		if (!(error instanceof AppError) && !(error instanceof URIError)) return apiError(ctx, error);
		const response = apiError(ctx, error instanceof URIError ? notFound('route') : error);
		response.headers.set('access-control-allow-origin', '*');
		return response;
	}
}
