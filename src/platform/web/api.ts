import { toJsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';
import { mayCall, type Access } from '../access.ts';
import type { Ctx } from '../context.ts';
import { AppError, notFound } from '../errors.ts';
import { parse } from '../usecase.ts';

type ObjectSchema = v.GenericSchema<Record<string, unknown>, Record<string, unknown>>;

/** One route of `/api/v1`. What validates it also describes it in `openapi.json`. */
export interface Endpoint {
	method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
	/** below `/api/v1`, with parameters in braces: `/requests/{id}` */
	path: string;
	summary: string;
	tag: string;
	access: Access;
	params?: ObjectSchema;
	query?: ObjectSchema;
	body?: v.GenericSchema;
	/** of the answer's body; `status` defaults to 200 */
	response: v.GenericSchema;
	status?: number;
	handle(ctx: Ctx, input: { params: Record<string, string>; query: Record<string, unknown>; body: unknown }): Promise<unknown>;
}

/** Keeps the types of params, query and body inside the handler while the table of endpoints stays uniform. */
export function endpoint<P extends ObjectSchema = ObjectSchema, Q extends ObjectSchema = ObjectSchema, B extends v.GenericSchema = v.GenericSchema>(
	def: Omit<Endpoint, 'handle' | 'params' | 'query' | 'body'> & {
		params?: P;
		query?: Q;
		body?: B;
		handle(ctx: Ctx, input: { params: v.InferOutput<P>; query: v.InferOutput<Q>; body: v.InferOutput<B> }): Promise<unknown>;
	}
): Endpoint {
	return def as unknown as Endpoint;
}

interface Route {
	endpoint: Endpoint;
	segments: string[];
}

/** A matcher over the endpoints: by number of segments, literal segments before parameters. */
export function makeRouter(endpoints: readonly Endpoint[]) {
	const byShape = new Map<string, Route[]>();
	for (const endpoint of endpoints) {
		const segments = endpoint.path.split('/').filter(Boolean);
		const key = `${endpoint.method} ${segments.length}`;
		byShape.set(key, [...(byShape.get(key) ?? []), { endpoint, segments }]);
	}
	for (const routes of byShape.values()) routes.sort((a, b) => a.segments.filter((s) => s.startsWith('{')).length - b.segments.filter((s) => s.startsWith('{')).length);
	/** @param path as it stood in the address, still encoded */
	return (method: string, path: string): { endpoint: Endpoint; params: Record<string, string> } | null => {
		const parts = decoded(path.split('/').filter(Boolean));
		if (!parts) return null;
		for (const { endpoint, segments } of byShape.get(`${method} ${parts.length}`) ?? []) {
			const params: Record<string, string> = {};
			const fits = segments.every((segment, i) => {
				if (!segment.startsWith('{')) return segment === parts[i];
				params[segment.slice(1, -1)] = parts[i]!;
				return true;
			});
			if (fits) return { endpoint, params };
		}
		return null;
	};
}

/** Null where a segment is not UTF-8 in percent signs: there is nothing of that name. */
function decoded(segments: string[]): string[] | null {
	try {
		return segments.map(decodeURIComponent);
	} catch {
		return null;
	}
}

/**
 * Authorises, parses and carries out one call of the API.
 * @throws AppError platform.notFound (404), platform.signInFirst (401), platform.forbidden (403), what parsing and the endpoint throw
 */
export async function resultOf(ctx: Ctx, found: { endpoint: Endpoint; params: Record<string, string> } | null, url: URL, body: () => Promise<unknown>): Promise<{ status: number; value: unknown }> {
	if (!found) throw notFound('route');
	const { endpoint } = found;
	if (!mayCall(ctx.actor, endpoint.access)) {
		throw new AppError(ctx.actor.kind === 'anonymous' ? 'platform.signInFirst' : 'platform.forbidden', { status: ctx.actor.kind === 'anonymous' ? 401 : 403 });
	}
	const params = endpoint.params ? await parse(endpoint.params, found.params) : found.params;
	const query = endpoint.query ? await parse(endpoint.query, Object.fromEntries(url.searchParams)) : {};
	const given = endpoint.body ? await parse(endpoint.body, await body()) : undefined;
	return { status: endpoint.status ?? 200, value: await endpoint.handle(ctx, { params: params as Record<string, string>, query, body: given }) };
}

/**
 * Answers one API request. Errors are `{error: {code, params, fields}}` with the status of the AppError;
 * anything else is a 500 that tells nothing but the request's id.
 */
export async function answer(ctx: Ctx, found: { endpoint: Endpoint; params: Record<string, string> } | null, request: Request, url: URL): Promise<Response> {
	try {
		const { status, value } = await resultOf(ctx, found, url, () => readJson(request));
		return json(value, status);
	} catch (error) {
		return apiError(ctx, error);
	}
}

export function apiError(ctx: Pick<Ctx, 'requestId'>, error: unknown): Response {
	if (error instanceof AppError) {
		const headers: Record<string, string> = error.status === 401 ? { 'www-authenticate': 'Bearer' } : {};
		if (error.status === 429) headers['retry-after'] = String(error.params.retryAfterSeconds ?? 60);
		return json({ error: { code: error.code, params: error.params, fields: error.fields } }, error.status, headers);
	}
	console.error(JSON.stringify({ level: 'error', requestId: ctx.requestId, error: String((error as Error)?.stack ?? error) }));
	return json({ error: { code: 'platform.unexpected', params: { requestId: ctx.requestId }, fields: [] } }, 500);
}

/** Ample for the longest need; files are sent by forms, not as JSON. */
const MOST_CHARACTERS = 1_000_000;

const tooLarge = (cause?: unknown) => new AppError('platform.tooLarge', { status: 413, cause });

/** @throws AppError platform.notJson (400), platform.tooLarge (413) */
async function readJson(request: Request): Promise<unknown> {
	if (Number(request.headers.get('content-length') ?? 0) > MOST_CHARACTERS * 3) throw tooLarge();
	const text = await request.text().catch((cause: unknown) => {
		throw (cause as { status?: number }).status === 413 ? tooLarge(cause) : new AppError('platform.notJson', { cause });
	});
	return jsonOf(text);
}

/**
 * The same from Node's own request, for answers given beside SvelteKit.
 * @throws AppError platform.notJson (400), platform.tooLarge (413)
 */
export async function readJsonStream(stream: AsyncIterable<Buffer>): Promise<unknown> {
	const parts: Buffer[] = [];
	let bytes = 0;
	for await (const part of stream) {
		bytes += part.length;
		if (bytes > MOST_CHARACTERS * 3) throw tooLarge();
		parts.push(part);
	}
	return jsonOf(Buffer.concat(parts).toString('utf8'));
}

function jsonOf(text: string): unknown {
	if (text.length > MOST_CHARACTERS) throw tooLarge();
	try {
		// Half a surrogate pair, which only an escape can bring, becomes what a browser's form makes of it: U+FFFD.
		return /\\ud[89a-f]/i.test(text) ? JSON.parse(text, (_name, value: unknown) => (typeof value === 'string' ? value.toWellFormed() : value)) : JSON.parse(text);
	} catch (cause) {
		throw new AppError('platform.notJson', { cause });
	}
}

const json = (body: unknown, status: number, headers: Record<string, string> = {}): Response =>
	new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json; charset=utf-8', ...headers } });

/** A page of a list: `next` is the key to ask the following page with, null at the end. */
export const pageOf = <S extends v.GenericSchema>(item: S) => v.object({ items: v.array(item), next: v.nullable(v.string()) });

/** The OpenAPI 3.1 document of the endpoints, from the same schemas that validate. */
export function openApi(endpoints: readonly Endpoint[], title: string, version: string): Record<string, unknown> {
	const paths: Record<string, Record<string, unknown>> = {};
	const schemaOf = (schema: v.GenericSchema, typeMode: 'input' | 'output') => {
		const { $schema: _, ...rest } = toJsonSchema(schema, { errorMode: 'ignore', typeMode }) as Record<string, unknown>;
		return rest;
	};
	const parameters = (schema: ObjectSchema | undefined, where: 'path' | 'query') => {
		if (!schema) return [];
		const { properties = {}, required = [] } = schemaOf(schema, 'input') as { properties?: Record<string, Record<string, unknown>>; required?: string[] };
		return Object.entries(properties).map(([name, schema]) => ({ name, in: where, required: where === 'path' || required.includes(name), schema }));
	};
	const errorBody = { description: 'A coded error', content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } } };
	for (const endpoint of endpoints) {
		const { access } = endpoint;
		(paths[`/api/v1${endpoint.path}`] ??= {})[endpoint.method.toLowerCase()] = {
			summary: endpoint.summary,
			tags: [endpoint.tag],
			operationId: `${endpoint.method.toLowerCase()}${endpoint.path.replace(/[{}]/g, '').replace(/[/-](\w)/g, (_m, c: string) => c.toUpperCase())}`,
			security: access === 'public' ? [] : [{ bearer: access === 'signed-in' || !access.scope ? [] : [access.scope] }],
			parameters: [...parameters(endpoint.params, 'path'), ...parameters(endpoint.query, 'query')],
			...(endpoint.body && { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(endpoint.body, 'input') } } } }),
			responses: {
				[endpoint.status ?? 200]: { description: 'Done', content: { 'application/json': { schema: schemaOf(endpoint.response, 'output') } } },
				default: errorBody
			}
		};
	}
	return {
		openapi: '3.1.0',
		info: { title, version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
		paths,
		components: {
			securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
			schemas: {
				Error: {
					type: 'object',
					required: ['error'],
					properties: {
						error: {
							type: 'object',
							required: ['code', 'params', 'fields'],
							properties: {
								code: { type: 'string' },
								params: { type: 'object' },
								fields: { type: 'array', items: { type: 'object', required: ['path', 'code'], properties: { path: { type: 'string' }, code: { type: 'string' } } } }
							}
						}
					}
				}
			}
		}
	};
}
