import type { ReadTx } from '#platform/db/tx.ts';
import { toTsVectorText } from '#platform/search/index.ts';
import type { ServiceDocument } from '../directory.schemas.ts';
import { tokenizer } from '../matching/index.ts';

/** What an entry is found by, as text for a `tsvector`: its names first, then its terms, its text, its organisation. */
export async function searchText({ db, ctx }: ReadTx<'directory'>, document: ServiceDocument): Promise<string> {
	const organization = await db.selectFrom('directory.organization').select(['name', 'alternate_name']).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', document.organizationId).executeTakeFirst();
	const terms = document.terms.length ? await db.selectFrom('directory.term').select(['zh', 'en']).where('subdistrict_id', '=', ctx.subdistrictId).where('code', 'in', document.terms).execute() : [];
	return searchTextOf(document, organization ? `${organization.name} ${organization.alternate_name}` : '', terms.map(({ zh, en }) => `${zh} ${en}`).join(' '));
}

export function searchTextOf(document: Pick<ServiceDocument, 'name' | 'nameEn' | 'aliases' | 'description' | 'descriptionEn' | 'conditions'>, organization: string, terms: string): string {
	const { tokens } = tokenizer();
	return toTsVectorText({
		A: tokens([document.name, document.nameEn, ...document.aliases].join(' ')),
		B: tokens(terms),
		C: tokens([document.description, document.descriptionEn, document.conditions].join(' ')),
		D: tokens(organization)
	});
}

/**
 * A `tsquery` text for entries that hold every one of the words: overlapping pairs of characters together stand for
 * the words as they are written. Empty when nothing can be searched for.
 */
export function everyWord(words: string): string {
	const bag = [...tokenizer().tokens(words).keys()].filter((token) => !token.startsWith('#'));
	const pairs = bag.filter((token) => token.length > 1);
	return (pairs.length ? pairs : bag).map((token) => `'${token.replace(/\\/g, '\\\\').replace(/'/g, "''")}'`).join(' & ');
}
