import { listCommunities } from '#modules/areas/index.ts';
import { systemActor, type Ctx } from '#platform/context.ts';
import { addDays, dateIn, formatDate, instantAt } from '#platform/dates/index.ts';
import { newId } from '#platform/ids.ts';
import { subdistricts } from '#platform/tenant.ts';
import type { Category } from './notices.model.ts';
import { publishNotice, saveDraft } from './notices.usecases.ts';

interface Written {
	/** index of the community in order of code; null: the whole subdistrict */
	where: number | null;
	category: Category;
	/** days from today; negative is past */
	day: number;
	time: string;
	/** days from today on which it ends */
	ends?: number;
	pinned?: boolean;
	title: string;
	body: string;
}

/** Fourteen notices and a draft, around the day on which they are made, so that the demonstration is never out of date. */
export async function demoNotices(ctx: Ctx): Promise<void> {
	const own = (await subdistricts()).find((each) => each.id === ctx.subdistrictId);
	const zone = own?.timeZone ?? 'Asia/Shanghai';
	const today = dateIn(ctx.clock.now(), zone);
	const communities = await listCommunities(ctx, {});
	const day = (n: number) => formatDate(addDays(today, n), 'zh');
	for (const written of texts(day, own?.name ?? '', communities.map((community) => community.name))) {
		const community = written.where === null ? null : communities[written.where % Math.max(1, communities.length)];
		const by = { ...ctx, actor: systemActor(community ? `${community.name}居委会` : `${own?.name ?? '街道'}办事处`) };
		await publishNotice(by, {
			id: newId(),
			communityId: community?.id ?? null,
			category: written.category,
			title: written.title,
			body: written.body,
			pinned: written.pinned,
			from: instantAt(addDays(today, written.day), written.time, zone).toISOString(),
			until: written.ends === undefined ? undefined : instantAt(addDays(today, written.ends), '18:00', zone).toISOString()
		});
	}
	const community = communities[0];
	await saveDraft(
		{ ...ctx, actor: systemActor(community ? `${community.name}居委会` : '社区') },
		{ id: newId(), communityId: community?.id ?? null, category: 'activity', title: '周末旧书换新友', body: '带上看过的书来换一本没看过的。\n\n- 时间：\n- 地点：社区图书室' }
	);
}

