export { normalise } from './normalise.ts';
export { pairsOf, toPairQuery, toPairVector } from './pairs.ts';
export { createTokenizer, isEmptyChar, type TokenBag, type Tokenizer, type TokenizerOptions } from './tokens.ts';
export { toOrTsQuery, toTsVectorText, type FieldWeight } from './tsvector.ts';
