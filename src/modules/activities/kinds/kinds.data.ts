/** The kinds that a new subdistrict starts from; it may rename them, add its own and take them out of use. */
export interface StartingKind {
	code: string;
	name: string;
	nameEn: string;
	/** counts as a mass activity (群众性活动) */
	mass: boolean;
}

export const startingKinds: readonly StartingKind[] = [
	{ code: 'lecture', name: '讲座', nameEn: 'Lecture', mass: false },
	{ code: 'course', name: '课程', nameEn: 'Course', mass: false },
	{ code: 'training', name: '技能培训', nameEn: 'Training', mass: false },
	{ code: 'performance', name: '文艺演出', nameEn: 'Performance', mass: true },
	{ code: 'sports', name: '体育活动', nameEn: 'Sports day', mass: true },
	{ code: 'festival', name: '节日活动', nameEn: 'Festival', mass: true },
	{ code: 'market', name: '便民集市', nameEn: 'Market', mass: true },
	{ code: 'reading', name: '阅读活动', nameEn: 'Reading', mass: false },
	{ code: 'volunteering', name: '志愿服务', nameEn: 'Volunteering', mass: false },
	{ code: 'outreach', name: '科普进校园', nameEn: 'Science outreach', mass: false },
	{ code: 'meeting', name: '居民会议', nameEn: 'Meeting', mass: false },
	{ code: 'other', name: '其他', nameEn: 'Other', mass: false }
];
