import { describe, expect, test } from 'vitest';
import * as v from 'valibot';
import type { Activity } from './activity.model.ts';
import { fieldOf, minutesBetween, readActivityForm, showActivity, type FormContext } from './activity.form.ts';
import { ActivityInput } from './activity.schemas.ts';

const school = { id: '01890000-0000-7000-8000-00000000000a', name: '云岭小学' };
const building = '01890000-0000-7000-8000-00000000000b';
const context: FormContext = { zone: 'Asia/Shanghai', organizations: [school], buildingOf: (address) => (address === '红云里3号楼' ? building : null), addressOf: () => '红云里3号楼' };

const activity: Activity = {
	id: '01890000-0000-7000-8000-000000000001', kind: 'lecture', communityId: '01890000-0000-7000-8000-0000000000c1', named: ['01890000-0000-7000-8000-0000000000c2'], title: '识破电话诈骗', body: '正文\n\n- 一',
	firstOn: '2026-12-31', startsAt: '23:00', minutes: 120, rule: 'FREQ=WEEKLY;BYDAY=TH;INTERVAL=2;UNTIL=20270601', exceptOn: ['2027-01-14', '2027-02-11'], skipHolidays: true, stopsBefore: null, shift: null,
	place: '文化活动室', buildingId: building, resources: ['二楼活动室', '投影仪'], howToCome: '东门', capacity: 30, fee: 'subsidised', feeFen: 1250, fullFeeFen: 38_000, feeNote: '凭证', materials: '老花镜', minAge: 18, maxAge: null, audienceGroups: ['unemployed'], ownCommunityOnly: true, guardianUnder: 14,
	signup: 'open', signupFrom: new Date('2026-12-01T00:30:00Z'), signupClosesMinutes: 90, cancelCutoffMinutes: 180, offerMinutes: 720,
	parts: [{ role: 'host', organizationId: school.id, name: school.name, gives: 'room', amount: 2, words: '阶梯教室' }, { role: 'contributor', organizationId: null, name: '老周', gives: 'money', amount: 60_050, words: '' }],
	state: 'draft', publishedAt: null, expandedUntil: null, changedAt: new Date(0), changedBy: '', version: 3
};

describe('the form of an activity', () => {
	test('what it shows is read back as it was', () => {
		const read = v.parse(ActivityInput, readActivityForm(showActivity(activity, context), context));
		const { state: _state, publishedAt: _published, expandedUntil: _until, changedAt: _at, changedBy: _by, stopsBefore: _stops, shift: _shift, ...written } = activity;
		expect(read).toEqual(written);
	});

	test('an end before the beginning is the next day', () => {
		expect([minutesBetween('14:30', '16:00'), minutesBetween('23:00', '01:00'), minutesBetween('09:00', '09:00')]).toEqual([90, 120, 1440]);
	});

	test('says under its own fields what is wrong', () => {
		const shown = { ...showActivity(activity, context), building: '没有的楼', feeYuan: '十块', endsAt: '' };
		expect(() => readActivityForm(shown, context)).toThrow(expect.objectContaining({ status: 422, fields: [{ path: 'building', code: 'activities.buildingUnknown' }, { path: 'feeYuan', code: 'activities.yuanWrong' }, { path: 'endsAt', code: 'activities.timeWrong' }] }));
		expect([fieldOf('minutes'), fieldOf('feeFen'), fieldOf('parts.1.name'), fieldOf('title')]).toEqual(['endsAt', 'feeYuan', 'parts', 'title']);
	});

	test('an organisation of the directory is recognised by its name, a row without one is none', () => {
		const read = readActivityForm({ ...showActivity(activity, context), parts: { 0: { organization: '云岭小学', role: 'contributor', gives: 'people', amount: '3' }, 1: { organization: ' ', words: '没有单位' }, 2: { organization: '路过的人' } } }, context);
		expect(read.parts).toEqual([
			{ role: 'contributor', organizationId: school.id, name: '云岭小学', gives: 'people', amount: 3, words: '' },
			{ role: 'contributor', organizationId: null, name: '路过的人', gives: null, amount: null, words: '' }
		]);
	});
});
