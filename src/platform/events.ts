import type { WriteTx } from './db/tx.ts';

/**
 * What one module tells the others. A module adds its events by declaration merging:
 * `declare module '#platform/events.ts' { interface Events { 'requests.solved': { requestId: string } } }`
 */
export interface Events {}
export type EventName = Extract<keyof Events, string>;
export type EventPayload<E extends EventName> = Events[E];

type Handler = (payload: never, tx: WriteTx<string>) => Promise<void>;
const handlers = new Map<string, Handler[]>();

/** Registered by `app/registry.ts` from the manifests. Handlers run in the emitter's transaction, in registration order. */
export function onEvent<E extends EventName, Module extends string>(event: E, handler: (payload: EventPayload<E>, tx: WriteTx<Module>) => Promise<void>): void {
	const list = handlers.get(event) ?? [];
	list.push(handler as unknown as Handler);
	handlers.set(event, list);
}

export async function deliver<E extends EventName>(event: E, payload: EventPayload<E>, tx: WriteTx<string>): Promise<void> {
	for (const handler of handlers.get(event) ?? []) await handler(payload as never, tx);
}
