/** English words brought to one form, so that "deliveries" and "delivered" meet; a light stemmer, not Porter's: needs are short and plain. */

const STOP = new Set(
	(
		'a an the and or but if so as at by for from in into of on onto to up with without about after before over under near around between through during than then there here this that these those it its he him his she her hers they them their we us our you your i me my mine myself himself herself themselves who whom whose which what when where why how ' +
		'am is are was were be been being do does did done doing have has had having can cannot could will would shall should may might must need needs want wants wanted like would get gets got getting go goes going went gone come comes came coming take takes took make makes made let keep keeps kept put say says said tell told ask asks asked know knows think find ' +
		'not no nor never any some all each every both few more most much many other another such only own same just also too very really quite still even ever yet again already now today yesterday tomorrow soon always often sometimes maybe please thanks thank hello hi sorry somebody someone anybody anyone something anything everything thing things one two three four five six seven eight nine ten first last next ' +
		'day days week weeks month months year years time times lot bit way kind sort able there s t m d ll re ve don doesn didn isn aren wasn weren won wouldn couldn shouldn hasn haven hadn im ive id'
	).split(' ')
);

/** `null` for a word that carries no need. */
function stemOf(word: string): string | null {
	if (word.length < 2 || STOP.has(word)) return null;
	if (word.length < 5) return word.replace(/(?<=[^s]{2})s$/, '');
	return word
		.replace(/ies$/, 'y')
		.replace(/(?:ing|ed|es|s|ly|er|or)$/, '')
		.replace(/(?<=.{3})(.)\1$/, '$1')
		.replace(/(?<=.{3})e$/, '');
}

/** Stems of the words of an English text, in order, those that carry no need left out. */
export const stemsOf = (text: string): string[] => (text.toLowerCase().match(/[a-z]+/g) ?? []).map(stemOf).filter((stem) => stem !== null);
