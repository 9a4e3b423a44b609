/** What rested on a consent that was taken back, and on nothing else. */
import type { Covered } from './coverage.model.ts';
import { groundsOf, withheldFrom } from './grounds.ts';
import type { Purpose } from './purposes.ts';

/** Somebody's last consent to a purpose. */
export interface LastConsent {
	purpose: string;
	/** in force */
	open: boolean;
	/** taken back: from this day on it goes; null: in force, or ended because the purpose changed and waiting to be given anew */
	removeOn: string | null;
}

export interface Rested {
	purpose: Purpose;
	/** what goes with it */
	go: Covered[];
	/** what stays: a purpose that needs no consent, or one that was agreed to, holds it too, or somebody is still asked for it */
	stay: { covered: string; held: 'other_purpose' | 'waiting' }[];
}

/**
 * Of each purpose whose consent was taken back and whose days of grace are over on a day: what goes and what stays. What several
 * consents covered goes with the last of them.
 */
export function restedOnConsent(purposes: readonly Purpose[], consents: readonly LastConsent[], on: string): Rested[] {
	const withheld = withheldFrom(groundsOf(purposes), new Set(consents.filter(({ open }) => open).map(({ purpose }) => purpose)));
	const isOver = ({ open, removeOn }: LastConsent) => !open && removeOn !== null && removeOn <= on;
	const waiting = consents.filter((each) => !each.open && !isOver(each)).map(({ purpose }) => purpose);
	const isWaited = (covered: string) => purposes.some(({ code, active, fields }) => active && waiting.includes(code) && fields.includes(covered));
	return consents.filter(isOver).flatMap(({ purpose: code }) => {
		const purpose = purposes.find((each) => each.code === code);
		if (!purpose) return [];
		const held = (covered: string) => (!Object.hasOwn(withheld, covered) ? 'other_purpose' : isWaited(covered) ? 'waiting' : null);
		return [
			{
				purpose,
				go: purpose.fields.filter((covered) => held(covered) === null) as Covered[],
				stay: purpose.fields.flatMap((covered) => {
					const by = held(covered);
					return by ? [{ covered, held: by } as const] : [];
				})
			}
		];
	});
}

/** Of several consents to one purpose the one in force, or the one that was given last. @param rows the newest first */
export function lastConsents(rows: readonly { purpose: string; withdrawnAt: Date | null; removeOn: string | null }[]): LastConsent[] {
	return [...Map.groupBy(rows, ({ purpose }) => purpose)].map(([purpose, all]) => {
		const last = all.find(({ withdrawnAt }) => withdrawnAt === null) ?? all[0]!;
		return { purpose, open: last.withdrawnAt === null, removeOn: last.removeOn };
	});
}
