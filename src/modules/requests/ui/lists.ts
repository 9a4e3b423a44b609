/** What the step forms choose from, gathered once for a page. */
export interface StepLists {
	workers: { id: string; label: string }[];
	/** services that fit what was said, best first */
	providers: { id: string; label: string }[];
	/** every other service for the case's community, by name */
	otherProviders: { id: string; label: string }[];
	communities: { id: string; label: string }[];
	/** in the reader's language */
	categories: { label: string; items: { code: string; label: string }[] }[];
	templates: { purpose: string; title: string; body: string }[];
}
