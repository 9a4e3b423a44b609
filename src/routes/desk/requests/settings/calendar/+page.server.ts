import { permissions, saveCalendarDays, saveWeek, workingCalendar } from '#modules/requests/index.ts';
import { readHours } from '#modules/requests/settings/settings.forms.ts';
import { mayCall } from '#platform/access.ts';
import { addDays, dateIn, isDate } from '#platform/dates/index.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

const HERE = '/desk/requests/settings/calendar';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { ctx } = locals;
	const today = dateIn(ctx.clock.now(), locals.subdistrict?.timeZone ?? 'Asia/Shanghai');
	const year = Number(url.searchParams.get('year')) || Number(today.slice(0, 4));
	return { mayEdit: mayCall(ctx.actor, permissions.configure), today, calendar: await workingCalendar(ctx, { year }) };
};

const text = (values: Record<string, unknown>, name: string) => (typeof values[name] === 'string' ? (values[name] as string) : '');

/** Every day from one to another; a holiday is seldom longer than nine days, so a slip of a year stays harmless. */
function daysFrom(from: string, to: string): string[] {
	if (!isDate(from)) return [from];
	const days = [from];
	while (isDate(to) && days.at(-1)! < to && days.length < 31) days.push(addDays(days.at(-1)!, 1));
	return days;
}

export const actions: Actions = {
	day: ({ locals, request }) =>
		formAction(request, async (values) => {
			const hours = readHours(text(values, 'hours'));
			await saveCalendarDays(locals.ctx, {
				days: daysFrom(text(values, 'date'), text(values, 'until')).map((date) => ({ date, kind: text(values, 'kind') as 'holiday', name: text(values, 'name'), hours: hours.length ? hours : null }))
			});
			return `${HERE}?year=${text(values, 'date').slice(0, 4)}&saved`;
		}),
	remove: ({ locals, request }) =>
		formAction(request, async (values) => {
			await saveCalendarDays(locals.ctx, { days: [], remove: [text(values, 'date')] });
			return `${HERE}?year=${text(values, 'date').slice(0, 4)}&saved`;
		}),
	publish: ({ locals, request }) =>
		formAction(request, async (values) => {
			await saveCalendarDays(locals.ctx, { days: [], published: { year: Number(text(values, 'year')), source: text(values, 'source') } });
			return `${HERE}?year=${text(values, 'year')}&saved`;
		}),
	week: ({ locals, request }) =>
		formAction(request, async (values) => {
			const week = [1, 2, 3, 4, 5, 6, 7].map((day) => readHours(text(values, `day${day}`)));
			await saveWeek(locals.ctx, { validFrom: text(values, 'validFrom'), week, makeup: readHours(text(values, 'makeup')) });
			return `${HERE}?saved`;
		})
};
