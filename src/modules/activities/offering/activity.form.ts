/** Between the desk's form of an activity and what the use case takes. The page shows values of the same shape as a form sends. */
import { dateIn, instantAt, isDate, timeIn } from '#platform/dates/index.ts';
import { AppError, type FieldIssue } from '#platform/errors.ts';
import { daysOfText } from '../occurrences/recurrence.model.ts';
import { repeatOf, REPEATS, ruleOf, WEEKDAYS, type Repeat } from '../occurrences/repeat.model.ts';
import type { Activity, Part } from './activity.model.ts';
import type { ActivityFields } from './activity.schemas.ts';

/** As `formValues` gives it: text, lists of text, and groups of them. */
export type FormShape = Record<string, unknown>;

/** What stands beside a form to be understood. */
export interface FormContext {
	zone: string;
	/** organisations of the directory */
	organizations: readonly { id: string; name: string }[];
	/** the building that an address names, or null */
	buildingOf(address: string): string | null;
	/** the address of a building */
	addressOf(buildingId: string): string;
}

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
const list = (value: unknown): string[] => (Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []);
/** A number as it was typed; what is none becomes NaN, which the schema refuses under its field. */
const number = (value: unknown): number | null => (text(value) === '' ? null : Number(text(value)));
/** Yuan as people write them; fen. */
const fen = (value: unknown): number | null => (text(value) === '' ? null : /^\d{1,8}([.．]\d{1,2})?$/.test(text(value)) ? Math.round(Number(text(value).replace('．', '.')) * 100) : Number.NaN);
const hoursToMinutes = (value: unknown, otherwise: number): number => (text(value) === '' ? otherwise : Math.round(Number(text(value)) * 60));

/** From one time of the day to another; past midnight when it is earlier. */
export function minutesBetween(from: string, to: string): number {
	const of = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
	const minutes = of(to) - of(from);
	return minutes > 0 ? minutes : minutes + 1440;
}

/** The answers about repetition. */
export function readRepeat(values: FormShape): Repeat {
	const until = text(values.until);
	return {
		kind: REPEATS.find((kind) => kind === values.repeat) ?? 'once',
		every: Math.min(99, Math.max(1, Math.round(number(values.every) ?? 1) || 1)),
		weekdays: WEEKDAYS.filter((day) => list(values.weekdays).includes(day)),
		until: isDate(until) ? until : null,
		times: Math.min(800, Math.max(0, Math.round(number(values.times) ?? 0) || 0)) || null
	};
}

/** When it takes place, as the form says it: also for the preview. */
export function readSchedule(values: FormShape): Pick<ActivityFields, 'firstOn' | 'startsAt' | 'minutes' | 'rule' | 'skipHolidays' | 'exceptOn'> {
	const [firstOn, startsAt, endsAt] = [text(values.firstOn), text(values.startsAt), text(values.endsAt)];
	return {
		firstOn,
		startsAt,
		minutes: /^\d\d:\d\d$/.test(startsAt) && /^\d\d:\d\d$/.test(endsAt) ? minutesBetween(startsAt, endsAt) : 60,
		rule: isDate(firstOn) ? ruleOf(readRepeat(values), firstOn) : null,
		skipHolidays: values.skipHolidays === 'on',
		exceptOn: daysOfText(text(values.exceptOn))
	};
}

/** Written in one line, with any comma between. */
export const readResources = (values: FormShape): string[] => text(values.resources).split(/[、，,；;\n]/).map((name) => name.trim()).filter(Boolean);

function readParts(values: FormShape, organizations: FormContext['organizations']): NonNullable<ActivityFields['parts']> {
	const rows = typeof values.parts === 'object' && values.parts !== null ? Object.values(values.parts as Record<string, FormShape>) : [];
	return rows
		.filter((row) => text(row.organization) !== '')
		.map((row) => {
			const gives = (['money', 'room', 'people', 'goods'] as const).find((each) => each === row.gives) ?? null;
			const amount = gives === null || gives === 'goods' ? null : gives === 'money' ? fen(row.amount) : number(row.amount);
			const name = text(row.organization);
			return { role: row.role === 'host' ? ('host' as const) : ('contributor' as const), organizationId: organizations.find((each) => each.name === name)?.id ?? null, name, gives, amount, words: text(row.words) };
		});
}

/**
 * What a form says, for `saveActivity`.
 * @throws AppError platform.invalidInput (422) for an address without a building and for times that are none; the rest the use case refuses
 */
