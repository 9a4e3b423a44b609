import type { Transport } from '@sveltejs/kit/hooks';
import { readRows } from '#ui/desk/case-rows.ts';
import { Shown } from '#ui/shown.ts';

/** How the browser reads back what a page shows. */
const readers: Record<string, (page: ParentNode) => unknown> = { cases: readRows };

export const transport: Transport = {
	Shown: {
		encode: (value) => value instanceof Shown && value.where,
		decode: (where: string) => new Shown(where, readers[where]?.(document))
	}
};
