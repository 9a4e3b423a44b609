/** The demonstration's activities: offered when they would have been, with times that were moved, cancelled, and photographed. */
import { listCommunities } from '#modules/areas/index.ts';
import { listOrganizations } from '#modules/directory/index.ts';
import { fixedClock } from '#platform/clock.ts';
import { systemActor, type Ctx } from '#platform/context.ts';
import { addDays, dateIn, daysBetween, instantAt, isDate, weekday } from '#platform/dates/index.ts';
import { newId } from '#platform/ids.ts';
import { subdistricts } from '#platform/tenant.ts';
import { deskActivity } from '../offering/activity.queries.ts';
import { publishActivity, saveActivity } from '../offering/activity.usecases.ts';
import { cancelOccurrence, moveOccurrence } from '../occurrences/occurrence.usecases.ts';
import { addPhotos } from '../photos/photo.usecases.ts';
import { demoPhoto } from './demo-photos.ts';
import { lunarDay } from './lunar.ts';
import { offered, type Offered, type When } from './offered.data.ts';

/** What is written about a year lies from eleven months ago to some weeks ahead. */
const BACK = -335;
const AHEAD = 60;

/** The day that stands for it in the year around today. */
function dayOf(when: When, today: string): string {
	if ('days' in when) return addDays(today, when.days);
	const year = Number(today.slice(0, 4));
	const days = [year - 1, year, year + 1].map((each) => ('lunar' in when ? lunarDay(each, ...when.lunar) : `${each}-${when.date}`)).filter(isDate);
	return days.find((day) => daysBetween(today, day) >= BACK && daysBetween(today, day) <= AHEAD) ?? days[1]!;
}

const onWeekday = (day: string, wanted: number | undefined): string => (wanted ? addDays(day, wanted - weekday(day)) : day);

export async function demoOffering(ctx: Ctx): Promise<void> {
	const own = (await subdistricts()).find((each) => each.id === ctx.subdistrictId);
	const zone = own?.timeZone ?? 'Asia/Shanghai';
	const today = dateIn(ctx.clock.now(), zone);
	const communities = await listCommunities(ctx, {});
	const organizations = (await listOrganizations(ctx, { limit: 100 })).items;
	if (!communities.length) return;
	const community = (index: number) => communities[index % communities.length]!;

	for (const each of offered) {
		const firstOn = onWeekday(dayOf(each.on, today), each.weekday);
		const lead = each.where === null ? null : community(each.where);
		// Offered three weeks before, and never later than now.
		const written = new Date(Math.min(ctx.clock.now().getTime(), instantAt(addDays(firstOn, -21), '10:00', zone).getTime()));
		const by: Ctx = { ...ctx, clock: fixedClock(written), actor: systemActor(lead ? `${lead.name}居委会` : `${own?.name ?? '街道'}办事处`) };
		const id = newId();
		await saveActivity(by, {
			id,
			kind: each.kind,
			communityId: lead?.id ?? null,
			named: [...new Set((each.named ?? []).map((index) => community(index).id))].filter((named) => named !== lead?.id),
			title: each.title,
			body: each.body,
			firstOn,
			startsAt: each.time,
			minutes: each.minutes,
			rule: each.rule ?? null,
			place: each.place,
			parts: (each.parts ?? []).flatMap(([name, role, gives, amount, words]) => {
				const found = organizations.find((organization) => organization.name.includes(name));
				return found ? [{ role, organizationId: found.id, name: found.name, gives, amount, words }] : [];
			}),
			...each.more
		});
		if (each.draft) continue;
		await publishActivity(by, { id });
		await tellItsStory(by, each, id, zone, ctx.clock.now());
	}
}

/** A few times were moved or cancelled when it came to it; of some there is a photo. */
async function tellItsStory(ctx: Ctx, each: Offered, id: string, zone: string, now: Date): Promise<void> {
	const by = (at: Date): Ctx => ({ ...ctx, clock: fixedClock(at) });
	const dayBefore = (at: Date) => new Date(Math.min(now.getTime(), at.getTime() - 86_400_000));
	let { times } = await deskActivity(ctx, { id });
	const past = times.filter((time) => time.endsAt < now);
	if (each.rule) {
		const rained = past.at(-3);
		if (each.title.includes('晨练') && rained) await cancelOccurrence(by(dayBefore(rained.startsAt)), { id: rained.id, why: '大雨，停一次' });
		const coming = times.filter((time) => time.startsAt > now);
		if (each.title.includes('合唱') && coming[1]) await moveOccurrence(by(now), { id: coming[1].id, version: coming[1].version, onDay: addDays(coming[1].onDay, 1), startsAt: '14:00', minutes: each.minutes, why: '活动室周二检修暖气' });
		if (each.title.includes('故事会') && coming[2]) await cancelOccurrence(by(now), { id: coming[2].id, why: '图书室盘点，停一次' });
	} else if (each.title.includes('健步走') && times[0]) {
		await moveOccurrence(by(now), { id: times[0].id, version: times[0].version, onDay: addDays(times[0].onDay, 7), startsAt: each.time, minutes: each.minutes, why: '天气预报有雨，推迟一周' });
	}
	if (!each.photo) return;
	times = (await deskActivity(ctx, { id })).times;
	for (const [i, time] of times.filter((time) => time.endsAt < now && time.state === 'planned').slice(-3).entries())
		await addPhotos(by(time.endsAt), { occurrenceId: time.id, caption: `${each.title}（${dateIn(time.startsAt, zone)}）`, consent: i === 1 ? 'not_public' : 'nobody_shown', files: [await demoPhoto(ctx.subdistrictId, each.photo, `${id}${i}`)] });
}
