import type { SubmitFunction } from '$app/forms';

/** `use:enhance={inPlace}`: the answer is shown where the form stands, which keeps what was typed and the files that were chosen. */
export const inPlace: SubmitFunction = () => ({ update }) => update({ reset: false });

/** `use:enhance={answerOnly}`: like `inPlace`, for a form that only asks: what the page shows beside the answer is not loaded again. */
export const answerOnly: SubmitFunction = () => ({ update }) => update({ reset: false, invalidateAll: false });
