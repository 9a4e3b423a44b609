// A screen that nobody touches asks for itself what has changed.
export const csr = true;
