/** What personal data is held for, to begin with. Periods are proposals; each subdistrict sets its own. */
import type { Covered } from './coverage.model.ts';
import type { Purpose } from './purposes.ts';

/** Articles are those of 个人信息保护法 as we read them (13: bases; 28–29: sensitive data; 31: under 14); check the official text before relying on one. */
const SOURCE = '个人信息保护法第十三条、第二十八至三十一条；保存期限为起始值，由街道自定，条文以官方文本为准';

const proposals: readonly (Omit<Purpose, 'source' | 'version' | 'validFrom' | 'fields'> & { fields: Covered[] })[] = [
	{ code: 'register', name: '居民登记', nameEn: 'Register of residents', explanation: '知道社区里住着谁、怎么联系，办事时不用再填一遍。', explanationEn: 'To know who lives here and how to reach them, so that nobody is asked twice.', basis: 'legal_duty', fields: ['name', 'formerName', 'sex', 'birthDate', 'idNumber', 'phone', 'registeredElsewhere', 'group:address', 'group:groups'], needsConsent: false, keepMonths: 24, keepFrom: 'left', active: true },
	{ code: 'contacts', name: '紧急联系', nameEn: 'Emergency contact', explanation: '找不到您时，知道该联系谁。', explanationEn: 'To know whom to call when you cannot be reached.', basis: 'emergency', fields: ['group:relations'], needsConsent: false, keepMonths: 12, keepFrom: 'left', active: true },
	{ code: 'background', name: '了解基本情况', nameEn: 'Background', explanation: '为就业、教育、民族政策等服务找到合适的人。', explanationEn: 'To find the right people for services of work, education and minorities.', basis: 'public_interest', fields: ['ethnicity', 'education', 'marital', 'workplace'], needsConsent: false, keepMonths: 24, keepFrom: 'left', active: true },
	{ code: 'assistance', name: '救助和福利', nameEn: 'Assistance and welfare', explanation: '低保、特困、优抚等待遇的申请、发放和复核。', explanationEn: 'Applying for, paying and reviewing allowances.', basis: 'legal_duty', fields: ['group:money'], needsConsent: false, keepMonths: 60, keepFrom: 'ended', active: true },
	{ code: 'health', name: '健康和失能照护', nameEn: 'Health and care', explanation: '残疾、重病、失能情况和能力评估，用来安排照护和补贴。', explanationEn: 'Disability, grave illness and ability, to arrange care and allowances.', basis: 'consent', fields: ['group:health', 'assessment'], needsConsent: true, keepMonths: 36, keepFrom: 'ended', active: true },
	{ code: 'children', name: '未成年人保护', nameEn: 'Protection of children', explanation: '留守、困境儿童的关爱。不满十四周岁的，由监护人同意。', explanationEn: 'Looking after children in need. Under 14 a guardian agrees.', basis: 'consent', fields: ['group:child'], needsConsent: true, keepMonths: 36, keepFrom: 'ended', active: true },
	{ code: 'care', name: '关爱走访', nameEn: 'Care visits', explanation: '多久来看您一次、谁来、上次看到的情况。', explanationEn: 'How often you are visited, by whom, and how it was the last time.', basis: 'public_interest', fields: ['care'], needsConsent: false, keepMonths: 24, keepFrom: 'ended', active: true },
	{ code: 'volunteering', name: '志愿服务', nameEn: 'Volunteering', explanation: '您登记为志愿者后的技能、时间、服务记录和证明。', explanationEn: 'What you told when you registered as a volunteer, your service and its certificates.', basis: 'public_interest', fields: ['volunteering'], needsConsent: false, keepMonths: 36, keepFrom: 'ended', active: true },
	{ code: 'party', name: '党员服务管理', nameEn: 'Party membership', explanation: '只有办理党员服务时才登记政治面貌。', explanationEn: 'Political status is held only where Party services need it.', basis: 'consent', fields: ['political'], needsConsent: true, keepMonths: 12, keepFrom: 'left', active: false }
];

export const startingPurposes: readonly Purpose[] = proposals.map((purpose) => ({ ...purpose, source: SOURCE, version: 1, validFrom: '2026-01-01' }));
