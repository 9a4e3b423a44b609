import type { Learning } from './kind.model.ts';

/** The kinds that a new subdistrict starts from; it may rename them, add its own and take them out of use. */
export interface StartingKind {
	code: string;
	name: string;
	nameEn: string;
	/** counts as a mass activity (群众性活动) */
	mass: boolean;
	/** what a volunteer who comes is credited with, apart from service; null: nothing */
	learning: Learning | null;
}

export const startingKinds: readonly StartingKind[] = [
	{ code: 'lecture', name: '讲座', nameEn: 'Lecture', mass: false, learning: 'lecture' },
	{ code: 'course', name: '课程', nameEn: 'Course', mass: false, learning: null },
	{ code: 'training', name: '技能培训', nameEn: 'Training', mass: false, learning: 'training' },
	{ code: 'performance', name: '文艺演出', nameEn: 'Performance', mass: true, learning: null },
	{ code: 'sports', name: '体育活动', nameEn: 'Sports day', mass: true, learning: null },
	{ code: 'festival', name: '节日活动', nameEn: 'Festival', mass: true, learning: null },
	{ code: 'market', name: '便民集市', nameEn: 'Market', mass: true, learning: null },
	{ code: 'reading', name: '阅读活动', nameEn: 'Reading', mass: false, learning: null },
	{ code: 'volunteering', name: '志愿服务', nameEn: 'Volunteering', mass: false, learning: null },
	{ code: 'outreach', name: '科普进校园', nameEn: 'Science outreach', mass: false, learning: null },
	{ code: 'meeting', name: '居民会议', nameEn: 'Meeting', mass: false, learning: null },
	{ code: 'other', name: '其他', nameEn: 'Other', mass: false, learning: null }
];
