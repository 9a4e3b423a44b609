/**
 * 老年人能力评估 by GB/T 42195-2022: 26 items in four sections, 90 points, five levels, three reasons for another level.
 *
 * Structure, scores, bands and rules are the standard's, from two public transcriptions that agree item by item. The words
 * are ours, because the standard's text is not ours to copy; whoever assesses officially checks them against the printed
 * standard. Bands: appendix C.3; changes of level: C.4; final level: C.5.
 */
import type { AssessmentForm, Item, Option, Words } from '../form.model.ts';

const w = (zh: string, en: string): Words => ({ zh, en });
const option = (key: string, score: number, label: Words, meaning?: Words): Option => ({ key, score, label, ...(meaning && { meaning }) });

/** The grades of most items: who does the work. */
const INDEPENDENT = [w('自己能做', 'On their own'), w('从头到尾自己做好，不用人帮，也不用人提醒。', 'Does all of it without help or reminders.')] as const;
const PROMPTED = [w('要人提醒', 'With reminders'), w('自己动手，但要有人在旁边说一声、教一下。', 'Does it themselves, but somebody has to remind or show them.')] as const;
const SOME_HELP = [w('要人搭把手', 'With some help'), w('大半自己做，有些地方要人动手帮。', 'Does most of it; somebody lends a hand with parts.')] as const;
const MUCH_HELP = [w('多半靠别人', 'Mostly by others'), w('主要由别人做，自己能配合。', 'Others do most of it; they can cooperate.')] as const;
const BY_OTHERS = [w('全靠别人', 'Wholly by others'), w('全由别人做，自己配合不了。', 'Others do all of it; they cannot cooperate.')] as const;

const HELP: readonly Option[] = [option('4', 4, ...INDEPENDENT), option('3', 3, ...PROMPTED), option('2', 2, ...SOME_HELP), option('1', 1, ...MUCH_HELP), option('0', 0, ...BY_OTHERS)];

const helped = (key: string, title: Words, about: Words): Item => ({ key, title, about, options: HELP });
/** An item with five grades of its own, from 4 to 0. */
const graded = (key: string, title: Words, about: Words, grades: readonly (readonly [label: Words, meaning?: Words])[]): Item => ({
	key,
	title,
	about,
	options: grades.map((grade, i) => option(String(grades.length - 1 - i), grades.length - 1 - i, ...grade))
});

