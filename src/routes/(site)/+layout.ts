// Resident pages are plain HTML: 0 bytes of script, works on any phone.
export const csr = false;
