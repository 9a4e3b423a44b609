import { asNumber, asText, type Cell } from '#platform/sheets/index.ts';
import { accessibilityCodes, costKinds, languageCodes, organizationKinds, serviceKinds, serviceStatuses } from '../directory.model.ts';
import type { OrganizationDocument, ServiceDocument } from '../directory.schemas.ts';
import { en } from '../messages/en.ts';
import { zh } from '../messages/zh.ts';
import { hoursText, parseHours } from './cell-hours.ts';
import { groupNamed, parsePrices, pricesText } from './cell-prices.ts';

/** One service with its organisation, as one row of a table. Of a partial row, absent fields mean "leave as it is". */
export interface Entry {
	organization: Partial<OrganizationDocument> & { name?: string };
	service: Partial<Omit<ServiceDocument, 'organizationId'>>;
	/** the ids that `service.places` have elsewhere, one for each; they are kept where they are free */
	locationIds?: (string | null)[];
}

/** What names in cells are looked up in. */
export interface Names {
	communities: readonly { id: string; name: string; nameEn: string; code: string }[];
	terms: readonly { code: string; zh: string; en: string }[];
}

/** A column of the table: how it is called, how a value is shown in it, how it is read. `undefined` when it cannot be. */
export interface Column {
	names: readonly string[];
	width?: number;
	/** may be left out of a file */
	required?: boolean;
	show(entry: Required<Pick<Entry, 'organization' | 'service'>>, names: Names): Cell;
	read(cell: Cell, into: Entry, names: Names): boolean;
}

const SPLIT = /[、,，;；|\n]+/;
const pieces = (cell: Cell): string[] => String(cell ?? '').split(SPLIT).map((piece) => piece.trim()).filter(Boolean);

type Codes<K extends string> = { codes: readonly K[]; zh: Record<K, string>; en: Record<K, string> };

/** The code of a word in either language, or the code itself. */
function codeOf<K extends string>({ codes, zh: chinese, en: english }: Codes<K>, word: string): K | undefined {
	const plain = word.trim().toLowerCase();
	return codes.find((code) => code.toLowerCase() === plain || chinese[code].toLowerCase() === plain || english[code].toLowerCase() === plain);
}

const kinds: Codes<ServiceDocument['kind']> = { codes: serviceKinds, zh: zh.kinds, en: en.kinds };
const statuses: Codes<ServiceDocument['status']> = { codes: serviceStatuses, zh: zh.statuses, en: en.statuses };
const costs: Codes<ServiceDocument['costKind']> = { codes: costKinds, zh: zh.costKinds, en: en.costKinds };
const organizations: Codes<OrganizationDocument['kind']> = { codes: organizationKinds, zh: zh.organizationKinds, en: en.organizationKinds };
const accesses = { codes: accessibilityCodes, zh: zh.accessibility, en: en.accessibility };
const tongues = { codes: languageCodes, zh: zh.languages, en: en.languages };

type TextField = { [K in keyof ServiceDocument]: ServiceDocument[K] extends string ? K : never }[keyof ServiceDocument] & ('name' | 'nameEn' | 'description' | 'descriptionEn' | 'alert' | 'conditions' | 'conditionsEn' | 'costNote' | 'legalBasis');

const textColumn = (field: TextField, names: string[], more: { width?: number; required?: boolean } = {}): Column => ({
	names,
	...more,
	show: ({ service }) => service[field] ?? '',
	read: (cell, { service }) => {
		// Texts keep their line breaks; only what surrounds them goes.
		service[field] = typeof cell === 'string' ? cell.trim() : asText(cell);
		return true;
	}
});

const numberColumn = (field: 'minAge' | 'maxAge' | 'promisedDays' | 'statutoryDays' | 'checkEveryDays', names: string[]): Column => ({
	names,
	width: 8,
	show: ({ service }) => service[field] ?? null,
	read: (cell, { service }) => {
		const number = asNumber(cell);
		if (number === null && asText(cell) !== '') return false;
		if (field !== 'checkEveryDays') service[field] = number;
		else if (number !== null) service[field] = number;
		return true;
	}
});

