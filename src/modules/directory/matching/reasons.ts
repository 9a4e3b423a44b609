/** Plain sentences for why a service stands where it stands, in zh and en. */
import { dateIn, daysBetween, timeIn } from '#platform/dates/index.ts';
import type { Reason, ReasonCode } from './service.ts';

export type Locale = 'zh' | 'en';

/** What a sentence may need; each code uses its own part. */
export interface ReasonFacts {
	words?: string[];
	term?: { zh: string; en: string };
	metres?: number;
	at?: string;
	minAge?: number;
	maxAge?: number;
	group?: { zh: string; en: string };
	places?: number;
	text?: string;
	days?: number;
	/** telephone number to call first */
	call?: string;
}

const zh: Record<ReasonCode, (f: ReasonFacts) => string> = {
	emergency: (f) => `情况紧急，请先拨打 ${f.call}`,
	need: (f) => (f.words?.length ? `说到${f.words.map((w) => `“${w}”`).join('')}，对应“${f.term?.zh}”` : `对应“${f.term?.zh}”`),
	word: (f) => `介绍里提到${(f.words ?? []).map((w) => `“${w}”`).join('')}`,
	ageFits: (f) => `面向${ageZh(f)}，您符合`,
	ageMisfit: (f) => `面向${ageZh(f)}，年龄可能不符`,
	groupFits: (f) => `面向${f.group?.zh}`,
	groupMisfit: (f) => `主要面向${f.group?.zh}`,
	areaFits: () => '服务您所在的社区',
	areaMisfit: () => '服务范围不含您所在的社区，可先打电话问',
	distance: (f) => `离您 ${distance(f.metres ?? 0, '米', '公里')}`,
	openNow: () => '现在开放',
	nextOpen: (f) => `${f.at} 开放`,
	nextSlot: (f) => `${f.at} 有空位`,
	full: () => '名额已满，可排队',
	placesLeft: (f) => `还有 ${f.places} 个名额`,
	free: () => '免费',
	subsidised: (f) => (f.text ? `有补贴：${f.text}` : '有补贴'),
	stale: (f) => `信息已 ${f.days} 天未核实，去前请先打电话`
};

const en: Record<ReasonCode, (f: ReasonFacts) => string> = {
	emergency: (f) => `This is an emergency: call ${f.call} first`,
	need: (f) => (f.words?.length ? `You said ${f.words.map((w) => `“${w}”`).join(', ')}: that is “${f.term?.en}”` : `Serves “${f.term?.en}”`),
	word: (f) => `Its description mentions ${(f.words ?? []).map((w) => `“${w}”`).join(', ')}`,
	ageFits: (f) => `For people ${ageEn(f)}: you qualify`,
	ageMisfit: (f) => `For people ${ageEn(f)}: the age may not fit`,
	groupFits: (f) => `For ${f.group?.en}`,
	groupMisfit: (f) => `Mainly for ${f.group?.en}`,
	areaFits: () => 'Serves your community',
	areaMisfit: () => 'Does not list your community: call first',
	distance: (f) => `${distance(f.metres ?? 0, 'm', 'km')} from you`,
	openNow: () => 'Open now',
	nextOpen: (f) => `Opens ${f.at}`,
	nextSlot: (f) => `A place is free ${f.at}`,
	full: () => 'Full at present; you can queue',
	placesLeft: (f) => `${f.places} places left`,
	free: () => 'Free of charge',
	subsidised: (f) => (f.text ? `Subsidised: ${f.text}` : 'Subsidised'),
	stale: (f) => `Not confirmed for ${f.days} days: call before you go`
};

/** One reason as a sentence. */
export function reason(code: ReasonCode, facts: ReasonFacts, locale: Locale): Reason {
	return { code, text: (locale === 'en' ? en : zh)[code](facts) };
}

function ageZh({ minAge, maxAge }: ReasonFacts): string {
	if (minAge !== undefined && maxAge !== undefined) return ` ${minAge}–${maxAge} 岁`;
	return minAge !== undefined ? ` ${minAge} 岁以上` : ` ${maxAge} 岁以下`;
}

function ageEn({ minAge, maxAge }: ReasonFacts): string {
	if (minAge !== undefined && maxAge !== undefined) return `aged ${minAge}–${maxAge}`;
	return minAge !== undefined ? `aged ${minAge} or over` : `aged ${maxAge} or under`;
}

function distance(metres: number, m: string, km: string): string {
	return metres < 1000 ? `${Math.max(10, Math.round(metres / 10) * 10)} ${m}` : `${(metres / 1000).toFixed(1)} ${km}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sept', 'Oct', 'Nov', 'Dec'];

/** "今天 14:00", "明天 09:30", "11月28日 09:30" in the subdistrict's zone. */
export function when(instant: string, now: Date, locale: Locale, zone = 'Asia/Shanghai'): string {
	const day = dateIn(new Date(instant), zone);
	const time = timeIn(new Date(instant), zone);
	const days = daysBetween(dateIn(now, zone), day);
	if (days === 0) return locale === 'en' ? `today ${time}` : `今天 ${time}`;
	if (days === 1) return locale === 'en' ? `tomorrow ${time}` : `明天 ${time}`;
	const [, month, dayOfMonth] = day.split('-').map(Number) as [number, number, number];
	return locale === 'en' ? `${dayOfMonth} ${MONTHS[month - 1]} ${time}` : `${month}月${dayOfMonth}日 ${time}`;
}
