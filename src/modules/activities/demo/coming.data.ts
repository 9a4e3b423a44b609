/** What people of the demonstration say about activities, and the telephone that its start page suggests. */
export const SAID = {
	phone: '12000000001',
	pleased: ['讲得明白，回家就用上了', '老师很耐心，我这个年纪也听懂了', '现场测血压特别好，希望常来', '孩子回家还在说，下次还来', '热闹，邻居都认识了', '讲义字大，看得清', '时间正合适，不耽误做饭', '志愿者扶我上楼，谢谢'],
	better: ['后排听不清，请加个音箱', '人太多，坐不下', '讲得快了点', '希望换到周末', '暖气不足，坐久了冷', '场地有点远，腿脚不便', '多讲几个本地的例子']
};
