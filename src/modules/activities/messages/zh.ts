export const zh = {
	title: '活动'
};
export type ActivitiesMessages = typeof zh;
