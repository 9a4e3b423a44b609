/** What the step forms choose from, gathered once for a page. */
export interface StepLists {
	workers: { id: string; label: string }[];
	/** services that fit what was said, best first */
	providers: ProviderChoice[];
	/** services found by the words in the page's address; null: no words */
	providersAsked: ProviderChoice[] | null;
	/** whose services are searched; null: every community's */
	communityId: string | null;
	communities: { id: string; label: string }[];
	/** in the reader's language */
	categories: { label: string; items: { code: string; label: string }[] }[];
	templates: { purpose: string; title: string; body: string }[];
}

/** A service to which a case can be offered, and why it was proposed or found. */
export interface ProviderChoice {
	id: string;
	name: string;
	organization: string;
	/** in words, strongest first; empty where none counts for it */
	reasons: string[];
}
