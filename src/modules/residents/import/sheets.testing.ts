/** Sheets as they are received, made by hand: other heads, orders and faults in each. The people are fictional (region 999999, telephones 120…). */
import ExcelJS from 'exceljs';
import type { Building, Compound, Land } from '#modules/areas/index.ts';
import { idCheckDigit } from '#platform/text/index.ts';

/** 白云小区 with eight buildings of four entrances, and 红云苑 with a tower. */
export function testLand(): Land {
	const compounds = ['白云小区', '红云苑'].map((name): Compound => ({ id: name, communityId: 'c1', gridId: null, name, nameEn: '', aliases: [], address: '', lon: null, lat: null, outline: null, version: 1 }));
	const building = (compoundId: string, n: number, units: number, floors: number, doorsPerFloor: number): Building => ({ id: `${compoundId}${n}`, compoundId, name: `${n}号楼`, units, floors, doorsPerFloor, lon: null, lat: null, version: 1 });
	const buildings = [...Array.from({ length: 40 }, (_, i) => building('白云小区', i + 1, 4, 18, 3)), building('红云苑', 12, 1, 18, 4)];
	return { outline: null, communities: [], grids: [], compounds, buildings, byId: new Map([...compounds, ...buildings].map((each) => [each.id, each])), buildingsOf: Map.groupBy(buildings, ({ compoundId }) => compoundId) } as Land;
}

type Value = string | number | Date | null;

export interface SheetPlan {
	name: string;
	rows: Value[][];
	/** `A1:H1` */
	merges?: string[];
	/** number format of a column, by its letter */
	formats?: Record<string, string>;
}

export async function workbookOf(plans: SheetPlan[], { date1904 = false } = {}): Promise<Buffer> {
	const book = new ExcelJS.Workbook();
	book.properties.date1904 = date1904;
	for (const { name, rows, merges = [], formats = {} } of plans) {
		const sheet = book.addWorksheet(name);
		for (const row of rows) sheet.addRow(row);
		for (const [letter, format] of Object.entries(formats)) sheet.getColumn(letter).numFmt = format;
		for (const merge of merges) sheet.mergeCells(merge);
	}
	return Buffer.from(await book.xlsx.writeBuffer());
}

/** A number with its check digit; the 17th digit says the sex (odd: male). */
export function idOf(birthDate: string, order: number): string {
	const first17 = `999999${birthDate.replaceAll('-', '')}${String(order).padStart(3, '0')}`;
	return first17 + idCheckDigit(first17);
}

/** A list of old people from the civil-affairs office: title, two lines above the head, a damaged number, a total, signatures. */
export const elders: SheetPlan = {
	name: '80岁以上老人',
	merges: ['A1:H1', 'A2:D2', 'E2:H2', 'A9:B9'],
	rows: [
		['云岭街道 80 周岁以上老年人登记表'],
		['填报单位：白云社区居委会', null, null, null, '填报日期：2026年3月1日'],
		['序号', '姓  名', '性别', '公民身份号码', '出生年月', '家庭住址', '联系电话', '备注'],
		[1, '周 桂英', '女', idOf('1938-05-12', 22), '1938.5', '白云小区3幢2单元502', '120 0000 0001', null],
		[2, '吴德福', 1, Number(idOf('1941-11-30', 113).replace('X', '0')), '41-11-30', '白云小区三号楼二单元5楼东', '12000000002（儿子）', '独居'],
		[3, '郑秀兰', '女', idOf('1936-02-29', 44).toLowerCase(), '1936-2-29', '3-2-601', '0577-88880001/12000000003', null],
		[4, '王长根（亡）', '男', '９９９９９９４００１０２００１', '1940年1月', '红云苑12幢1203', null, '2025年底去世'],
		[5, null, null, null, null, null, null, null],
		['合计', null, 4, null, null, null, null, null],
		['填表人：李敏', null, '审核人：', null, null, null, '2026-03-01', null]
	]
};

/** A household register in three head rows; the household's cells are merged over its members. */
export const households: SheetPlan = {
	name: '户籍人口',
	merges: ['A1:M1', 'A2:A4', 'B2:D2', 'E2:H2', 'I2:L2', 'M2:M4', 'B3:B4', 'C3:C4', 'D3:D4', 'E3:E4', 'F3:F4', 'G3:G4', 'H3:H4', 'I3:I4', 'J3:L3', 'A5:A7', 'B5:B7', 'C5:C7', 'D5:D7', 'I5:I7', 'J5:J7', 'K5:K7', 'L5:L7', 'A8:A9', 'B8:B9', 'C8:C9', 'D8:D9', 'I8:I9', 'J8:J9', 'K8:K9', 'L8:L9'],
	rows: [
		['白云社区居民家庭情况台账'],
		['户编号', '户主信息', null, null, '家庭成员信息', null, null, null, '住址', null, null, null, '备注'],
		[null, '姓名', '身份证号', '联系电话', '姓名', '身份证号', '与户主关系', '文化程度', '小区', '楼栋房号', null, null, null],
		[null, null, null, null, null, null, null, null, null, '楼号', '单元', '室', null],
		['BY0001', '陈建国', idOf('1966-07-01', 113), '12000000011', '陈建国', idOf('1966-07-01', 113), '户主', '高中', '白云小区', '3', '1', '301', null],
		[null, null, null, null, '林美珍', idOf('1968-03-02', 226), '妻', '初中', null, null, null, null, null],
		[null, null, null, null, '陈小雨', idOf('1994-12-20', 328), '长女', '大学本科', null, null, null, null, '在外地工作'],
		['BY0002', '何志强', idOf('1975-01-15', 117), '12000000012', '赵红', idOf('1977-08-08', 424), '配偶', '大专', '白云小区', '三号楼', '二单元', '402室', null],
		[null, null, null, null, '何晓晨', idOf('2015-06-01', 519), '儿子', '小学在读', null, null, null, null, null]
	]
};

