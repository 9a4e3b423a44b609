import type { ActivitiesMessages } from './zh.ts';

export const en = {
	title: 'Activities'
} satisfies ActivitiesMessages;
