/** Choices for lists, from codes and their words. */
export const choices = <K extends string>(codes: readonly K[], words: Readonly<Record<K, string>>): { value: K; label: string }[] => codes.map((value) => ({ value, label: words[value] }));

/** The word of a code that may be one of a later version. */
export const wordOf = (words: Readonly<Record<string, string>>, code: string): string => words[code] ?? code;

type Reason = import('../shifts/suggest.model.ts').Reason;
interface ReasonWords {
	skills: string;
	time: string;
	near: string;
	team: string;
	category: string;
	never: string;
	rested(days: number): string;
	recent(time: string): string;
}

/** Why somebody is suggested, in words. */
export const reasonWords = (reasons: readonly Reason[], words: ReasonWords, time: (minutes: number) => string): string[] =>
	reasons.map((reason) => (reason.code === 'rested' ? words.rested(reason.days) : reason.code === 'recent' ? words.recent(time(reason.minutes)) : words[reason.code]));

/** How a certificate stands, as a tone: waiting, holding, not holding. */
export const certificateTone = (state: string): 'do' | 'wait' | 'late' => (state === 'issued' ? 'do' : state === 'revoked' || state === 'refused' ? 'late' : 'wait');
