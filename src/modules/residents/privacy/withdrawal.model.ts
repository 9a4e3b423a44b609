/** What rested on a consent that was taken back, and on nothing else. */
import { CORE, type Covered } from './coverage.model.ts';
import { keptUntil } from './erasure.ts';
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

/** Behind every day that a person may be told. */
export const FAR = '9999-12-31';

const isOver = ({ open, removeOn }: LastConsent, on: string): boolean => !open && removeOn !== null && removeOn <= on;

/** Purposes whose consent keeps on a day what it covers: in force, or taken back or ended and still to be given again. */
export const keptByConsent = (consents: readonly LastConsent[], on: string): ReadonlySet<string> => new Set(consents.filter((each) => !isOver(each, on)).map(({ purpose }) => purpose));

/**
 * Of each purpose whose consent was taken back and whose days of grace are over on a day: what goes and what stays. What several
 * consents covered goes with the last of them.
 * @param goneOn the day they moved away or died: a purpose whose time is over since holds nothing of them; null: they live here
 */
export function restedOnConsent(purposes: readonly Purpose[], consents: readonly LastConsent[], on: string, goneOn: string | null): Rested[] {
	const needed = purposes.filter((purpose) => purpose.active && (keptUntil(purpose, goneOn) ?? FAR) > on);
	const agreed = consents.filter(({ open }) => open).map(({ purpose }) => purpose);
	const waiting = consents.filter((each) => !each.open && !isOver(each, on)).map(({ purpose }) => purpose);
	const isHeld = (covered: string) => (goneOn === null && (CORE as readonly string[]).includes(covered)) || needed.some(({ code, needsConsent, fields }) => fields.includes(covered) && (!needsConsent || agreed.includes(code)));
	const isWaited = (covered: string) => needed.some(({ code, fields }) => waiting.includes(code) && fields.includes(covered));
	return consents.filter((each) => isOver(each, on)).flatMap(({ purpose: code }) => {
		const purpose = purposes.find((each) => each.code === code);
		if (!purpose) return [];
		const held = (covered: string) => (isHeld(covered) ? 'other_purpose' : isWaited(covered) ? 'waiting' : null);
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