/** A list of the disabled: two head rows that are not merged, columns in another order, a row of column numbers, the head again at the page break. */
export const disabled: SheetPlan = {
	name: 'Sheet1',
	rows: [
		['残疾人基本状况统计'],
		['注：残疾类别按残疾人证填写。'],
		['残疾人证号', '联系方式', null, '姓名', '残疾情况', null, '监护人', null, '性别', '是否低保', '网格'],
		[null, '手机', '固话', null, '类别', '等级', '姓名', '电话', null, null, null],
		[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
		[`${idOf('1958-04-04', 113)}42`, '12000000021', null, '孙大海', '肢体', '二级', null, null, '男', '是', '第一网格'],
		[`${idOf('1990-10-10', 228)}61`, null, '0577-88880002', '刘小慧', '精神', '壹级', '刘卫东', '12000000023', 'F', '√', '第一网格'],
		['残疾人证号', '手机', '固话', '姓名', '类别', '等级', '姓名', '电话', '性别', '是否低保', '网格'],
		[`${idOf('2010-09-09', 331)}53`, '12000000024', null, '马天宇', '智力残疾', '3', '马俊', '12000000025', 'M', '否', '第二网格'],
		['无证', '120000', null, '欧阳修远', '不清楚', '四级', null, null, '男', '无', '第二网格'],
		['共计', null, null, 4]
	]
};

/** Recipients of the minimum allowance: blanks below the household's first row, headings between the rows, dates as serial numbers. */
export const allowance: SheetPlan = {
	name: '低保在册',
	merges: ['A1:I1', 'A3:I3', 'A8:I8'],
	rows: [
		['2026年1月城市最低生活保障对象名册'],
		['序号', '户主姓名', '家庭成员', '与户主关系', '证件号码', '出生日期', '救助类别', '居住地址', '享受人数'],
		['一、白云小区'],
		[1, '冯阿六', '冯阿六', '本人', idOf('1955-01-20', 117), 20109, '低保、肢体三级', '5幢1单元101', 3],
		[null, null, '冯小军', '子', idOf('1988-02-01', 215), 32174, '低保', null, null],
		[null, null, '冯圆圆', '孙女', idOf('2014-05-05', 226), 41764, '低保', null, null],
		[2, '蒋玉梅', '蒋玉梅', '户主', idOf('1949-12-31', 22), 18263, '特困', '5-2-202', 1],
		['二、红云苑'],
		[3, '沈国庆', '沈国庆', '户主', idOf('1949-10-01', 117), 18172, '低保 优抚（烈属）', '12幢302', 1]
	]
};

/** Names and telephones of a building, side by side to save paper. */
export const sideBySide: SheetPlan = {
	name: '3幢通讯录',
	merges: ['A1:I1'],
	rows: [
		['白云小区3幢住户通讯录'],
		['室号', '姓名', '手机', null, '室号', '姓名', '手机', null, '备注'],
		['101', '杨树林', '12000000031', null, '102', '何花', '12000000032', null, null],
		['201', '秦岭', '12000000033', null, '202', null, null, null, '202 空置'],
		['301', '尤佳', '1200000003412000000035', null, '302', '许多多', '120-0000-0036', null, null]
	]
};

/** Tenants with the members of the household in one row. */
export const wide: SheetPlan = {
	name: '租住户',
	rows: [
		['登记时间', '承租人姓名', '承租人身份证', '承租人电话', '租住地址', '成员1姓名', '成员1身份证号', '成员1关系', '成员2姓名', '成员2身份证号', '成员2关系', '民族'],
		['2026-1-5', '丁一凡', idOf('1992-02-02', 113), '12000000041', '白云小区8幢3单元303', '鲁小满', idOf('1993-05-21', 224), '妻子', '丁小宝', idOf('2020-01-01', 317), '儿子', '汉'],
		['2026-1-9', '买买提·艾力', idOf('1985-07-07', 119), '12000000042', '白云小区8幢3单元304', null, null, null, null, null, null, '维吾尔']
	]
};
