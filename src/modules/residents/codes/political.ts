import { codeTable } from './code-table.ts';

/** Political status: GB/T 4762-1984. */
export const politicalStatuses = codeTable('GB/T 4762-1984', [
	['01', '中共党员', 'CPC member', '党员', '中国共产党党员', '共产党员', '正式党员', '中共正式党员'],
	['02', '中共预备党员', 'CPC probationary member', '预备党员', '中国共产党预备党员'],
	['03', '共青团员', 'Communist Youth League member', '团员', '中国共产主义青年团团员'],
	['04', '民革党员', 'RCCK member', '民革会员', '民革', '中国国民党革命委员会会员'],
	['05', '民盟盟员', 'China Democratic League member', '民盟', '中国民主同盟盟员'],
	['06', '民建会员', 'CNDCA member', '民建', '中国民主建国会会员'],
	['07', '民进会员', 'CAPD member', '民进', '中国民主促进会会员'],
	['08', '农工党党员', 'CPWDP member', '农工党', '中国农工民主党党员'],
	['09', '致公党党员', 'Zhi Gong Party member', '致公党', '中国致公党党员'],
	['10', '九三学社社员', 'Jiusan Society member', '九三学社', '九三'],
	['11', '台盟盟员', 'Taiwan Democratic Self-Government League member', '台盟', '台湾民主自治同盟盟员'],
	['12', '无党派人士', 'Independent', '无党派', '无党派民主人士'],
	['13', '群众', 'No party affiliation', '普通群众', '普通公民', '公民']
]);
export type PoliticalStatus = (typeof politicalStatuses.codes)[number];
