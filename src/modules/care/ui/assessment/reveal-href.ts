/** Where a reason is given for seeing somebody's health data, and where it leads back to. */
export const revealHref = (personId: string, next: string): string => `/desk/residents/${personId}/reveal?group=health&next=${encodeURIComponent(next)}`;