const SELF_CARE: readonly Item[] = [
	graded('eating', w('进食', 'Eating'), w('用碗筷、勺子等把食物送进嘴里，并咽下去。', 'Bringing food to the mouth with the usual utensils, and swallowing it.'), [
		[w('自己吃，不呛', 'On their own, no choking'), w('自己用餐具吃好、咽下，没有呛咳。', 'Eats and swallows unaided, without choking.')],
		[w('要提醒，或用辅具', 'With reminders or an aid'), w('有人在旁提醒，或者用防抖勺一类的辅具自己吃；没有呛咳。', 'Eats with somebody reminding, or alone with an aid such as a weighted spoon; no choking.')],
		[w('要人搭把手，有时呛', 'With some help, or chokes at times'), w('吃的时候要人动手帮一点；有时呛咳，一个月一次或更多。', 'Somebody lends a hand; chokes at times, once a month or more.')],
		[w('多半要喂，常常呛', 'Mostly fed, or chokes often'), w('多半要人动手帮着吃；常常呛咳，一周一次或更多。', 'Needs much hands-on help; chokes often, once a week or more.')],
		[w('全靠人喂，或咽不下', 'Wholly fed, or cannot swallow'), w('全由别人喂，或者吞咽困难，或者插着营养管。', 'Fed by others, or has trouble swallowing, or has a feeding tube.')]
	]),
	helped('grooming', w('修饰', 'Grooming'), w('洗脸、刷牙、梳头、刮胡子、剪指甲。', 'Washing the face, brushing teeth, combing hair, shaving, cutting nails.')),
	helped('bathing', w('洗澡', 'Bathing'), w('把身体洗净、擦干。', 'Washing and drying the body.')),
	helped('upper_dressing', w('穿脱上衣', 'Dressing the upper body'), w('穿上、脱下上衣，系扣子、拉拉链。', 'Putting on and taking off upper garments, with buttons and zips.')),
	helped('lower_dressing', w('穿脱裤子和鞋袜', 'Dressing the lower body'), w('穿上、脱下裤子、鞋和袜子。', 'Putting on and taking off trousers, shoes and socks.')),
	graded('bladder', w('小便控制', 'Bladder control'), w('能不能管住小便。', 'Whether they can hold and pass urine as usual.'), [
		[w('管得住', 'In control'), w('白天、夜里都管得住，次数也正常。', 'In control by day and night, as often as usual.')],
		[w('白天行，夜里差些', 'By day, less so by night'), w('白天管得住，夜里次数多或有时管不住；或者自己会换尿布、尿垫。', 'In control by day; by night more often or not always; or manages pads alone.')],
		[w('白天偶尔漏', 'Now and then wet by day'), w('白天多数时候管得住，一周会漏不止一次、但不到每天一次，夜里差些；或者换尿布、尿垫要人帮一点。', 'Mostly in control by day, wet more than once a week but less than daily, worse by night; or needs a little help with pads.')],
		[w('白天多数管不住', 'Mostly wet by day'), w('白天每天至少漏一次，还没有完全失控，夜里失禁；或者换尿布、尿垫多半靠别人。', 'Wet at least once a day though not wholly without control, incontinent by night; or needs much help with pads.')],
		[w('完全管不住，或插尿管', 'No control, or a catheter'), w('小便完全失禁，或者留置导尿管。', 'Fully incontinent of urine, or has a catheter.')]
	]),
	graded('bowel', w('大便控制', 'Bowel control'), w('能不能管住大便，会不会便秘。', 'Whether they can hold and pass stool as usual.'), [
		[w('正常', 'As usual'), w('自己能正常排便、管得住。', 'Passes stool as usual and is in control.')],
		[w('偶尔不行', 'Now and then not'), w('偶尔便秘或漏便，不到一周一次；或者自己会用开塞露、尿垫。', 'Constipated or soiled now and then, less than once a week; or manages enemas and pads alone.')],
		[w('常常不行', 'Often not'), w('一周不止一次、但不到每天一次便秘或漏便；或者用开塞露、尿垫要人帮一点。', 'Constipated or soiled more than once a week but less than daily; or needs a little help with enemas and pads.')],
		[w('多数时候不行', 'Mostly not'), w('每天至少一次便秘或漏便，还没有完全失控；或者用开塞露、尿垫多半靠别人。', 'Constipated or soiled at least once a day though not wholly without control; or needs much help with enemas and pads.')],
		[w('完全不行', 'Not at all'), w('严重便秘或完全失禁，要靠别人帮着排便、擦洗。', 'Severely constipated or fully incontinent; others help to pass stool and clean.')]
	]),
	helped('toileting', w('如厕', 'Using the toilet'), w('去厕所大小便：解裤子、擦干净、穿好裤子都算。', 'Going to the toilet, with undressing, cleaning and dressing.'))
];

const MOVEMENT: readonly Item[] = [
	helped('bed_mobility', w('床上体位转移', 'Moving in bed'), w('在床上翻身、坐起、躺下。', 'Turning over, sitting up and lying down in bed.')),
	helped('transfer', w('床椅转移', 'Sitting and standing'), w('从坐着到站起来，再从站着到坐下。', 'Getting from sitting to standing and back.')),
	graded('walking', w('平地行走', 'Walking on the level'), w('在平地上一步一步走，可以有人扶、用拐杖。', 'Walking step by step on level ground, aids and help included.'), [
		[w('自己走，走得稳', 'Alone and steady'), w('能自己走 50 米左右，不用人帮，没有摔倒的危险。', 'Walks about 50 metres unaided with no risk of falling.')],
		[w('要人看着，或用拐杖', 'Watched, or with a stick'), w('能走 50 米左右，但可能摔，要人看着、提醒，或者用拐杖、助行器。', 'Walks about 50 metres but may fall: needs watching or reminding, or a stick or frame.')],
		[w('要人扶一把', 'With a steadying hand'), w('走的时候要人稍微扶着。', 'Needs some support while walking.')],
		[w('要人用力搀着', 'With firm support'), w('走的时候主要靠别人搀着。', 'Needs much support while walking.')],
		[w('走不了', 'Cannot walk')]
	]),
	{
		key: 'stairs',
		title: w('上下楼梯', 'Stairs'),
		about: w('两脚交替，连续上下 10 到 15 级台阶。', 'Going up and down 10 to 15 steps in a row, foot over foot.'),
		options: [option('3', 3, ...INDEPENDENT), option('2', 2, ...PROMPTED), option('1', 1, ...SOME_HELP), option('0', 0, w('多半或全靠别人', 'Mostly or wholly by others'), w('主要靠别人帮着上下，或者上下不了。', 'Others do most or all of it, or stairs cannot be managed.'))]
	}
];

