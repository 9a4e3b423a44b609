/** The impact record of one purpose in words: what the page draws, and the paper prints. */
import { formatDate } from '#platform/dates/index.ts';
import { marks, type Locale } from '#platform/i18n.ts';
import { impactMessages } from '../messages/impact.ts';
import { privacyMessages } from '../messages/privacy.ts';
import type { Impact, Judgement } from '../privacy/impact.ts';
import { REVEAL_MINUTES } from '../privacy/reasons.ts';
import { VIEWERS, type Sight } from '../privacy/sight.ts';

export interface ImpactWords {
	name: string;
	facts: { label: string; text: string }[];
	/** a line for each kind of data; `cells` as many as viewers, or one that spans them */
	sight: { item: string; people: string; cells: string[] }[];
	viewers: string[];
	measures: string[];
	judgement: JudgementWords | null;
	earlier: JudgementWords[];
}

export interface JudgementWords {
	title: string;
	about: string;
	conclusion: string;
	parts: { label: string; text: string }[];
}

export function impactWords(impact: Impact, locale: Locale): ImpactWords {
	const [m, all] = [impactMessages[locale], privacyMessages[locale]];
	const p = all.purposes;
	const { list, semicolon } = marks[locale];
	const { purpose, handled, lastYear } = impact;
	const named = (covers: string) => all.covered[covers] ?? covers;
	const sensitive = handled.filter((each) => each.sensitive).map(({ covers }) => named(covers));
	const sealed = handled.filter((each) => each.sealed).map(({ covers }) => named(covers));
	const seen = ({ level, byReason }: Sight) => (byReason ? [level === 'none' ? '' : m.levels[level], m.byReason].filter(Boolean).join(' · ') : m.levels[level]);
	const [judgement, ...earlier] = impact.judgements.map((each) => judgementWords(each, locale));
	return {
		name: (locale === 'en' && purpose.nameEn) || purpose.name,
		facts: [
			{ label: m.labels.what, text: (locale === 'en' && purpose.explanationEn) || purpose.explanation },
			{ label: m.labels.basis, text: [p.basis[purpose.basis], purpose.source].filter(Boolean).join(semicolon) },
			{ label: m.labels.how, text: m.how },
			{ label: m.labels.whose, text: m.whose(impact.people, impact.children) + (purpose.needsConsent ? m.agreed(impact.agreed) : '') },
			{ label: m.labels.sensitive, text: sensitive.join(list) || m.none },
			{ label: m.labels.because, text: impact.because.map((why) => m.because[why]).join(semicolon) || m.becauseNone },
			{ label: m.labels.keep, text: purpose.keepMonths === null ? p.keepAlways : p.keep(purpose.keepMonths, purpose.keepFrom) },
			{ label: m.labels.year, text: m.year(lastYear.reveals, lastYear.exports, lastYear.removed) }
		],
		viewers: VIEWERS.map((viewer) => m.viewers[viewer]),
		sight: handled.map(({ covers, people, sight, readers }) => ({
			item: named(covers),
			people: m.count(people),
			cells: sight ? VIEWERS.map((viewer) => seen(sight[viewer])) : [m.readers(readers.map((role) => m.roles[role] ?? role).join(list))]
		})),
		measures: [...(sealed.length ? [m.guard.sealed(sealed.join(list))] : []), m.guard.masked, m.guard.reason(REVEAL_MINUTES), m.guard.audit, m.guard.admins, ...(purpose.needsConsent ? [m.guard.consent] : []), ...(purpose.keepMonths === null ? [] : [m.guard.retention])],
		judgement: judgement ?? null,
		earlier
	};
}

function judgementWords(judged: Judgement, locale: Locale): JudgementWords {
	const m = impactMessages[locale];
	const day = (date: string) => formatDate(date, locale);
	return {
		title: m.version(judged.version),
		about: [day(judged.assessedOn), judged.assessor, m.ofVersion(judged.purposeVersion, judged.people), m.recorded(judged.by), m.keptUntil(day(judged.keptUntil))].join(' · '),
		conclusion: m.form.conclusions[judged.conclusion],
		parts: [
			{ label: m.form.necessity, text: judged.necessity },
			{ label: m.form.risk, text: judged.risk },
			{ label: m.form.measures, text: judged.measures },
			{ label: m.form.outside, text: judged.outside || m.outsideNone }
		]
	};
}
