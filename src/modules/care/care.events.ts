import type { DoorFinding } from './door/door.model.ts';

declare module '#platform/events.ts' {
	interface Events {
		/** somebody has been looked for, and a named person said what was found */
		'care.doorClosed': { doorId: string; personId: string; finding: DoorFinding };
	}
}
