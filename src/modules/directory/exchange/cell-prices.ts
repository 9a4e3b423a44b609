import { groupCodes, type GroupCode, type Price } from '../directory.model.ts';
import { en } from '../messages/en.ts';
import { zh } from '../messages/zh.ts';

/**
 * Prices as people write them in a cell: `老年人 12元/份；低保、特困家庭 免费；其他人 18元/份`. A price for a group is a
 * welfare one, a price for everybody a market one, unless it says otherwise: `（福利性）`, `（经营性）`.
 */

const usualNature = (forSomebody: boolean): Price['nature'] => (forSomebody ? 'welfare' : 'market');

export function pricesText(prices: readonly Price[]): string {
	return prices
		.map((price) => {
			const whom = price.label || (price.group ? zh.groups[price.group] : prices.length > 1 ? zh.entry.everybody : '');
			const amount = price.fen === null ? '面议' : price.fen === 0 ? '免费' : `${price.fen % 100 ? (price.fen / 100).toFixed(2) : price.fen / 100}元${price.unit ? `/${price.unit}` : ''}`;
			const notes = [price.nature === 'unstated' || price.nature === usualNature(!!(price.group || price.label)) ? '' : zh.natures[price.nature], price.note].filter(Boolean).join('，');
			return `${whom} ${amount}${notes ? `（${notes}）` : ''}`.trim();
		})
		.join('；');
}

/** The group of this name, code or English name. */
export function groupNamed(text: string): GroupCode | null {
	const plain = text.trim().toLowerCase();
	if (!plain) return null;
	return (
		groupCodes.find((code) => code.toLowerCase() === plain || zh.groups[code] === text.trim() || en.groups[code].toLowerCase() === plain) ??
		// 老人, 低保户, 残疾: what people write for the group's full name.
		groupCodes.find((code) => ALSO[code]?.test(plain)) ??
		null
	);
}

const ALSO: Partial<Record<GroupCode, RegExp>> = {
	elder: /^(老人|长者|老年|6\d岁以上)/,
	aloneElder: /^(独居|空巢)/,
	child: /^(儿童|小孩|孩子)/,
	youth: /^(青少年|青年|学生)/,
	woman: /^(妇女|女性)/,
	pregnant: /^(孕妇|孕产)/,
	disabled: /^(残疾|残障)/,
	lowIncome: /^(低保|特困|低收入|困难)/,
	veteran: /^(退役|退伍|军人|优抚)/,
	unemployed: /^(失业|下岗)/,
	newcomer: /^(新市民|外来|流动)/,
	gigWorker: /^(快递|外卖|骑手|新就业)/,
	patient: /^(病人|患者)/,
	carer: /^(照护|家属)/,
	partyMember: /^党员/
};

/** Reads prices; null when some part of the text is none. */
export function parsePrices(text: string): Price[] | null {
	const prices: Price[] = [];
	for (const part of text.split(/[；;\n]+/)) {
		const piece = part.trim();
		if (!piece) continue;
		const found = /^(.*?)\s*(?:(免费|free)|(面议|by agreement)|[¥￥]?\s*(\d+(?:\.\d{1,2})?)\s*元?\s*(?:[/每]\s*([^\s（(]{1,12}))?)\s*(?:[（(](.*)[）)])?$/i.exec(piece);
		if (!found) return null;
		const [, whom = '', free, agreed, amount, unit, remark = ''] = found;
		const label = whom.replace(/[:：]$/, '').trim();
		const group = groupNamed(label);
		const notes = remark.split(/[，,]/).map((note) => note.trim()).filter(Boolean);
		const said = notes.some((note) => /^(经营性|市场价|market)$/i.test(note)) ? 'market' : notes.some((note) => /^(福利性|welfare)$/i.test(note)) ? 'welfare' : null;
		const everybody = !label || label === zh.entry.everybody || label.toLowerCase() === 'everyone else';
		prices.push({
			group,
			label: everybody || (group && (label === zh.groups[group] || label === group)) ? '' : label,
			labelEn: '',
			fen: free ? 0 : agreed ? null : Math.round(Number(amount) * 100),
			unit: unit?.trim() ?? '',
			nature: said ?? usualNature(!everybody),
			note: notes.filter((note) => !/^(经营性|市场价|福利性|market|welfare)$/i.test(note)).join('，')
		});
	}
	return prices;
}
