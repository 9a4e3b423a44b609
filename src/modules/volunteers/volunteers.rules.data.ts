/** What a subdistrict starts from. Every number is dated data and may be set otherwise from a day on. */
export const RULE_KEYS = ['checkin_before_minutes', 'count_after_minutes', 'cancel_cutoff_hours', 'publicise_days', 'recent_days', 'guardian_below_age'] as const;
export type RuleKey = (typeof RULE_KEYS)[number];

export const STARTING_FROM = '2026-01-01';

export const startingRules: Readonly<Record<RuleKey, { value: number; source: string }>> = {
	checkin_before_minutes: { value: 30, source: '起始值，由街道自定' },
	count_after_minutes: { value: 60, source: '起始值，由街道自定' },
	cancel_cutoff_hours: { value: 12, source: '起始值，由街道自定' },
	publicise_days: { value: 7, source: '公示期不少于 7 天；出处转引，条文以官方文本为准' },
	recent_days: { value: 90, source: '起始值，由街道自定' },
	guardian_below_age: { value: 18, source: '《上海市志愿服务条例》第十三条的做法；各地规定不同' }
};

const DRAFT = '2012 年《志愿服务记录办法》征求意见稿（草案），正式规定出台后由街道更新';
export const startingStars: readonly { stars: number; minutes: number; source: string }[] = [100, 300, 600, 1000, 1500].map((hours, i) => ({ stars: i + 1, minutes: hours * 60, source: DRAFT }));
