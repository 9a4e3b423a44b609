/** Pure: what coming to an activity of a kind is for somebody who learns there. */
export const LEARNING = ['lecture', 'training'] as const;
/** 听讲座 / 参加培训 */
export type Learning = (typeof LEARNING)[number];
