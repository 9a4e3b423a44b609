import { plainWord } from '../../codes/code-table.ts';
import type { Residence } from '../../household/membership.model.ts';

export interface ResidenceCell {
	residence: Residence | null;
	/** registered (户籍) somewhere else; null when it is not said */
	registeredElsewhere: boolean | null;
}

const KINDS: readonly (readonly [RegExp, Residence])[] = [
	[/户在人不在|人不在|空挂|外出|外地|长期不在|空户|寄挂|挂户|人户分离\(户在\)/, 'away'],
	[/租/, 'tenant'],
	[/宿舍|单位(?:住)?房|集体/, 'staff_housing'],
	[/业主(?:家属|家人|亲属)|家属|随住|同住/, 'owner_family'],
	[/业主|自有|自住|自购|产权人|商品房|私房|房主|户主自住/, 'owner'],
	[/借住|寄住|其他|其它|暂住/, 'other']
];

/** Reads 租住, 自有住房, 人户分离（户在人不在）, 流动人口 … Null parts were not said; null when nothing was understood. */
export function readResidence(text: string): ResidenceCell | null {
	const plain = plainWord(text);
	const residence = KINDS.find(([pattern]) => pattern.test(plain))?.[1] ?? null;
	const elsewhere = /流动|外来|非本地|非户籍|人在户不在|暂住|外地户籍|外市|外省/.test(plain) ? true : /人户一致|人在户在|户籍人口|本地户籍|本市户籍|常住户籍|户在人不在|空挂/.test(plain) ? false : null;
	return residence === null && elsewhere === null ? null : { residence, registeredElsewhere: elsewhere };
}
