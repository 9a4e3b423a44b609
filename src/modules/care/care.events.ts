import type { DoorFinding } from './door/door.model.ts';
import type { PartnerKind } from './pairing/pairing.schemas.ts';

declare module '#platform/events.ts' {
	interface Events {
		/** somebody has been looked for, and a named person said what was found */
		'care.doorClosed': { doorId: string; personId: string; finding: DoorFinding };
		/** somebody has a level now, or another than before; health data: listeners never log it */
		'care.assessed': { assessmentId: string; personId: string; formKey: string; formVersion: string; level: number; on: string; reviewOn: string | null };
		/** two people were paired (结对); `what` is what the partner does */
		'care.paired': { pairingId: string; personId: string; partnerPersonId: string | null; partnerKind: PartnerKind; communityId: string; what: string; rhythmDays: number | null };
		/** a pair ended, or its end was taken back */
		'care.pairEnded': { pairingId: string; ended: boolean };
	}
}
