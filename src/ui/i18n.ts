import { page } from '$app/state';
import { marks, type Marks, type MessageSet } from '#platform/i18n.ts';

/** The words of a module in the reader's language. Changing language loads the page anew, so this need not react. */
export const useMessages = <M>(set: MessageSet<M>): M => set[page.data.locale];

/** The marks between words in the reader's language. */
export const useMarks = (): Marks => marks[page.data.locale];
