import type { MessageSet } from '#platform/i18n.ts';

const zh = {
	sheet: '志愿服务记录（非官方格式）',
	comma: '、',
	name: '姓名',
	sex: '性别',
	birth: '出生年月',
	idNumber: '证件号',
	livingArea: '居住区域',
	phone: '联系方式',
	skills: '专业技能',
	categories: '服务类别',
	number: '志愿者编号',
	title: '活动名称',
	on: '日期',
	place: '地点',
	served: '服务对象',
	content: '内容',
	minutes: '时间（分钟）',
	quality: '质量评价',
	lead: '负责人',
	recorder: '记录人'
};
const en: typeof zh = {
	sheet: 'Service record (unofficial)',
	comma: ', ',
	name: 'Name',
	sex: 'Sex',
	birth: 'Date of birth',
	idNumber: 'ID number',
	livingArea: 'Area of residence',
	phone: 'Contact',
	skills: 'Skills',
	categories: 'Kinds of service',
	number: 'Volunteer number',
	title: 'Activity',
	on: 'Date',
	place: 'Place',
	served: 'Served',
	content: 'Content',
	minutes: 'Time (minutes)',
	quality: 'Quality',
	lead: 'Person in charge',
	recorder: 'Recorder'
};

export const sheetWords: MessageSet<typeof zh> = { zh, en };