const MIND: readonly Item[] = [
	graded('time', w('时间定向', 'Knowing the time'), w('问一问：今天是哪年哪月几号，星期几，现在是上午还是下午。', 'Ask the year, month, date, weekday, and whether it is morning or afternoon.'), [
		[w('清楚', 'Clear'), w('年、月都对，日期或星期最多差一天。', 'Year and month right; date or weekday at most a day off.')],
		[w('有些分不清', 'A little unsure'), w('年、月、日或星期不能全答对，差了两天或更多。', 'Not all of year, month, date or weekday right; two days off or more.')],
		[w('只知道季节', 'Only the season'), w('年、月、日说不清，知道上半年还是下半年，或者什么季节。', 'Cannot tell year, month or date, but knows the half of the year or the season.')],
		[w('只分得出白天黑夜', 'Only day and night'), w('年、月、日说不清，知道上午下午或者白天黑夜。', 'Cannot tell year, month or date, but knows morning from afternoon or day from night.')],
		[w('没有时间概念', 'No sense of time')]
	]),
	graded('place', w('空间定向', 'Knowing the place'), w('能不能自己出门，说不说得出自己住在哪里。', 'Whether they go out alone and can say where they live.'), [
		[w('能自己出门', 'Goes out alone'), w('能在平时生活的范围里自己出门，比如在小区里买东西。', 'Goes out alone within the usual neighbourhood, for example to shop.')],
		[w('说得准住址', 'Knows the address exactly'), w('不能自己出门，但能准确说出住在哪里。', 'Does not go out alone, but gives the address exactly.')],
		[w('说得出大半', 'Knows most of it'), w('不能自己出门，住址说得出大半。', 'Does not go out alone; knows most of the address.')],
		[w('只说得出一点', 'Knows little of it'), w('不能自己出门，住址只说得出一点。', 'Does not go out alone; knows little of the address.')],
		[w('没有地点概念', 'No sense of place'), w('不能自己出门，不知道自己在哪里。', 'Does not go out alone and does not know where they are.')]
	]),
	graded('people', w('人物定向', 'Knowing people'), w('认不认得一起生活的人。', 'Whether they know the people they live with.'), [
		[w('都认得', 'All of them'), w('长期一起生活的人都认得，叫得出，也知道是什么关系。', 'Knows everyone they live with, by name and relation.')],
		[w('大部分认得', 'Most of them'), w('大部分一起生活的人认得，叫得出或者知道是什么关系。', 'Knows most of them, by name or relation.')],
		[w('认得一部分', 'Some of them'), w('认得一部分同住的亲人或照护的人。', 'Knows some of the family or carers they live with.')],
		[w('只认得极少几个', 'Very few'), w('只认得自己，或者极少几个同住的亲人、照护的人。', 'Knows only themselves or very few of the family or carers.')],
		[w('谁都不认得', 'Nobody'), w('谁也不认得，包括自己。', 'Knows nobody, themselves included.')]
	]),
	graded('memory', w('记忆', 'Memory'), w('先说三个词，过五分钟请老人复述；再问上一顿吃了什么、老朋友是谁。', 'Say three words and ask for them five minutes later; then ask about the last meal and about old friends.'), [
		[w('记得住', 'Remembers'), w('和年纪相称，事情能完整回想起来。', 'As is usual at their age; recalls things in full.')],
		[w('眼前的事记不住', 'Forgets what was just said'), w('轻度：三个词过五分钟只想得起一个，或一个也想不起。', 'Slight: recalls one of three words after five minutes, or none.')],
		[w('近来的事记不住', 'Forgets recent things'), w('中度：不记得上一顿饭吃了什么。', 'Moderate: does not remember the last meal.')],
		[w('从前的事也记不住', 'Forgets the past, too'), w('重度：连老朋友也不记得。', 'Severe: does not remember even old friends.')],
		[w('完全记不得', 'Remembers nothing'), w('记忆全乱了，过去的事一点也回想不对。', 'Memory is wholly confused; nothing of the past is recalled rightly.')]
	]),
	graded('understanding', w('理解能力', 'Understanding others'), w('听懂话、看懂手势；平时戴助听器的，戴上再评。', 'Understanding speech and signs, with the usual hearing aid on.'), [
		[w('听得懂', 'Understands')],
		[w('慢一点能懂', 'Understands given time'), w('听得懂，但要多给些时间。', 'Understands, but needs more time.')],
		[w('要反复讲、讲简单', 'When repeated simply'), w('理解有困难，要常常重复，或者讲得简单些。', 'Has difficulty: things must often be repeated or put simply.')],
		[w('很难懂', 'Hardly'), w('理解很困难，要人大量帮助。', 'Has great difficulty and needs much help.')],
		[w('完全不懂', 'Not at all')]
	]),
	graded('expression', w('表达能力', 'Expressing themselves'), w('用话、手势或别的办法让人知道自己的意思。', 'Making themselves understood, in words or otherwise.'), [
		[w('说得清', 'Clearly'), w('能正常说出自己的想法。', 'Says what they think as usual.')],
		[w('慢一点能说清', 'Given time'), w('能说出自己要什么，但要多给些时间。', 'Says what they need, but takes more time.')],
		[w('要反复说、说简单', 'When repeated simply'), w('表达有困难，要常常重复，或者只能说得很简单。', 'Has difficulty: often repeats, or says it very simply.')],
		[w('很难表达', 'Hardly'), w('表达很困难，要人大量帮助。', 'Has great difficulty and needs much help.')],
		[w('完全表达不了', 'Not at all')]
	]),
	{
		key: 'aggression',
		title: w('攻击行为', 'Aggression'),
		about: w('近一个月里打、踢、推、咬、抓人或摔东西，骂人、威胁人、尖叫。', 'In the last month: hitting, kicking, pushing, biting, scratching, throwing things; insults, threats, screaming.'),
		options: [option('1', 1, w('没有', 'None')), option('0', 0, w('有过', 'Has happened'))]
	},
	{
		key: 'depression',
		title: w('抑郁症状', 'Low mood'),
		about: w('近一个月里情绪低落、对什么都没兴趣、没精神；更重的有妄想、幻觉、不想活。指持续的，不是一时不高兴。', 'In the last month: lasting low mood, no interest, no energy; at worst delusions, hallucinations, thoughts of suicide. A passing upset does not count.'),
		options: [option('1', 1, w('没有', 'None')), option('0', 0, w('有', 'Yes'), w('有轻生的话或举动，请马上告诉家属和医生，不要等评估做完。', 'If there is any word or sign of suicide, tell the family and a doctor at once; do not wait for the end of the assessment.'))]
	},
	{
		key: 'consciousness',
		title: w('意识水平', 'Consciousness'),
		about: w('对周围有没有反应，叫得醒叫不醒。', 'Whether they respond to what is around them and can be woken.'),
		options: [
			option('clear', 2, w('清醒', 'Awake'), w('清醒，对周围的反应都对。', 'Awake and responding rightly.')),
			option('drowsy', 1, w('嗜睡，或迷糊', 'Drowsy or confused'), w('总在睡，叫一叫、推一推能醒，能答对话，过后又睡；或者注意力散，分不清时间地点。', 'Sleeps nearly always, wakes and answers when called or touched, then sleeps again; or attention wanders and time and place are unclear.')),
			option('stupor', 0, w('昏睡', 'Stupor'), w('一般叫不醒，用力刺激才醒一会儿，能简短答话，很快又睡过去。', 'Woken only for a moment by strong stimulation, answers briefly, and soon sleeps again.')),
			option('coma', 0, w('昏迷', 'Coma'), w('没有意识，自己不会动，一般刺激没有反应。', 'Unconscious, no movement of their own, no response to usual stimulation.'))
		]
	}
];

