import { timesBetween, type TimeLine } from '#modules/activities/index.ts';
import { spanOf, type Span } from '#modules/activities/ui/calendar.ts';
import { dateIn } from '#platform/dates/index.ts';
import { isId } from '#platform/ids.ts';

/** What the address of the calendar asks for; its page and its paper read it alike. */
export function readView(locals: App.Locals, url: URL) {
	const asked = url.searchParams;
	const today = dateIn(locals.ctx.clock.now(), locals.subdistrict!.timeZone);
	const filter = {
		communityId: isId(asked.get('community')) ? asked.get('community') : null,
		kind: asked.get('kind')?.slice(0, 31) || null,
		place: asked.get('place')?.trim().slice(0, 120) || null
	};
	return { today, filter, span: spanOf(asked.get('view'), asked.get('day'), today) };
}

/** The times of the days that a view shows. */
export const timesOfSpan = (locals: App.Locals, filter: ReturnType<typeof readView>['filter'], span: Pick<Span, 'from' | 'to'>): Promise<TimeLine[]> => timesBetween(locals.ctx, { ...filter, from: span.from, to: span.to });
