// Staff pages are hydrated: keyboard, drafts while typing, live counts.
export const csr = true;