const SENSES: readonly Item[] = [
	{
		key: 'sight',
		title: w('视力', 'Sight'),
		about: w('平时戴眼镜的，戴上再评。', 'With the usual glasses on.'),
		options: [
			option('2', 2, w('正常', 'As usual')),
			option('1', 1, w('看不清小字', 'Cannot read small print'), w('看得清大字、看不清书报上的字；或者大标题也看不清，但认得出东西。', 'Reads large letters but not book print; or not even headlines, but can tell objects.')),
			option('0', 0, w('基本看不见', 'Hardly or not at all'), w('只分得出光亮、颜色、形状，或者完全看不见。', 'Sees only light, colours and shapes, or nothing.'))
		]
	},
	{
		key: 'hearing',
		title: w('听力', 'Hearing'),
		about: w('平时戴助听器的，戴上再评。', 'With the usual hearing aid on.'),
		options: [
			option('2', 2, w('正常', 'As usual')),
			option('1', 1, w('听着费劲', 'With effort'), w('声音轻、隔两米以上就听不清；或者要安静、要大声才听得到。', 'Misses soft speech or speech beyond two metres; or needs quiet or a loud voice.')),
			option('0', 0, w('基本听不见', 'Hardly or not at all'), w('大声、放慢了也只听到一部分，或者完全听不见。', 'Hears only part even of loud, slow speech, or nothing.'))
		]
	},
	graded('daily_tasks', w('执行日常事务', 'Daily tasks'), w('自己安排并做好平常的事，比如洗衣服、买小东西、按时吃药。', 'Planning and doing everyday things, such as laundry, small shopping, taking medicine.'), [
		[w('自己能办', 'On their own'), w('自己安排、自己办好，不用人帮。', 'Plans and does them unaided.')],
		[w('要人提醒', 'With reminders'), w('要有人看着或提醒。', 'Needs watching or reminding.')],
		[w('要人帮一点', 'With a little help')],
		[w('多半靠别人', 'With much help')],
		[w('全靠别人', 'Wholly by others')]
	]),
	graded('transport', w('使用交通工具外出', 'Using transport'), w('坐公交、地铁、出租车或骑车出门。', 'Going out by bus, metro, taxi or bicycle.'), [
		[w('自己骑车或坐公交', 'Alone by bicycle or bus'), w('能自己骑车，或者坐公交、地铁出门。', 'Goes out alone by bicycle or public transport.')],
		[w('自己能打车', 'Alone by taxi'), w('能自己坐出租车，别的车不会坐。', 'Takes a taxi alone, but no other transport.')],
		[w('有人陪能坐公交', 'By bus with somebody'), w('有人帮忙或陪着，能坐公交、地铁。', 'Takes public transport with help or company.')],
		[w('要人帮着坐小车，或出不了门', 'Only helped by car, or not at all'), w('要人帮着才能坐出租车、私家车，或者出门全靠别人、出不了门。', 'Goes by taxi or private car only with help, or depends wholly on others, or does not go out.')]
	]),
	graded('social', w('社会交往能力', 'Being with others'), w('和别人来往、说话、相处。', 'Meeting, talking to and getting along with others.'), [
		[w('正常', 'As usual'), w('和外面有来往，待人说话得体。', 'Takes part in life outside and behaves fittingly.')],
		[w('简单场合行', 'In simple settings'), w('熟悉、简单的场合能主动和人来往，初见面看不出异样，但听不懂话里有话。', 'Approaches others in simple settings; at first meeting nothing seems amiss, but hints are missed.')],
		[w('别人找才应', 'Only when approached'), w('不主动来往，别人找才应，话里常有不合适的，容易上当。', 'Does not approach others, responds when approached; often speaks unfittingly, is easily deceived.')],
		[w('勉强能接触', 'With difficulty'), w('勉强能和人接触，话说不清，表情不合时宜。', 'Contact is just possible; speech is unclear, expression unfitting.')],
		[w('不能和人交往', 'Not at all')]
	])
];

