/** Addresses of the plan's pages. */
export function measureHref(key: string, { from, to }: { from: string; to: string }, communityId: string | null, more: Record<string, string> = {}): string {
	return `/desk/plan/measures/${key}?${new URLSearchParams({ from, to, ...(communityId ? { area: communityId } : {}), ...more })}`;
}
