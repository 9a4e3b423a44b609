/** What a resident reads in a text message about a place; the way to it is put behind. */
export const toldZh = {
	taken: '《{title}》已为您报上名，{when}。来不了也没关系，点开可以取消：',
	waiting: '《{title}》{when} 名额已满，您排在候补第 {place} 位。有了空位我们马上告诉您：',
	offered: '《{title}》{when} 有空位了，给您留到 {until}。来不来，点开告诉我们：',
	lapsed: '《{title}》给您留的位子过了时间，已让给下一位。还想来，可以再报：',
	cancelled: '《{title}》{when} 的报名已取消，欢迎下次再来：',
	moved: '《{title}》改到 {when}。不方便的话，点开可以取消：',
	called_off: '很抱歉，《{title}》{when} 不办了。详情在这里：',
	restored: '《{title}》{when} 照常举办，您的报名还在：',
	feedback: '谢谢您来参加《{title}》。有三个小问题想听听您的，点开就能答：'
};
export type ToldWords = typeof toldZh;
