// The page stands outside the desk's frame, whose counts and names must not lie on a phone; so it asks for its script itself.
export const csr = true;
