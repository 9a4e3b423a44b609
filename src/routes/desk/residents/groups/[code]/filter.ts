/** What a group's list is filtered by, as it stands in the address. */
export const groupFilterOf = (code: string, params: { get(name: string): unknown }) => {
	const word = (name: string): string | null => {
		const value = params.get(name);
		return typeof value === 'string' && value !== '' ? value : null;
	};
	return { code, communityId: word('community'), kind: word('kind'), grade: word('grade'), due: word('due') !== null };
};