const C4 = w('附录 C.4', 'appendix C.4');

export const gbt42195: AssessmentForm = {
	key: 'gbt-42195',
	version: '2022.1',
	validFrom: '2022-12-30',
	name: w('老年人能力评估', 'Ability of older persons'),
	source: {
		standard: w('GB/T 42195-2022 老年人能力评估规范', 'GB/T 42195-2022, Ability assessment of older persons'),
		clause: w('附录 B、附录 C', 'appendices B and C'),
		note: w(
			'项目、分值和等级依 GB/T 42195-2022；选项的说法是本系统自拟的大白话，正式评估前请对照标准印刷本。“大便控制”3 分档的次数，公开的转录说法不一，这里取“不到一周一次”。',
			'Items, scores and levels are those of GB/T 42195-2022; the wording of the options is our own plain language and is to be checked against the printed standard before official use. Public transcriptions differ on how often counts as 3 points for bowel control; here it is less than once a week.'
		)
	},
	reviewMonths: 12,
	group: { code: 'frail', grades: { 1: '1', 2: '2', 3: '3', 4: '4' } },
	counts: 'points',
	sections: [
		{ key: 'B1', title: w('自理能力', 'Self-care'), items: SELF_CARE },
		{ key: 'B2', title: w('基础运动能力', 'Movement'), items: MOVEMENT },
		{ key: 'B3', title: w('精神状态', 'Mind and mood'), items: MIND },
		{ key: 'B4', title: w('感知觉与社会参与', 'Senses and taking part'), items: SENSES }
	],
	facts: [
		{
			key: 'dementia',
			kind: 'yes_no',
			title: w('医生确诊过痴呆吗（F00–F03）', 'Has a doctor diagnosed dementia (F00–F03)?'),
			name: w('确诊痴呆（F00–F03）', 'diagnosed dementia (F00–F03)'),
			about: w('看病历或诊断书，不凭印象。', 'By the medical record, not by impression.')
		},
		{
			key: 'mental_disorder',
			kind: 'yes_no',
			title: w('精神科医生确诊过其他精神和行为障碍吗（F04–F99）', 'Has a psychiatrist diagnosed another mental or behavioural disorder (F04–F99)?'),
			name: w('确诊精神和行为障碍（F04–F99）', 'a diagnosed mental or behavioural disorder (F04–F99)'),
			about: w('看病历或诊断书，不凭印象。', 'By the medical record, not by impression.')
		},
		{
			key: 'care_events',
			kind: 'count',
			title: w('近 30 天里，出过几次照护风险事件', 'How many care-risk events in the last 30 days?'),
			name: w('近 30 天照护风险事件', 'care-risk events in the last 30 days'),
			about: w('跌倒、噎食、走失、自杀自伤等，合起来算；没有就是 0 次。', 'Falls, choking, getting lost, self-harm and the like, all together; 0 for none.')
		}
	],
	levels: [
		{ level: 0, name: w('能力完好', 'Able'), from: 90, to: 90 },
		{ level: 1, name: w('能力轻度受损（轻度失能）', 'Slightly impaired'), from: 66, to: 89 },
		{ level: 2, name: w('能力中度受损（中度失能）', 'Moderately impaired'), from: 46, to: 65 },
		{ level: 3, name: w('能力重度受损（重度失能）', 'Severely impaired'), from: 30, to: 45 },
		{ level: 4, name: w('能力完全丧失（完全失能）', 'Fully dependent'), from: 0, to: 29 }
	],
	adjustments: [
		{
			code: 'one_level_worse',
			when: { any: [{ fact: 'dementia', is: 'yes' }, { fact: 'mental_disorder', is: 'yes' }, { fact: 'care_events', atLeast: 2 }] },
			effect: { kind: 'worse', steps: 1 },
			clause: C4
		},
		{ code: 'coma', when: { item: 'consciousness', option: 'coma' }, effect: { kind: 'at_least', level: { setting: 'coma_level' } }, clause: C4 }
	],
	settings: [
		{
			key: 'coma_level',
			title: w('昏迷的老人，等级至少定为', 'A person in a coma is at least'),
			choices: [4, 3],
			default: 4,
			doubt: w(
				'公开的转录里，附录 C.4 多作“能力完全丧失”，表 B.3 的注有一处作“重度失能”。默认取前者，请对照标准印刷本。',
				'Most public transcriptions of appendix C.4 say fully dependent; a note to table B.3 in one says severely impaired. The former is the default; check the printed standard.'
			)
		}
	]
};
