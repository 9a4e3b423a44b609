import { railFor } from '#app/desk-nav.ts';
import { railCounts } from '#app/queue-counts.ts';
import { requestsMessages } from '#modules/requests/messages/index.ts';
import type { QueueCounts } from '#modules/requests/index.ts';
import type { LayoutServerLoad } from './$types';

/** The queues on the rail, in its order, with icon and colour. */
const RAIL: readonly { queue: keyof QueueCounts; icon: string; tone?: 'near' | 'late' }[] = [
	{ queue: 'to_accept', icon: 'inbox' },
	{ queue: 'unassigned', icon: 'users' },
	{ queue: 'mine', icon: 'user-round' },
	{ queue: 'due_today', icon: 'clock', tone: 'near' },
	{ queue: 'overdue', icon: 'circle-alert', tone: 'late' },
	{ queue: 'callback', icon: 'phone' },
	{ queue: 'waiting', icon: 'pause' },
	{ queue: 'to_rule', icon: 'hourglass' },
	{ queue: 'unread', icon: 'message-circle' },
	{ queue: 'open', icon: 'list' }
];

export const load: LayoutServerLoad = async ({ locals }) => {
	const counts = await railCounts(locals.ctx);
	const words = requestsMessages[locals.ctx.locale].queue;
	return {
		rail: railFor(locals.ctx),
		queues: counts
			? RAIL.map(({ queue, icon, tone }) => ({ label: words[queue], href: `/desk/requests?queue=${queue}`, icon, count: counts[queue], tone: counts[queue] ? tone : undefined }))
			: []
	};
};
