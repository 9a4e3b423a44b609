/** What staff write about people's health and homes is sealed for this purpose. */
export const NOTE_PURPOSE = 'care-note';
