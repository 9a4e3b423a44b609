import { land } from '#modules/areas/index.ts';
import { propose } from '#modules/requests/index.ts';
import type { NeedDraft } from '#modules/site/index.ts';
import type { Ctx } from '#platform/context.ts';
import { placeIn } from './details/need.ts';

/** What the draft's words are taken for and who could help, near the place that they or the form name. */
export async function proposalFor(ctx: Ctx, draft: NeedDraft) {
	const said = draft.fields.communityId;
	const place = placeIn(await land(ctx), String(draft.fields.address ?? '') || draft.text);
	return propose(ctx, { text: draft.text, communityId: place?.communityId ?? (typeof said === 'string' && said !== '' ? said : null) });
}
