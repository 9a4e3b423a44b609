/** Why somebody opens what is masked. Pure. */

/** The short list; whatever else it is goes in words. Their own words stand in `messages`. */
export const REVEAL_REASONS = ['call_back', 'identify', 'apply_for', 'visit', 'asked_by_person', 'emergency'] as const;
export type RevealReason = (typeof REVEAL_REASONS)[number];

/** How long a field group stays open to who gave the reason. */
export const REVEAL_MINUTES = 10;

/** Whether words say why: four letters or characters and more; dots, digits and one key held down say nothing. */
export const saysWhy = (words: string): boolean => {
	const letters = words.match(/\p{L}/gu) ?? [];
	return letters.length >= 4 && new Set(letters).size > 1;
};
