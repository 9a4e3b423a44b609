import { actorOfToken } from '#platform/accounts/index.ts';
import type { Ctx } from '#platform/context.ts';
import { AppError } from '#platform/errors.ts';
import { answer, apiError, makeRouter, openApi } from '#platform/web/api.ts';
import { modules } from './registry.ts';

const endpoints = modules.flatMap((module) => module.api ?? []);
const find = makeRouter(endpoints);
/** The endpoint for a method and a path below `/api/v1`, with the path's parameters. */
export const findEndpoint = (method: string, path: string) => find(method, path);

let document: string | undefined;

/** The OpenAPI document of everything under `/api/v1`. */
export const apiDocument = (): string => (document ??= JSON.stringify(openApi(endpoints, 'Baiyun 白云社区在线', '1')));

/** Every endpoint, for the tests that walk them. */
export const apiEndpoints = () => endpoints;

/**
 * Answers `/api/v1/<path>`. A bearer token speaks for itself; without one the caller's session counts, and for
 * writes only from our own pages (a foreign page cannot set `x-requested-with` without our leave).
 */
export async function answerApi(ctx: Ctx, request: Request, url: URL, path: string): Promise<Response> {
	const authorization = request.headers.get('authorization');
	if (path === 'openapi.json' && request.method === 'GET') {
		return new Response(apiDocument(), { headers: { 'content-type': 'application/json; charset=utf-8', 'access-control-allow-origin': '*' } });
	}
	if (authorization) {
		const token = /^Bearer\s+(\S+)$/i.exec(authorization)?.[1];
		const known = token ? await actorOfToken(token) : null;
		if (!known) return apiError(ctx, new AppError('platform.badToken', { status: 401 }));
		ctx = { ...ctx, actor: known.actor, subdistrictId: known.subdistrictId };
	} else if (request.method !== 'GET' && ctx.actor.kind === 'user' && request.headers.get('x-requested-with') !== 'baiyun') {
		return apiError(ctx, new AppError('platform.crossSite', { status: 403 }));
	}
	return answer(ctx, find(request.method, path), request, url);
}
