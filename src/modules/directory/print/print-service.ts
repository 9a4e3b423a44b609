import { formatDate } from '#platform/dates/index.ts';
import { marks, type Locale } from '#platform/i18n.ts';
import { qrSvg, renderPdf } from '#platform/print/index.ts';
import type { Service } from '../entries/read-services.ts';
import type { ServiceHours } from '../hours/hours-of.ts';
import type { DayHours } from '../hours/hours.ts';
import { directoryMessages } from '../messages/index.ts';
import { audienceText, inLocale, priceFor, priceText, spansText, type Words } from '../ui/words.ts';
import { servicePage, servicePageWords } from './service-page.ts';

export interface PrintOptions {
	locale: Locale;
	/** IANA name */
	zone: string;
	/** who prints: the subdistrict */
	org: string;
	/** where the newest is, for the QR code */
	url: string;
}

/** The A4 page of a service as PDF. Hours are those of an ordinary week: paper hangs longer than a holiday lasts. */
export async function printService(service: Service, hours: ServiceHours, { locale, zone, org, url }: PrintOptions): Promise<Buffer> {
	const m = directoryMessages[locale];
	const words: Words = { m, locale, zone, today: hours.today };
	const say = (zh: string, en: string) => inLocale(locale, zh, en);
	const phones = service.phones.length ? service.phones : service.organization.phones;
	const who = [audienceText(words, service) || m.entry.everyone, say(service.conditions, service.conditionsEn)].filter(Boolean).join(locale === 'zh' ? '。' : '. ');
	return renderPdf(servicePage, {
		lang: locale,
		org,
		kind: service.kind === 'guide' ? m.search.guides : m.entry.printTitle,
		name: say(service.name, service.nameEn),
		provider: say(service.organization.name, service.organization.nameEn),
		summary: say(service.description, service.descriptionEn),
		who,
		costs: service.prices.length
			? service.prices.map((price) => ({ group: priceFor(words, price), price: priceText(words, price), note: [m.natures[price.nature], price.note].filter(Boolean).join(' · ') }))
			: [{ group: m.entry.everybody, price: m.costKinds[service.costKind], ...(service.costNote && { note: service.costNote }) }],
		hours: hours.week ? weekLines(service, words) : [],
		address: service.places.map((place) => [place.name, say(place.address, place.addressEn)].filter(Boolean).join(' ')).join('\n'),
		phone: phones.map(({ number, extension }) => (extension ? `${number} ${m.entry.extension(extension)}` : number)).join(marks[locale].list),
		documents: service.documents.map(({ text, textEn, note }) => `${say(text, textEn)}${note && marks[locale].aside(note)}`),
		steps: service.steps.map(({ title, text, clock }) => `${title}${clock && marks[locale].aside(clock)}${text && marks[locale].colon + text}`),
		qr: qrSvg(url),
		url,
		assuredAt: service.assuredOn ? formatDate(service.assuredOn, locale) : m.entry.never,
		words: servicePageWords[locale]
	});
}

/** Days with the same hours on one line: Mon–Fri 09:00–12:00. */
function weekLines(service: Service, words: Words): { days: string; times: string }[] {
	const names = words.locale === 'zh' ? ['周一', '周二', '周三', '周四', '周五', '周六', '周日'] : ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
	const times = names.map((_, i): string => {
		const spans = service.schedules.flatMap(({ openings }) => openings.filter(({ weekday }) => weekday === i + 1)).sort((a, b) => a.opens - b.opens) as DayHours['spans'];
		return spans.length ? spansText(words, spans) : '';
	});
	const runs: { from: number; to: number; times: string }[] = [];
	for (const [i, text] of times.entries()) {
		const last = runs.at(-1);
		if (last && last.times === text) last.to = i;
		else runs.push({ from: i, to: i, times: text });
	}
	return runs
		.filter(({ times }) => times)
		.map(({ from, to, times }) => ({ days: from === to ? names[from]! : words.locale === 'zh' ? `${names[from]}至${names[to]}` : `${names[from]}–${names[to]}`, times }));
}
