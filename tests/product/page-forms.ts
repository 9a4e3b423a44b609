/** A form as it stands in a page: where it goes, and what it would send untouched. */
export interface PageForm {
	action: string;
	fields: { name: string; kind: string; value: string }[];
}

const attribute = (tag: string, name: string): string | null => {
	const found = new RegExp(`\\s${name}(?:=(?:"([^"]*)"|'([^']*)'|([^\\s>]+)))?(?=[\\s/>])`, 'i').exec(tag);
	return found ? unescape(found[1] ?? found[2] ?? found[3] ?? '') : null;
};
const unescape = (text: string): string => text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** The forms of a page that send something. @param path where the page stands */
export function postFormsOf(html: string, path: string): PageForm[] {
	return [...html.matchAll(/<form\b[^>]*>[\s\S]*?<\/form>/gi)].flatMap(([form]) => {
		const head = form.slice(0, form.indexOf('>') + 1);
		if (attribute(head, 'method')?.toLowerCase() !== 'post') return [];
		const action = attribute(head, 'action') ?? '';
		const inputs = [...form.matchAll(/<(input|button)\b[^>]*>/gi)].map(([tag]) => ({ name: attribute(tag, 'name') ?? '', kind: attribute(tag, 'type') ?? 'text', value: attribute(tag, 'value') ?? '' }));
		const areas = [...form.matchAll(/(<textarea\b[^>]*>)([\s\S]*?)<\/textarea>/gi)].map(([, tag, text]) => ({ name: attribute(tag!, 'name') ?? '', kind: 'textarea', value: unescape(text!) }));
		const selects = [...form.matchAll(/(<select\b[^>]*>)([\s\S]*?)<\/select>/gi)].map(([, tag, options]) => ({ name: attribute(tag!, 'name') ?? '', kind: 'select', value: attribute(/<option\b[^>]*\sselected[^>]*>/i.exec(options!)?.[0] ?? /<option\b[^>]*>/i.exec(options!)?.[0] ?? '<option>', 'value') ?? '' }));
		const target = action.startsWith('?') ? path.split('?')[0] + action : action || path;
		return [{ action: target, fields: [...inputs, ...areas, ...selects].filter(({ name }) => name) }];
	});
}
