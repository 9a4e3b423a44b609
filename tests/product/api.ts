import { call, dataDir } from '../support/http.ts';
import { lastLineOf } from '../support/command.ts';

export type Schema = Record<string, unknown>;

/** An operation of /api/v1/openapi.json. */
export interface Operation {
	method: string;
	path: string;
	security: unknown[];
	parameters: { name: string; in: 'path' | 'query'; required: boolean; schema: Schema }[];
	body: Schema | null;
	responses: Record<string, { content: { 'application/json': { schema: Schema } } }>;
}

export interface Document {
	openapi: string;
	paths: Record<string, Record<string, Omit<Operation, 'method' | 'path' | 'body'> & { requestBody?: { content: { 'application/json': { schema: Schema } } } }>>;
	components: { schemas: Record<string, Schema> };
}

export const readDocument = async (): Promise<Document> => (await (await call('/api/v1/openapi.json')).json()) as Document;

export const operationsOf = (document: Document): Operation[] =>
	Object.entries(document.paths).flatMap(([path, methods]) =>
		Object.entries(methods).map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path, body: operation.requestBody?.content['application/json'].schema ?? null }))
	);

/** A token with these scopes, made by the operator's command. */
export const newToken = (...scopes: string[]): Promise<string> => lastLineOf(dataDir, ['token', 'create', '--name', 'test', '--scopes', scopes.join(',')]);

/** Something of each kind that the demonstration has, by the place where an operation wants it. */
export interface Examples {
	/** path parameters by the operation's path */
	params: Record<string, Record<string, string>>;
	/** query parameters that say something, by the operation's path; the required ones at least */
	query: Record<string, Record<string, string>>;
	/** bodies by `METHOD path` */
	body: Record<string, Record<string, unknown>>;
}

/** @param token with requests:read */
export async function examples(token: string): Promise<Examples> {
	const first = async (path: string) => {
		const { items } = (await (await call(path, { headers: { authorization: `Bearer ${token}` } })).json()) as { items: { id: string }[] };
		if (!items[0]) throw new Error(`the demonstration has nothing at ${path}`);
		return items[0].id;
	};
	const [service, organization, notice, request, community] = await Promise.all(['/services', '/organizations', '/notices', '/requests', '/communities'].map((path) => first(`/api/v1${path}`)));
	const { items: times } = (await (await call('/api/v1/activities')).json()) as { items: { activityId: string }[] };
	if (!times[0]) throw new Error('the demonstration has no activity to come');
	const register = await newToken('residents:read');
	const found = await call('/api/v1/residents/search', { method: 'POST', headers: { authorization: `Bearer ${register}`, 'content-type': 'application/json' }, body: JSON.stringify({ limit: 1 }) });
	const resident = ((await found.json()) as { items: { id: string }[] }).items[0]!.id;
	return {
		params: {
			'/api/v1/residents/{id}': { id: resident },
			'/api/v1/services/{id}': { id: service! },
			'/api/v1/organizations/{id}': { id: organization! },
			'/api/v1/notices/{id}': { id: notice! },
			'/api/v1/activities/{id}': { id: times[0].activityId },
			'/api/v1/requests/{id}': { id: request! }
		},
		query: {
			'/api/v1/addresses': { q: '红云里 3 栋' },
			'/api/v1/match': { q: '老人在家洗不了澡', community: community!, limit: '5' },
			'/api/v1/services': { q: '理发', community: community!, limit: '5' },
			'/api/v1/organizations': { limit: '5' },
			'/api/v1/notices': { limit: '5' },
			'/api/v1/activities': { community: community!, for: 'everybody', free: '1', limit: '5' },
			'/api/v1/requests': { queue: 'all', limit: '5' }
		},
		body: {
			'POST /api/v1/residents/search': { words: '王', limit: 5 },
			'POST /api/v1/requests': {
				clientId: crypto.randomUUID(),
				text: '楼道里的灯三天不亮了',
				type: 'complaint',
				place: { communityId: community!, address: '3 栋 2 单元', point: { lon: 103.6, lat: 26.2 } },
				reporter: { phone: '12000000009', name: '张三', forSomebody: false },
				answers: { where: '3 栋' }
			}
		}
	};
}
