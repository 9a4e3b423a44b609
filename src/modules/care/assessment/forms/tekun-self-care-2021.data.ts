/**
 * 特困人员生活自理能力: six things a person does for themselves; how many of them cannot be done gives the level. Asked when
 * somebody is taken into 特困供养 and at each review, because the care allowance goes by it.
 */
import type { AssessmentForm, Item, Words } from '../form.model.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

const item = (key: string, title: Words, about: Words): Item => ({
	key,
	title,
	about,
	options: [
		{ key: 'able', score: 0, label: w('自己能做', 'On their own') },
		{ key: 'unable', score: 1, label: w('做不到', 'Cannot'), meaning: w('要靠别人帮，自己完成不了。', 'Needs somebody else; cannot do it alone.') }
	]
});

export const tekunSelfCare: AssessmentForm = {
	key: 'tekun-self-care',
	version: '2021.1',
	validFrom: '2021-07-01',
	name: w('特困人员生活自理能力评估', 'Self-care of people in extreme hardship'),
	source: {
		standard: w('特困人员认定办法（民发〔2021〕43号）', 'Rules on recognising people in extreme hardship (Minfa [2021] 43)'),
		clause: w('关于生活自理能力评估的条款', 'the articles on self-care'),
		note: w(
			'六项指标和等级依《特困人员认定办法》，解释的话是本系统自拟的；条号和施行日期请对照原文，当地另有规定的从其规定。',
			'The six items and the levels are those of the rules on recognising people in extreme hardship; the explanations are ours. Check article numbers and the date of effect against the source; local rules go first.'
		)
	},
	reviewMonths: 12,
	group: null,
	counts: 'failures',
	sections: [
		{
			key: 'S1',
			title: w('六项日常动作', 'Six daily acts'),
			items: [
				item('eat', w('自己吃饭', 'Eating'), w('饭菜摆好后，自己能吃。', 'Eats once food is served.')),
				item('dress', w('自己穿衣', 'Dressing'), w('穿上、脱下衣服，系扣子。', 'Puts clothes on and takes them off, buttons included.')),
				item('bed', w('自己上下床', 'Getting in and out of bed'), w('自己能起床、躺下。', 'Gets up and lies down.')),
				item('toilet', w('自己上厕所', 'Using the toilet'), w('自己去、自己擦净、自己穿好裤子。', 'Goes, cleans and dresses alone.')),
				item('walk', w('在屋里自己走', 'Walking indoors'), w('在屋里走动，可以用拐杖、助行器。', 'Moves about indoors, a stick or frame included.')),
				item('wash', w('自己洗澡', 'Bathing'), w('洗净、擦干身体。', 'Washes and dries the body.'))
			]
		}
	],
	facts: [],
	levels: [
		{ level: 0, name: w('具备生活自理能力', 'Able to look after themselves'), from: 0, to: 0 },
		{ level: 1, name: w('部分丧失生活自理能力', 'Partly unable'), from: 1, to: 3 },
		{ level: 2, name: w('完全丧失生活自理能力', 'Fully unable'), from: 4, to: 6 }
	],
	adjustments: [],
	settings: []
};
