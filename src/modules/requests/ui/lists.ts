/** What the step forms choose from, gathered once for a page. */
export interface StepLists {
	workers: { id: string; label: string }[];
	/** services that could serve, best first */
	providers: { id: string; label: string }[];
	communities: { id: string; label: string }[];
	categories: { label: string; labelEn: string; items: { code: string; label: string; labelEn: string }[] }[];
	templates: { purpose: string; title: string; body: string }[];
}
