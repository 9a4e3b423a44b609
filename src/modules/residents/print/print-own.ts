/** Everything held about somebody as a PDF: for themselves, and for the counter that hands it over. */
import type { Ctx } from '#platform/context.ts';
import { formatDate, formatDateTime } from '#platform/dates/index.ts';
import type { HeldItem } from '#platform/manifest.ts';
import { renderPdf } from '#platform/print/index.ts';
import { relations } from '../codes/index.ts';
import { ownMessages } from '../messages/own.ts';
import { peopleMessages } from '../messages/people.ts';
import type { FieldKey } from '../person/fields.ts';
import type { OwnRecord } from '../privacy/own-record.ts';
import { consentWords } from '../ui/consent-words.ts';
import { fieldText } from '../ui/field-words.ts';
import { lookWords } from '../ui/look-words.ts';
import { purposeUses } from '../ui/purpose-words.ts';
import { ownPaper, type OwnPaperData } from './own-paper.ts';

/**
 * The record as it was read for whoever may have it (`ownRecord`, `copyForPerson`): nothing is asked for anew.
 * @param held what other modules hold
 */
export function ownRecordPdf(ctx: Ctx, record: OwnRecord, held: readonly HeldItem[], place: { subdistrict: string; zone: string }): Promise<Buffer> {
	return renderPdf(ownPaper, paperOf(ctx, record, held, place), { now: ctx.clock.now() });
}

function paperOf(ctx: Ctx, record: OwnRecord, held: readonly HeldItem[], { subdistrict, zone }: { subdistrict: string; zone: string }): OwnPaperData {
	const { locale } = ctx;
	const [m, p] = [ownMessages[locale], peopleMessages[locale]];
	const day = (date: string) => formatDate(date, locale);
	const span = (from: string | null, until: string | null) => m.span(from ? day(from) : m.before, until ? day(until) : m.now);
	const byField = Map.groupBy(record.values, ({ field }) => field);
	const now = ctx.clock.now();
	const list = (title: string, none: string, lines: OwnPaperData['sections'][number]['lines']) => ({ title, none, lines });
	return {
		lang: locale,
		org: subdistrict,
		title: m.of(record.name),
		lede: m.lede,
		fields: [
			...(record.address ? [{ label: m.address, values: [{ value: record.address, counts: false, source: '' }] }] : []),
			...[...byField].map(([field, said]) => ({
				label: p.fields[field],
				values: said.map(({ value, chosen, sourceKind, statedOn }) => ({ value: value === null ? '' : fieldText(field as FieldKey, value, locale, p), counts: chosen && said.length > 1, source: p.saidOn(p.sources[sourceKind], day(statedOn)) }))
			}))
		],
		sections: [
			list(m.groups, m.groupsNone, record.groups.map((group) => ({ head: (locale === 'en' && group.nameEn) || group.name, text: Object.values(group.detail).filter((value) => typeof value === 'string' && value).join(' · '), small: [group.untilOn ? span(group.fromOn, group.untilOn) : m.since(day(group.fromOn)), group.note].filter(Boolean).join(' · ') }))),
			...(record.ties.length ? [list(m.ties, '', record.ties.map(({ kind, name, phone }) => ({ head: p.tieKinds[kind as keyof typeof p.tieKinds], text: name, small: phone })))] : []),
			...(record.moves.length ? [list(m.moves, '', record.moves.map(({ address, relation, fromOn, untilOn }) => ({ head: '', text: [address, relations.has(relation) && relations.word(relation, locale)].filter(Boolean).join(' · '), small: span(fromOn, untilOn) })))] : []),
			...(record.actsAs === 'proxy' ? [] : [list(m.held, m.heldNone, held.map(({ title, when, lines, pictures = [] }) => ({ head: title, text: [...lines, ...(pictures.length ? [m.pictures(pictures.length)] : [])].join(' · '), small: when })))]),
			...(record.requests.length ? [list(m.requests, '', record.requests.map(({ kind, state, askedAt, answer }) => ({ head: m.kind[kind] ?? '', text: [m.state[state], answer].filter(Boolean).join(' · '), small: formatDateTime(askedAt, zone, locale) })))] : [])
		],
		purposes: record.purposes.map((purpose) => ({
			name: (locale === 'en' && purpose.nameEn) || purpose.name,
			why: (locale === 'en' && purpose.explanationEn) || purpose.explanation,
			uses: purposeUses(purpose, locale),
			rule: `${m.basis[purpose.basis]} · ${purpose.keepMonths === null ? m.keepAlways : m.keep(purpose.keepMonths, purpose.keepFrom)}`,
			consent: purpose.needsConsent ? Object.values(consentWords(purpose.consent, locale, zone, record.today)).filter(Boolean).join(locale === 'zh' ? '。' : '. ') : ''
		})),
		looks: record.looks.map((look) => lookWords(look, locale, zone)),
		footer: record.actsAs === 'staff' ? m.copyMark(ctx.actor.name, formatDateTime(now, zone, locale)) : m.ownMark(formatDateTime(now, zone, locale)),
		words: { what: m.what, purposes: m.purposes, looks: m.looks, looksText: m.looksText, looksNone: m.looksNone, counts: m.counts, at: p.lookAt, who: p.lookWho, lookWhat: p.lookWhat, why: p.lookWhy, pages: p.cardPages }
	};
}
