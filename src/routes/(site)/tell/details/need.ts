import { addressText, findAddress, type Land } from '#modules/areas/index.ts';
import type { Category, submit } from '#modules/requests/index.ts';
import type { NeedDraft } from '#modules/site/index.ts';

/** A question that many categories ask; here it is the field for the place. */
export const WHERE = 'where';

/** The form's text fields by their names, for the draft; nested ones as `answers.days`. */
export function textFields(values: Record<string, unknown>, prefix = ''): Record<string, string | string[]> {
	const out: Record<string, string | string[]> = {};
	for (const [name, value] of Object.entries(values)) {
		if (typeof value === 'string') out[prefix + name] = value;
		else if (Array.isArray(value) && value.every((each) => typeof each === 'string')) out[`${prefix + name}[]`] = value;
		else if (value && typeof value === 'object' && !Array.isArray(value) && !(value instanceof File)) Object.assign(out, textFields(value as Record<string, unknown>, `${prefix + name}.`));
	}
	return out;
}

/** The one place that words name without doubt, or null: 红云里 3 栋 2 单元的灯不亮. */
export function placeIn(areas: Land, words: string): { text: string; communityId: string; compoundId: string; buildingId: string | null } | null {
	const [found, second] = findAddress(areas, words, 2);
	if (!found || second) return null;
	return { text: addressText(found), communityId: found.communityId, compoundId: found.compound.id, buildingId: found.building?.id ?? null };
}

/** A draft as `submit` takes it. What the form left open is left out. @param category the one that the form showed */
export function needOf(draft: NeedDraft, category: Category | null, areas: Land): Parameters<typeof submit>[1] {
	const text = (name: string) => String(draft.fields[name] ?? '').trim();
	const address = text('address');
	const place = placeIn(areas, address);
	const more = [draft.fields['more[]'] ?? []].flat();
	const nameless = more.includes('anonymous');
	return {
		clientId: draft.clientId,
		text: draft.text,
		channel: 'web',
		categoryCode: category?.code ?? null,
		answers: category ? answersOf(category, text, address) : {},
		place: {
			communityId: place?.communityId ?? (text('communityId') || null),
			compoundId: place?.compoundId ?? null,
			buildingId: place?.buildingId ?? null,
			address
		},
		reporter: { phone: nameless ? undefined : text('phone') || undefined, name: nameless ? '' : text('name'), forSomebody: more.includes('forSomebody') },
		anonymous: nameless,
		confidential: more.includes('confidential'),
		attachments: draft.photos.map((photo) => ({
			kind: 'photo' as const,
			fileKey: photo.key,
			thumbKey: photo.thumbKey,
			mediaType: photo.mime,
			bytes: photo.bytes,
			width: photo.width,
			height: photo.height,
			photoHash: photo.phash,
			name: photo.name
		})),
		chosen: draft.chosen && { serviceId: draft.chosen.serviceId, slotId: draft.chosen.slotId }
	};
}

function answersOf(category: Category, text: (name: string) => string, address: string): Record<string, string | number | boolean> {
	const answers: Record<string, string | number | boolean> = {};
	for (const question of category.questions) {
		const given = question.code === WHERE ? address : text(`answers.${question.code}`);
		if (given === '') continue;
		answers[question.code] = question.kind === 'yes_no' ? given === 'yes' : question.kind === 'number' ? Number(given.normalize('NFKC')) : given;
	}
	return answers;
}
