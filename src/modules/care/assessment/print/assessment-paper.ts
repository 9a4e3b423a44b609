/** An assessment on A4: who, the level and why, every answer, and room to sign. */
import type { Locale } from '#platform/i18n.ts';
import { template } from '#platform/print/index.ts';
import { itemsOf, levelOf, maximum, type AssessmentForm, type Filled } from '../form.model.ts';
import { assessmentMessages } from '../../messages/assessment.ts';
import { explain } from '../reason-words.ts';
import type { AssessmentResult } from '../scoring.model.ts';

/** The fixed words of the paper. */
export type PaperWords = (typeof assessmentMessages)['zh']['paper'];

/** Ready to print; the template adds nothing of its own. */
export interface PaperData {
	lang: Locale;
	org: string;
	title: string;
	/** of whom, when, where, by whom: label and value; a pair without a value is left out */
	about: [label: string, value: string][];
	level: string;
	/** `71 / 90` */
	total: string;
	/** what stands across the result when it no longer counts */
	superseded: string;
	sections: { name: string; score: string; share: number; items: { number: string; title: string; answer: string; score: string }[] }[];
	facts: [question: string, answer: string][];
	reasons: string[];
	/** names under the lines to sign; an empty one leaves room for a name */
	signatures: { label: string; name: string }[];
	source: string;
	note: string;
	printed: string;
	words: PaperWords;
}

export const assessmentPaper = template<PaperData>('modules/care/assessment/print/assessment-paper.typ');

/** What the paper says that the form does not know. All ready to print. */
export interface PaperHead {
	org: string;
	about: [label: string, value: string][];
	assessors: readonly string[];
	informant: string;
	superseded: boolean;
	/** `打印于 …` with who printed it */
	printed: string;
}

/** @param result of a complete assessment: one with a total and a level */
export function paperOf(form: AssessmentForm, filled: Filled, result: AssessmentResult, head: PaperHead, lang: Locale): PaperData {
	const m = assessmentMessages[lang];
	const scored = (score: number, of: number) => `${score} / ${of}`;
	return {
		lang,
		org: head.org,
		title: form.name[lang],
		about: head.about,
		level: levelOf(form, result.level!).name[lang],
		total: form.counts === 'points' ? m.paper.points(scored(result.total!, result.max)) : m.paper.failures(scored(result.total!, itemsOf(form).length)),
		superseded: head.superseded ? m.paper.superseded : '',
		sections: form.sections.map((section) => {
			const { score, max } = result.sectionScores.find((each) => each.section === section.key)!;
			return {
				name: section.title[lang],
				score: scored(score!, max),
				share: max === 0 ? 0 : score! / max,
				items: section.items.map((item, i) => {
					const option = item.options.find((each) => each.key === filled.answers[item.key])!;
					return { number: `${section.key}.${i + 1}`, title: item.title[lang], answer: option.label[lang], score: scored(option.score, maximum([item])) };
				})
			};
		}),
		facts: form.facts.map((fact) => [fact.title[lang], m.factAnswer(filled.facts[fact.key])]),
		reasons: explain(form, result, lang),
		signatures: [
			...(head.assessors.length > 0 ? head.assessors : ['']).map((name) => ({ label: m.paper.assessor, name })),
			{ label: m.paper.informant, name: head.informant }
		],
		source: m.result.source(form.source.standard[lang], form.source.clause[lang], form.version),
		note: form.source.note[lang],
		printed: head.printed,
		words: m.paper
	};
}
