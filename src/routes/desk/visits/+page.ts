// A page of its own layout does not inherit the desk's script.
export const csr = true;
