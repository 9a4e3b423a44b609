import type { FieldKey } from './fields.ts';

declare module '#platform/events.ts' {
	interface Events {
		/** What stands in somebody's golden record changed. */
		'residents.personChanged': { personId: string; fields: FieldKey[] };
	}
}
