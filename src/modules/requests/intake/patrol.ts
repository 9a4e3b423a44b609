/** A case seen on patrol: written on a phone, perhaps hours before it arrives, and made once however often it is sent. */
import type { Ctx } from '#platform/context.ts';
import { formatDateTime } from '#platform/dates/index.ts';
import { submit, type Receipt } from './intake.usecases.ts';
import { patrolMessages } from '../messages/patrol.ts';
import { keepPhotos } from './photos.ts';

type Values = Record<string, unknown>;
const text = (values: Values, name: string): string => (typeof values[name] === 'string' ? (values[name] as string).trim() : '');

/** What arrives this much later than it was seen says so. */
const LATE_MS = 10 * 60_000;

/**
 * @param values of the form: `clientId`, `text`, `communityId`, `address`, `urgency`, `lon`, `lat`, `seenAt` (ISO instant), `photos` (files)
 * @throws as `submit`; `files.*` for what is no picture
 */
export async function registerPatrol(ctx: Ctx, values: Values, zone: string): Promise<Receipt> {
	const { photos, tickets } = await keepPhotos(ctx, values.photos, values.kept);
	values.kept = tickets;
	const [lon, lat] = [Number(text(values, 'lon') || NaN), Number(text(values, 'lat') || NaN)];
	const seenAt = new Date(text(values, 'seenAt'));
	const late = !Number.isNaN(seenAt.getTime()) && ctx.clock.now().getTime() - seenAt.getTime() > LATE_MS;
	const said = text(values, 'text');
	return submit(ctx, {
		clientId: text(values, 'clientId') || undefined,
		// The clocks run from arrival, since nobody could know before; when it was seen belongs to the facts.
		text: late && said ? `${said}\n${patrolMessages[ctx.locale].seenAt(formatDateTime(seenAt, zone, ctx.locale))}` : said,
		channel: 'patrol',
		urgency: (text(values, 'urgency') || undefined) as undefined,
		place: { communityId: text(values, 'communityId') || null, address: text(values, 'address'), point: Number.isFinite(lon) && Number.isFinite(lat) ? { lon, lat } : null },
		anonymous: true,
		attachments: photos
	});
}
