import type { Chance } from '#platform/chance.ts';

/** Surnames with their share of a thousand people, about as in the country. */
const SURNAMES = '王72 李71 张68 刘52 陈46 杨31 黄24 赵24 吴21 周21 徐17 孙15 马13 朱13 胡12 郭12 何12 林12 高11 罗11 郑10 梁9 谢8 宋8 唐8 许7 韩7 邓7 冯7 曹7 彭7 曾6 肖6 田6 董6 潘6 袁5 蔡5 蒋5 余5 于5 杜5 叶5 程5 魏5 苏5 吕5 丁5 任5 卢5 姚4 沈4 钟4 姜4 崔4 谭4 陆4 范4 汪4 廖4 石4 金4 韦4 贾4 夏4 付4 方4 邹3 熊3 白3 孟3 秦3 邱3 侯3 江3 尹3 薛3 闫3 段3 雷3 龙3 史3 陶3 贺3 毛3 郝3 顾3 龚3 邵3 万3 覃3 武3 钱3 戴3 欧阳1 司徒1 上官1 诸葛1'
	.split(' ')
	.map((entry) => [entry.replace(/\d+/, ''), Number(/\d+/.exec(entry)![0])] as const);

/** Given names of men and women by the years in which they were usual; all put together by us. */
const GIVEN: readonly { until: number; men: string[]; women: string[] }[] = [
	{ until: 1955, men: '德福 长贵 文山 永昌 福生 金山 树林 广才 宝山 庆祥 世昌 玉山 春生 有才 根生 万福 文忠 洪生 保田 喜顺'.split(' '), women: '秀英 桂兰 玉珍 桂英 淑珍 秀兰 凤英 玉兰 素珍 桂芝 玉华 淑兰 秀珍 翠英 兰英 金凤 月英 素芬 桂芳 淑芬'.split(' ') },
	{ until: 1975, men: '建国 志强 国庆 建华 卫东 新民 振华 建军 国强 永胜 援朝 跃进 学文 红军 保国 爱民 立新 建平 国平 志刚'.split(' '), women: '玉梅 春梅 秀梅 丽华 桂香 红梅 爱华 建英 淑敏 亚男 秀芳 玉芬 丽君 凤霞 艳华 小红 慧珍 雪梅 惠芳 素云'.split(' ') },
	{ until: 1995, men: '伟 强 磊 勇 涛 斌 军 鹏 波 超 海涛 晓东 志伟 俊峰 文斌 立波 少华 永刚 海波 晓明'.split(' '), women: '芳 敏 静 丽 娟 艳 娜 洋 婷 燕 晓燕 海燕 丽娜 雪梅 晓丽 慧敏 春燕 文静 丹丹 佳'.split(' ') },
	{ until: 2010, men: '浩然 宇航 子豪 俊杰 嘉豪 文博 天宇 志远 昊天 泽宇 家豪 博文 晨阳 思远 明轩 睿'.split(' '), women: '雨欣 思雨 梦琪 佳怡 雨涵 欣怡 静怡 诗涵 嘉欣 可欣 晓彤 梓涵 思琪 语嫣 若曦 婧'.split(' ') },
	{ until: 9999, men: '一诺 沐辰 子墨 奕辰 宇轩 梓睿 浩宇 铭泽 俊熙 承泽 景行 知行 云帆 星野 致远 允执'.split(' '), women: '语桐 若溪 欣妍 诗琪 梓萱 沐瑶 佳宁 雨桐 依诺 安然 书瑶 知夏 念初 清越 芷若 乐怡'.split(' ') }
];

export const surname = (luck: Chance): string => luck.weighted(SURNAMES);

export function givenName(luck: Chance, sex: '1' | '2', birthYear: number): string {
	const { men, women } = GIVEN.find(({ until }) => birthYear < until)!;
	return luck.pick(sex === '1' ? men : women);
}
