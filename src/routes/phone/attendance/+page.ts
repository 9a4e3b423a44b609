// Everything here happens on the phone; the page itself holds nobody's name and is the same for all.
export const csr = true;
