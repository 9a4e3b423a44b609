import type { ReadTx } from '#platform/db/tx.ts';
import type { Classify } from '../exchange/plan.ts';
import { classifyService } from '../matching/index.ts';
import { memoryOf } from './memory.ts';

/** A term counts as read from a text when it is at least this sure. */
const SURE = 0.45;

/** Reads need terms from the text of an entry that names none, with the subdistrict's own terms: at most six. */
export async function classifierOf(tx: ReadTx<'directory'>): Promise<Classify> {
	const { taxonomy } = await memoryOf(tx);
	return ({ name, aliases, description, conditions }) =>
		classifyService({ name, aliases, description, termCodes: [], eligibility: { groups: [], communityIds: [], text: conditions } }, taxonomy)
			.filter(({ weight }) => weight >= SURE)
			.slice(0, 6)
			.map(({ term }) => term);
}
