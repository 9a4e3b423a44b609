/** A resident's record on one A4 sheet, for the counter and the file. */
import { areaNames } from '#modules/areas/index.ts';
import type { Ctx } from '#platform/context.ts';
import { formatDateTime, dateIn } from '#platform/dates/index.ts';
import { renderPdf } from '#platform/print/index.ts';
import { relations } from '../codes/index.ts';
import { peopleMessages } from '../messages/people.ts';
import { openPage, type PersonPage } from '../person/page.ts';
import { noteLook } from '../privacy/looks.ts';
import { noSuchPerson } from '../residents.errors.ts';
import { fieldText, PAGE_FIELDS } from '../ui/field-words.ts';
import { ageText, sexText } from '../ui/person-words.ts';
import { recordCard } from './record-card.ts';

/**
 * The record as the caller sees it now, with their name across the sheet. The print is a look of its own.
 * @throws AppError platform.notFound (404)
 */
export async function printRecord(ctx: Ctx, id: string, place: { subdistrict: string; zone: string }): Promise<Buffer> {
	const person = await openPage(ctx, id);
	if ('mergedInto' in person) throw noSuchPerson();
	await noteLook(ctx, { id, what: 'print' });
	const { groups, household } = person;
	const nameOf = await areaNames(ctx);
	const m = peopleMessages[ctx.locale];
	const now = ctx.clock.now();
	const community = nameOf(person.communityId);
	const named = (each: { name: string; nameEn: string }) => (ctx.locale === 'en' && each.nameEn) || each.name;
	return renderPdf(
		recordCard,
		{
			lang: ctx.locale,
			org: [place.subdistrict, community].filter(Boolean).join(' · '),
			name: person.fields.name.value ?? m.hidden,
			line: [sexText(person.fields.sex.value, ctx.locale), ageText(person, m)].filter(Boolean).join(' · '),
			fields: [...fieldLines(ctx, person), { label: m.address, value: person.address.value ?? (person.address.masked ? m.hidden : null), source: null }],
			sections: [
				{ title: m.household, lines: (household?.members ?? []).map(({ person: card, relation }) => [card.name, relations.word(relation, ctx.locale), sexText(card.sex, ctx.locale), ageText(card, m)].filter(Boolean).join(' · ')) },
				{ title: m.groups, lines: [...groups.derived.map((code) => m.derived[code]), ...groups.recorded.filter(({ untilOn }) => untilOn === null).map((fact) => [named(fact), fact.kind && named(fact.kind), fact.grade && named(fact.grade)].filter(Boolean).join(' '))] },
				{ title: m.ties, lines: person.ties.map((tie) => [m.tieKinds[tie.kind], tie.words, tie.name, tie.phone].filter(Boolean).join(' · ')) }
			],
			printedBy: m.cardBy(ctx.actor.name),
			printedAt: m.cardOn(formatDateTime(now, place.zone, ctx.locale)),
			watermark: `${ctx.actor.name} ${dateIn(now, place.zone)}`,
			words: { title: m.cardTitle, mark: m.cardMark, unknown: m.notKnown, pages: m.cardPages }
		},
		{ now }
	);
}

const fieldLines = ({ locale }: Ctx, { fields, said, withheld }: PersonPage) =>
	PAGE_FIELDS.filter((key) => key !== 'name' && key !== 'sex' && withheld[key] !== null).map((key) => {
		const m = peopleMessages[locale];
		const { value, masked } = fields[key];
		const from = said[key].find(({ chosen }) => chosen);
		return { label: m.fields[key], value: value === null ? (withheld[key] ? m.notAgreed : masked ? m.hidden : null) : fieldText(key, value, locale, m), source: from ? m.saidOn(m.sources[from.sourceKind], from.statedOn) : null };
	});
