export { normalise } from './normalise.ts';
export { createTokenizer, isEmptyChar, type TokenBag, type Tokenizer, type TokenizerOptions } from './tokens.ts';
export { toOrTsQuery, toTsVectorText, type FieldWeight } from './tsvector.ts';
