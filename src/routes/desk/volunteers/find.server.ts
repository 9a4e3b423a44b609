import type { RequestEvent } from '@sveltejs/kit';
import { listVolunteers } from '#modules/volunteers/index.ts';
import { readForm } from '#platform/web/forms.ts';

/** Whom the posted words find; the ten newest. Posted, because a name or a telephone stands in no address. */
export async function findVolunteer({ locals, request }: Pick<RequestEvent, 'locals' | 'request'>) {
	const q = ((await readForm(request)).get('q')?.toString() ?? '').trim().slice(0, 60);
	return { q, found: q ? (await listVolunteers(locals.ctx, { q, limit: 10 })).items : [] };
}
