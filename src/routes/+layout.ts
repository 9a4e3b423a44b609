// Pages carry no script unless their part of the product asks for it (src/routes/desk/+layout.ts): that also keeps
// error pages and whatever nobody thought of at 0 bytes.
export const csr = false;