const oneOf = <K extends string>(names: string[], codes: Codes<K>, get: (entry: Required<Pick<Entry, 'organization' | 'service'>>) => K | undefined, set: (entry: Entry, code: K) => void): Column => ({
	names,
	width: 10,
	show: (entry) => {
		const code = get(entry);
		return code ? codes.zh[code] : '';
	},
	read: (cell, entry) => {
		const word = asText(cell);
		if (!word) return true;
		const code = codeOf(codes, word);
		if (code) set(entry, code);
		return code !== undefined;
	}
});

/** The first place of a row, made when a cell speaks of it. */
function place(entry: Entry): ServiceDocument['places'][number] {
	const places = (entry.service.places ??= []);
	return (places[0] ??= { locationId: null, kind: 'physical', name: '', address: '', addressEn: '', transportation: '', lon: null, lat: null, communityId: null, accessibility: [], note: '' });
}

const degrees = (field: 'lon' | 'lat', limit: number, names: string[]): Column => ({
	names,
	width: 12,
	show: ({ service }) => service.places?.[0]?.[field] ?? null,
	read: (cell, entry) => {
		const number = asNumber(cell);
		if (number === null) return asText(cell) === '';
		if (Math.abs(number) > limit) return false;
		place(entry)[field] = number;
		return true;
	}
});

