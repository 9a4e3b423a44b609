/** The calendar of an area's people: whose birthday, who reaches an age, whose card expires, which fact is to be reviewed. */
import { sql } from 'kysely';
import * as v from 'valibot';
import { addDays, daysBetween, isDate } from '#platform/dates/index.ts';
import { forModule } from '#platform/usecase.ts';
import { fieldWrong } from '../residents.errors.ts';
import { mayUseFact, readGrounds } from '../privacy/grounds.ts';
import { permissions } from '../residents.permissions.ts';
import { levelOf, scopeOf, seeing } from '../residents.policy.ts';
import { CARD_COLUMNS, cardOf, people, type PersonCard } from '../person/card.ts';
import { todayOf } from '#platform/today.ts';
import { birthdaysWithin, type Milestone } from './milestones.model.ts';

const { query } = forModule<'residents'>();
const day = v.pipe(v.string(), v.check(isDate, 'residents.dayWrong'));

/** A quarter: longer is a list nobody reads, and every day of it is looked through. */
const MOST_DAYS = 92;

/** Birthdays are kept from this age on; younger people's come in only where an age changes something. */
const BIRTHDAYS_FROM = 60;

export interface CalendarLine {
	person: PersonCard;
	milestone: Milestone;
}

/** @throws AppError platform.invalidInput (422) for more than a quarter */
export const milestones = query({
	name: 'residents.milestones',
	access: permissions.read,
	input: v.object({ communityId: v.optional(v.nullable(v.pipe(v.string(), v.uuid())), null), from: day, to: day, kinds: v.optional(v.array(v.picklist(['birthday', 'turns', 'expires', 'review'])), ['birthday', 'turns', 'expires', 'review']) }),
	run: async (tx, { communityId, from, to, kinds }): Promise<CalendarLine[]> => {
		const { ctx } = tx;
		if (to < from || daysBetween(from, to) > MOST_DAYS) throw fieldWrong('to', 'residents.tooManyDays');
		const scope = scopeOf(ctx.actor);
		const today = await todayOf(tx);
		let here = people(tx).where('p.died_on', 'is', null).where('p.left_on', 'is', null);
		if (scope !== 'all') here = here.where('p.community_id', '=', sql<string>`any(${scope}::uuid[])`);
		if (communityId) here = here.where('p.community_id', '=', communityId);
		const lines: CalendarLine[] = [];
		if (kinds.includes('birthday') || kinds.includes('turns')) {
			// Month and day of each day asked for; 29 February too where 1 March is asked for.
			const days = Array.from({ length: daysBetween(from, to) + 1 }, (_, i) => addDays(from, i).slice(5));
			if (days.includes('03-01')) days.push('02-29');
			const rows = await here
				.select(CARD_COLUMNS)
				.where('p.birth_known', '=', 'day')
				.where(sql<boolean>`to_char(p.birth_date, 'MM-DD') = any(${days}::text[])`)
				.execute();
			for (const row of rows) {
				if (row.birthDate === null || levelOf(seeing(ctx.actor, row.communityId), 'birth') !== 'full') continue;
				for (const milestone of birthdaysWithin(row.birthDate, from, to)) {
					if (milestone.kind === 'birthday' ? kinds.includes('birthday') && milestone.age >= BIRTHDAYS_FROM : kinds.includes('turns')) lines.push({ person: cardOf(ctx.actor, row, today), milestone });
				}
			}
		}
		const lawful = mayUseFact(await readGrounds(tx), ctx.subdistrictId, 'g');
		for (const [kind, column] of [['expires', 'expires_on'], ['review', 'review_on']] as const) {
			if (!kinds.includes(kind)) continue;
			const rows = await here
				.innerJoin('residents.group_fact as g', (join) => join.onRef('g.subdistrict_id', '=', 'p.subdistrict_id').onRef('g.person_id', '=', 'p.id'))
				.select([...CARD_COLUMNS, 'g.code as group', sql<string>`${sql.ref(`g.${column}`)}`.as('on')])
				.where('g.until_on', 'is', null)
				.where(lawful)
				.where(`g.${column}`, '>=', from)
				.where(`g.${column}`, '<=', to)
				.execute();
			for (const row of rows) lines.push({ person: cardOf(ctx.actor, row, today), milestone: { kind, on: row.on, group: row.group } });
		}
		return lines.sort((a, b) => (a.milestone.on < b.milestone.on ? -1 : a.milestone.on > b.milestone.on ? 1 : a.person.id < b.person.id ? -1 : 1));
	}
});