const texts = (day: (n: number) => string, place: string, names: string[]): Written[] => {
	const at = (i: number) => names[i % Math.max(1, names.length)] ?? '社区';
	return [
		{
			where: null, category: 'safety', day: -2, time: '09:10', pinned: true, ends: 60,
			title: '电动自行车请不要进楼、不要上楼充电',
			body: `近期天气转冷，楼内充电的火灾风险上升。请各位居民互相提醒：

- 不把电动自行车、电池带进楼道、电梯和家里；
- 不从窗户拉“飞线”充电；
- 充电到集中充电点，充满及时拔下。

## 充电点不够怎么办
请在[我要反映](/tell)里说一句“充电桩不够”，写上小区和楼号。我们会和物业、消防站一起去看位置，并把结果告诉您。

发现有人在楼内充电，请先提醒；劝不住就打社区的电话，紧急情况打 119。`
		},
		{
			where: 0, category: 'utility', day: -1, time: '16:00', ends: 3, pinned: true,
			title: `${day(1)} 9:00–17:00 ${at(0)}一期停水`,
			body: `因更换老化水管，${at(0)}一期 1–9 号楼 ${day(1)} 9:00–17:00 停水。

请提前存些水，出门前关好水龙头。恢复供水时先放一两分钟，水清了再用。

行动不便、需要送水上门的，请今天 20:00 前打社区的电话，志愿者送到家。`
		},
		{
			where: null, category: 'public', day: -3, time: '10:00', ends: 4,
			title: '老年助餐点服务单位比选结果公示',
			body: `经居民代表试吃、打分，社区议事会讨论，拟由排名第一的单位承办老年助餐点。

1. 评分：口味 30 分、价格 30 分、食品安全 30 分、送餐 10 分
2. 参加打分的居民代表 21 人，另有 2 名驻区单位代表监督
3. 公示期 7 天

对结果有意见的，请在公示期内到社区党群服务中心当面说，或在[我要反映](/tell)里写“助餐点公示”。我们会逐条答复。`
		},
		{
			where: 1, category: 'activity', day: -1, time: '11:30', ends: 6,
			title: `${day(5)} 义诊：量血压、测血糖、看用药`,
			body: `社区卫生服务站医生到小区义诊，不收费，不推销。

- 时间：${day(5)} 8:30–11:00
- 地点：${at(1)}党群服务中心一楼
- 请带：身份证、正在吃的药的药盒，测血糖请空腹

腿脚不便、想请医生上门的，请打社区的电话登记。`
		},
		{
			where: null, category: 'policy', day: -6, time: '09:00',
			title: '高龄津贴怎么领：年满 80 周岁本人或子女都能办',
			body: `户籍在本街道、年满 80 周岁的老人可以申请高龄津贴。

## 带什么
1. 老人的身份证、户口簿
2. 老人的社保卡（钱打在卡里）
3. 子女代办的，再带代办人身份证

## 怎么办
到任一社区的窗口，或者打电话请工作人员上门。材料齐了当场受理，不用复印，我们来印。

以前因为没申请而少领的，从申请当月开始发，请尽早来办。标准以区民政部门公布的为准。`
		},
		{
			where: 2, category: 'notice', day: -4, time: '15:20', ends: 20,
			title: '楼道堆物集中清理，请在 10 天内收好自己的东西',
			body: `消防通道是救命的路。社区和物业将分楼清理楼道堆物：

- 前 10 天：请自己收好还要用的东西；
- 第 11 天起：没人认领的，由物业统一清走。

旧家具搬不动的，请打社区的电话，约好时间，志愿者帮您搬到大件垃圾点。`
		},
		{
			where: 3, category: 'public', day: -8, time: '09:30', ends: 2,
			title: '居民公约（停车部分）修订稿征求意见',
			body: `楼栋代表议了三次，形成修订稿，请大家看看：

1. 消防通道一分钟也不停；
2. 来访车辆停 2 小时以内不收费，门卫登记；
3. 夜间固定车位先保证有行动不便家庭的住户；
4. 驻区单位的空车位，工作日 18:30 到次日 7:30 开放给居民。

同意、不同意、想改哪里，都可以写在[我要反映](/tell)里，或者告诉您的楼栋长。`
		},
		{
			where: null, category: 'activity', day: -5, time: '14:00', ends: 9,
			title: '“识破电话诈骗”讲座，两场可选',
			body: `派出所民警讲真案子：冒充客服退款、冒充孙辈求救、“养老投资”怎么骗人。

- 第一场：${day(3)} 9:30，${at(0)}
- 第二场：${day(8)} 14:30，${at(2)}

不用报名，座位先到先坐，门口有轮椅坡道。听完可以请志愿者帮您检查手机里的可疑软件。`
		},
		{
			where: 0, category: 'notice', day: -9, time: '10:40', ends: 30,
			title: '社区图书室延长开放到晚上八点',
			body: `应大家要求，从本周起：

- 周二至周五 9:00–20:00
- 周六、周日 9:00–17:00
- 周一整理书架，不开放

晚间由值班志愿者照看，欢迎放学的孩子来写作业，十二岁以下请家长陪同。`
		},
		{
			where: 1, category: 'utility', day: -12, time: '08:30', ends: -10,
			title: '电梯检修通知',
			body: '3 号楼、5 号楼电梯年度检修，每部约 4 小时，轮流停用。需要帮忙上下楼的，请打物业电话，有人来背、来扶。'
		},
		{
			where: null, category: 'notice', day: -10, time: '09:00',
			title: '说一句话就能办事：白云社区在线开通',
			body: `有事不用再记哪个部门管。打开首页，把需要写在框里，说一句话就行。

- 马上给您一个编号；
- 每件事有一位有名有姓的工作人员负责；
- 办完由您来说解决没有，您说没解决，就接着办。

看不清字的，点页面最上面的“长辈版”。不用手机的，打电话、到窗口，一样办。`
		},
		{
			where: 2, category: 'activity', day: -7, time: '16:30', ends: 14,
			title: '招募“敲门暖心队”志愿者',
			body: `队员每周去看望一次独居老人：敲敲门、说说话、看看水电气。

- 两人一组，社区培训半天
- 时间自己选，一次一小时左右
- 服务时长如实记录，可以开志愿服务记录证明

愿意参加的，请在[找服务](/services)里找“志愿”，或到社区窗口登记。`
		},
		{
			where: null, category: 'policy', day: -20, time: '10:00',
			title: '灵活就业人员社保补贴开始受理',
			body: `登记失业的大龄人员、高校毕业生灵活就业并自己缴社保的，可以申请补贴。

请带身份证、灵活就业说明、近三个月缴费凭证，到社区窗口核对。资格、标准和期限以区人社部门当年的文件为准，工作人员会逐条对着文件跟您核。`
		},
		{
			where: 3, category: 'notice', day: 2, time: '08:00', ends: 25,
			title: `${place}冬季送暖走访安排`,
			body: `社区工作人员和志愿者将分楼走访独居、高龄、残疾和困难家庭，看暖气、看门窗、看药箱。

来的人都带着工作证，不收钱，不卖东西，不问银行卡。您拿不准，就打社区的电话核对名字。`
		}
	];
};
