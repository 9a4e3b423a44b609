import type { DoorFinding } from './door/door.model.ts';

declare module '#platform/events.ts' {
	interface Events {
		/** somebody has been looked for, and a named person said what was found */
		'care.doorClosed': { doorId: string; personId: string; finding: DoorFinding };
		/** somebody has a level now, or another than before; health data: listeners never log it */
		'care.assessed': { assessmentId: string; personId: string; formKey: string; formVersion: string; level: number; on: string; reviewOn: string | null };
	}
}