export function readActivityForm(values: FormShape, context: FormContext): ActivityFields {
	const wrong: FieldIssue[] = [];
	const address = text(values.building);
	const buildingId = address ? context.buildingOf(address) : null;
	if (address && !buildingId) wrong.push({ path: 'building', code: 'activities.buildingUnknown' });
	for (const name of ['feeYuan', 'fullFeeYuan']) if (Number.isNaN(fen(values[name]) ?? 0)) wrong.push({ path: name, code: 'activities.yuanWrong' });
	if (!/^\d\d:\d\d$/.test(text(values.endsAt))) wrong.push({ path: 'endsAt', code: 'activities.timeWrong' });
	const [, opensOn, opensAt] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)/.exec(text(values.signupFrom)) ?? [];
	if (wrong.length) throw new AppError('platform.invalidInput', { status: 422, fields: wrong });
	return {
		id: text(values.id),
		version: Number(text(values.version)) || 0,
		kind: text(values.kind),
		communityId: text(values.communityId) || null,
		named: list(values.named),
		title: text(values.title),
		body: typeof values.body === 'string' ? values.body : '',
		...readSchedule(values),
		place: text(values.place),
		buildingId,
		resources: readResources(values),
		howToCome: text(values.howToCome),
		capacity: number(values.capacity),
		fee: values.fee === 'paid' || values.fee === 'subsidised' ? values.fee : 'free',
		feeFen: values.fee === 'paid' || values.fee === 'subsidised' ? fen(values.feeYuan) : null,
		fullFeeFen: values.fee === 'subsidised' ? fen(values.fullFeeYuan) : null,
		feeNote: text(values.feeNote),
		materials: text(values.materials),
		minAge: number(values.minAge),
		maxAge: number(values.maxAge),
		audienceGroups: list(values.audienceGroups),
		ownCommunityOnly: values.ownCommunityOnly === 'on',
		guardianUnder: number(values.guardianUnder),
		signup: values.signup === 'none' || values.signup === 'staff' ? values.signup : 'open',
		signupFrom: opensOn && opensAt && isDate(opensOn) ? instantAt(opensOn, opensAt, context.zone).toISOString() : null,
		signupClosesMinutes: hoursToMinutes(values.closes, 0),
		cancelCutoffMinutes: hoursToMinutes(values.cutoff, 180),
		offerMinutes: hoursToMinutes(values.offer, 720),
		parts: readParts(values, context.organizations)
	};
}

const shown = (value: number | null): string => (value === null ? '' : String(value));
const yuan = (value: number | null): string => (value === null ? '' : String(value / 100));
const hours = (minutes: number): string => String(Math.round((minutes / 60) * 100) / 100);

const showPart = (part: Part): Record<string, string> => ({ organization: part.name, role: part.role, gives: part.gives ?? '', amount: part.gives === 'money' ? yuan(part.amount) : shown(part.amount), words: part.words });

/** What the form shows for an activity; for a copy, what must be new is left empty. */
export function showActivity(activity: Activity, context: Pick<FormContext, 'zone' | 'addressOf'>): FormShape {
	const repeat = repeatOf(activity.rule);
	const end = new Date(Date.UTC(2026, 0, 1, Number(activity.startsAt.slice(0, 2)), Number(activity.startsAt.slice(3, 5)) + activity.minutes)).toISOString();
	return {
		id: activity.id,
		version: String(activity.version),
		kind: activity.kind,
		communityId: activity.communityId ?? '',
		named: activity.named,
		title: activity.title,
		body: activity.body,
		firstOn: activity.firstOn,
		startsAt: activity.startsAt,
		endsAt: end.slice(11, 16),
		repeat: repeat.kind,
		every: String(repeat.every),
		weekdays: repeat.weekdays,
		until: repeat.until ?? '',
		times: shown(repeat.times),
		skipHolidays: activity.skipHolidays ? 'on' : '',
		exceptOn: activity.exceptOn.join(' '),
		place: activity.place,
		building: activity.buildingId ? context.addressOf(activity.buildingId) : '',
		resources: activity.resources.join('、'),
		howToCome: activity.howToCome,
		capacity: shown(activity.capacity),
		fee: activity.fee,
		feeYuan: yuan(activity.feeFen),
		fullFeeYuan: yuan(activity.fullFeeFen),
		feeNote: activity.feeNote,
		materials: activity.materials,
		minAge: shown(activity.minAge),
		maxAge: shown(activity.maxAge),
		audienceGroups: activity.audienceGroups,
		ownCommunityOnly: activity.ownCommunityOnly ? 'on' : '',
		guardianUnder: shown(activity.guardianUnder),
		signup: activity.signup,
		signupFrom: activity.signupFrom ? `${dateIn(activity.signupFrom, context.zone)}T${timeIn(activity.signupFrom, context.zone)}` : '',
		closes: hours(activity.signupClosesMinutes),
		cutoff: hours(activity.cancelCutoffMinutes),
		offer: hours(activity.offerMinutes),
		parts: Object.fromEntries(activity.parts.map((part, i) => [String(i), showPart(part)]))
	};
}

/** What the form of a new activity begins with. */
export const newActivity = (id: string, communityId: string | null): FormShape => ({ id, version: '0', communityId: communityId ?? '', startsAt: '14:30', endsAt: '16:00', repeat: 'once', every: '1', fee: 'free', signup: 'open', closes: '0', cutoff: '3', offer: '12' });

/** The field of the form behind a part of the input that was refused. */
const FIELD: Record<string, string> = { minutes: 'endsAt', rule: 'repeat', feeFen: 'feeYuan', fullFeeFen: 'fullFeeYuan', buildingId: 'building', signupClosesMinutes: 'closes', cancelCutoffMinutes: 'cutoff', offerMinutes: 'offer' };
export const fieldOf = (path: string): string => FIELD[path] ?? path.replace(/^(parts|resources)\.\d+.*/, '$1');