/** Every column, in the order of an export. */
export const columns = {
	externalId: {
		names: ['外部编号', '编号', '服务编号', 'external id', 'id'],
		width: 14,
		show: ({ service }) => service.externalId ?? '',
		read: (cell, { service }) => ((service.externalId = asText(cell) || null), true)
	},
	organization: {
		names: ['单位名称', '机构名称', '提供单位', '单位', '机构', '组织名称', 'organization', 'organisation', 'provider'],
		required: true,
		width: 24,
		show: ({ organization }) => organization.name ?? '',
		read: (cell, { organization }) => ((organization.name = asText(cell)), asText(cell) !== '')
	},
	organizationKind: oneOf(['单位类型', '机构类型', 'organization kind'], organizations, ({ organization }) => organization.kind, ({ organization }, kind) => void (organization.kind = kind)),
	name: textColumn('name', ['服务名称', '名称', '服务项目', '事项名称', '资源名称', '项目名称', 'service', 'name'], { required: true, width: 24 }),
	kind: oneOf(['种类', '类别', '资源类型', 'kind', 'type'], kinds, ({ service }) => service.kind, ({ service }, kind) => void (service.kind = kind)),
	status: oneOf(['状态', 'status'], statuses, ({ service }) => service.status, ({ service }, status) => void (service.status = status)),
	description: textColumn('description', ['简介', '服务内容', '内容', '说明', '描述', 'description'], { width: 40 }),
	aliases: {
		names: ['别名', '俗称', 'aliases'],
		width: 20,
		show: ({ service }) => (service.aliases ?? []).join('、'),
		read: (cell, { service }) => ((service.aliases = pieces(cell)), true)
	},
	terms: {
		names: ['需求词', '需求分类', '服务分类', 'need terms', 'terms'],
		width: 20,
		show: ({ service }, names) => (service.terms ?? []).map((code) => names.terms.find((term) => term.code === code)?.zh ?? code).join('、'),
		read: (cell, { service }, names) => {
			const codes = pieces(cell).map((word) => names.terms.find(({ code, zh: chinese, en: english }) => code === word || chinese === word || english.toLowerCase() === word.toLowerCase())?.code);
			service.terms = codes.filter((code) => code !== undefined);
			return codes.every((code) => code !== undefined);
		}
	},
	groups: {
		names: ['适用人群', '服务对象', '对象', '人群', 'groups', 'for whom'],
		width: 20,
		show: ({ service }) => (service.groups ?? []).map((code) => zh.groups[code]).join('；'),
		read: (cell, { service }) => {
			// 低保、特困家庭 is one group: whole names first, then what is between the commas.
			const words = String(cell ?? '').split(/[;；|\n]+/).flatMap((word) => (groupNamed(word) ? [word] : pieces(word))).filter((word) => !/^(所有人|全体居民|不限|居民|everyone|anyone)$/i.test(word));
			const codes = words.map(groupNamed);
			service.groups = [...new Set(codes.filter((code) => code !== null))];
			return codes.every((code) => code !== null);
		}
	},
	minAge: numberColumn('minAge', ['最小年龄', '年龄下限', 'min age', 'minimum age']),
	maxAge: numberColumn('maxAge', ['最大年龄', '年龄上限', 'max age', 'maximum age']),
	communities: {
		names: ['适用社区', '服务范围', '服务社区', 'communities', 'service area'],
		width: 20,
		show: ({ service }, names) => (service.communities ?? []).map((id) => names.communities.find((community) => community.id === id)?.name ?? id).join('、'),
		read: (cell, { service }, names) => {
			const words = pieces(cell).filter((word) => !/^(全街道|全部|所有社区|不限|all)$/i.test(word));
			const ids = words.map((word) => names.communities.find(({ id, name, nameEn, code }) => [id, name, nameEn, code].includes(word) || `${word}社区` === name)?.id);
			service.communities = ids.filter((id) => id !== undefined);
			return ids.every((id) => id !== undefined);
		}
	},
	keeper: {
		names: ['维护社区', '所属社区', '社区', 'kept by', 'community'],
		width: 12,
		show: ({ service }, names) => names.communities.find(({ id }) => id === service.communityId)?.name ?? '',
		read: (cell, { service }, names) => {
			const word = asText(cell);
			const found = names.communities.find(({ id, name, nameEn, code }) => [id, name, nameEn, code].includes(word) || `${word}社区` === name);
			service.communityId = found?.id ?? null;
			return word === '' || found !== undefined;
		}
	},
	conditions: textColumn('conditions', ['申请条件', '条件', '办理条件', 'conditions', 'eligibility'], { width: 30 }),
	costKind: oneOf(['费用', '收费', '收费方式', '是否收费', 'cost'], costs, ({ service }) => service.costKind, ({ service }, kind) => void (service.costKind = kind)),
	prices: {
		names: ['价格', '收费标准', '价格标准', 'prices', 'fees'],
		width: 30,
		show: ({ service }) => pricesText(service.prices ?? []),
		read: (cell, { service }) => {
			const prices = parsePrices(typeof cell === 'number' ? `${cell}元` : String(cell ?? ''));
			if (prices) service.prices = prices;
			return prices !== null;
		}
	},
	costNote: textColumn('costNote', ['费用说明', '收费说明', 'cost note']),
	phones: {
		names: ['电话', '联系电话', '服务电话', '咨询电话', 'phone', 'phones'],
		width: 18,
		show: ({ service }) => (service.phones ?? []).map(({ number, extension, label }) => `${label ? `${label} ` : ''}${number}${extension ? `转${extension}` : ''}`).join('；'),
		read: (cell, { service }) => {
			const phones = String(cell ?? '').split(/[、,，;；|\n]+|\s\/\s/).map((piece) => piece.trim()).filter(Boolean).map((piece) => /^([^\d+（(]*?)[\s:：]*([+\d（(][\d\s()（）\-—+]*)(?:[转x]\s*(\d{1,6}))?$/i.exec(piece));
			if (!phones.every((found) => found !== null)) return false;
			service.phones = phones.map((found) => ({ label: found[1]!.trim(), number: found[2]!.trim(), extension: found[3] ?? '' }));
			return service.phones.every(({ number }) => number.replace(/\D/g, '').length >= 3);
		}
	},
	placeName: {
		names: ['地点名称', '服务地点', '场所', 'place'],
		width: 20,
		show: ({ service }) => service.places?.[0]?.name ?? '',
		read: (cell, entry) => (asText(cell) ? ((place(entry).name = asText(cell)), true) : true)
	},
	address: {
		names: ['地址', '详细地址', '服务地址', 'address'],
		width: 30,
		show: ({ service }) => service.places?.[0]?.address ?? '',
		read: (cell, entry) => (asText(cell) ? ((place(entry).address = asText(cell)), true) : true)
	},
	lon: degrees('lon', 180, ['经度', 'longitude', 'lon', 'lng']),
	lat: degrees('lat', 90, ['纬度', 'latitude', 'lat']),
	accessibility: {
		names: ['无障碍', '无障碍设施', 'accessibility'],
		width: 16,
		show: ({ service }) => (service.places?.[0]?.accessibility ?? []).map((code) => zh.accessibility[code]).join('、'),
		read: (cell, entry) => {
			const codes = pieces(cell).filter((word) => !/^(无|没有|none)$/i.test(word)).map((word) => codeOf(accesses, word));
			if (codes.length) place(entry).accessibility = codes.filter((code) => code !== undefined);
			return codes.every((code) => code !== undefined);
		}
	},
	hours: {
		names: ['开放时间', '服务时间', '办公时间', '营业时间', '时间', 'hours', 'opening hours'],
		width: 36,
		show: ({ service }) => hoursText(service.schedules ?? []),
		read: (cell, { service }) => {
			const schedules = parseHours(String(cell ?? ''));
			if (schedules) service.schedules = schedules;
			return schedules !== null;
		}
	},
	documents: {
		names: ['所需材料', '办理材料', '申请材料', '材料', 'documents'],
		width: 30,
		show: ({ service }) => (service.documents ?? []).map(({ text, note }) => (note ? `${text}（${note}）` : text)).join('\n'),
		read: (cell, { service }) => {
			service.documents = lines(cell).map((line) => {
				const found = /^(.*?)[（(]([^（）()]{1,120})[）)]$/.exec(line);
				return { text: found ? found[1]!.trim() : line, textEn: '', note: found ? found[2]!.trim() : '' };
			});
			return true;
		}
	},
	steps: {
		names: ['办理流程', '办事步骤', '流程', '步骤', 'steps'],
		width: 36,
		show: ({ service }) => (service.steps ?? []).map(({ title, text, clock }, i) => `${i + 1}. ${title}${clock ? `（${clock}）` : ''}${text ? `：${text.replace(/\n/g, ' ')}` : ''}`).join('\n'),
		read: (cell, { service }) => {
			service.steps = lines(cell).map((line) => {
				const found = /^(.*?)(?:[（(]([^（）()]{1,60})[）)])?[：:](.*)$/.exec(line) ?? /^(.*?)[（(]([^（）()]{1,60})[）)]()$/.exec(line);
				return found ? { title: found[1]!.trim(), clock: found[2]?.trim() ?? '', text: found[3]!.trim() } : { title: line.slice(0, 120), text: line.length > 120 ? line : '', clock: '' };
			});
			return service.steps.every(({ title }) => title !== '');
		}
	},
	promisedDays: numberColumn('promisedDays', ['承诺时限', '承诺办结时限', '承诺工作日', 'promised days']),
	statutoryDays: numberColumn('statutoryDays', ['法定时限', '法定办结时限', 'statutory days']),
	legalBasis: textColumn('legalBasis', ['依据', '政策依据', '法律依据', 'legal basis']),
	languages: {
		names: ['语言', '服务语言', 'languages'],
		width: 12,
		show: ({ service }) => (service.languages ?? []).map((code) => zh.languages[code]).join('、'),
		read: (cell, { service }) => {
			const codes = pieces(cell).map((word) => codeOf(tongues, word));
			if (codes.length) service.languages = codes.filter((code) => code !== undefined);
			return codes.every((code) => code !== undefined);
		}
	},
	url: {
		names: ['网址', '网站', '链接', 'url', 'website'],
		show: ({ service }) => service.url ?? '',
		read: (cell, { service }) => ((service.url = asText(cell) || null), true)
	},
	email: {
		names: ['邮箱', '电子邮箱', 'email'],
		show: ({ service }) => service.email ?? '',
		read: (cell, { service }) => ((service.email = asText(cell) || null), true)
	},
	alert: textColumn('alert', ['提示', '临时通知', '注意', 'alert']),
	nameEn: textColumn('nameEn', ['英文名称', 'english name', 'name en']),
	descriptionEn: textColumn('descriptionEn', ['英文简介', 'english description', 'description en']),
	conditionsEn: textColumn('conditionsEn', ['英文条件', 'english conditions']),
	checkEveryDays: numberColumn('checkEveryDays', ['核实周期', '核实周期（天）', 'check every days'])
} satisfies Record<string, Column>;

export type ColumnKey = keyof typeof columns;

/** Lines of a cell without their numbers or bullets. */
const lines = (cell: Cell): string[] =>
	String(cell ?? '')
		.split(/[\n；;]+/)
		.map((line) => line.replace(/^\s*(?:[-•·*]|\d{1,2}[.、)）．]|[（(]\d{1,2}[)）])\s*/, '').trim())
		.filter(Boolean);


/** Every field that a column can be, in the order of an export. */
export const importFields = Object.keys(columns) as ColumnKey[];
