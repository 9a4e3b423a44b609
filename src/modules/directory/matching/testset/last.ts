/**
 * A fifth set: hard, hinting speech over the demonstration directory with its terms taken away. First met at
 * 0.66 / 0.82 (characters and pairs under BM25: 0.19 / 0.34); heavier single characters and weighted clauses took it to
 * 0.72 / 0.85 without a word added. Seen since.
 */
import type { Need } from './needs.ts';

const lines = `
舅舅七十九，一个人开不了火，想让他去个能坐下吃饭的地方 > canteen mealDelivery
爷爷膝盖积水，爬不了楼梯，饭能端到五楼不 > mealDelivery
夏天太闷，卧床的老婆婆身上长痱子，谁会给她洗 > bath homecare
我得去外地培训半个月，家里老妈离不开人 > respite homecare
大舅妈今年虚岁八十一，街道每月会给她打钱吗 > allowance
公婆家浴室太窄又没处扶，摔了一跤缝了八针 > adapt
同学妈妈总在半夜收拾行李说要回娘家 > dementia
他爸坐轮椅，进单元门每回要两个人抬 > access hand
我弟弟一只眼睛完全看不见，想问能评几级 > disabledCard
小侄女对声音没反应，说是听力障碍，去哪做训练 > childRehab
下班路上堵，幼小衔接的孩子六点前没人领 > afterSchool
孩子爸妈离婚了谁都不要她，现在住我这个姑姑家 > childCare
我妹的娃才十四个月，找个靠谱的地方白天放一放 > toddler
爸爸老打我，身上有棍子印，我不敢回家 > childProtect violence
新搬来的，老大明年该念初中了，怎么分学校 > enrol
肚子拧着疼，医院太远了，有没有近点能看的 > clinic
孙女该种水痘那个了 > vaccine
外公管子堵了，要护士过来冲一下 > homeNursing
吃了十年的降糖药，最近脚趾发麻 > chronic familyDoctor clinic
闪了腰，直不起来 > tcm clinic
后槽牙有个大洞，喝凉水钻心疼 > dental
公司黄了以后我整夜睁着眼，不知道活着图个啥 > counsel crisis
楼上小伙子坐在天台边上哭，怎么劝都不下来 > crisis policeDesk
女儿班里几个人孤立她，她现在饭也不吃话也不说 > teenMind counsel
二房东收了半年租金就没影了，能不能走法律 > lawyer legalAid
跟对面为了走廊里放鞋架闹得脸红脖子粗 > mediation
俩哥哥谁也不肯接老爹去住，求个人给说道说道 > familyMediation mediation
老婆拿剪刀捅我，我该往哪躲 > violence policeDesk
在网上买的按摩椅，坏了客服不搭理 > consumer
干保洁的，保洁公司三个月没给我开支 > labour
孩子上小学了，我想出来挣点钱，啥都行 > jobs flexible
我想学做西点，将来自己开店 > training hobby startup
被裁了手上没积蓄，国家会不会给补一点 > unemployment
早些年在两个城市上过班，交的那些怎么并到一起 > pension
奶奶手机上眨眼睛老不过，会不会不给她发钱 > alive phoneClass
娃的医疗本今年还没续上 > medicare
在老家骨折开刀，票据都带回来了 > claim
爹妈种地没收入，弟弟又得了尿毒症，家底掏空了 > medicalAid dibao
一场大水把出租屋泡了，啥也没剩下 > temporary disaster goods
我和老公双职工，没房，工资也不高，能住上公家盖的那种房吗 > publicRental
厕所水箱按了没水，按两三下才来一点 > plumbing
客厅灯啪一声就灭了，墙上那排小开关有一个扳不上去 > electric
阳台顶上一大块水渍，雨停了还在滴 > waterproof
厨房水槽往外翻沫子，一股馊味 > drain
我家电视只有声没有影 > appliance
下班到家发现指纹锁没电了 > locks
三轮车辐条断了，链盒咔咔响 > bike
羽绒服拉锁坏了，袖子也刮了个口 > sewing
水龙头放出来的水有铁锈 > waterSupply
老人困在七楼，电梯维修贴了一周没人来 > liftRescue propertyDesk
楼梯拐角那盏灯一闪一闪像鬼片 > lights
小区入口那个杆子坏了，外来车随便进 > gate parking propertyDesk
谁把破沙发和旧马桶扔在楼道口了 > garbage bulky
隔壁练架子鼓，每天练到十一点 > noise mediation
夏天厕所里小飞虫密密麻麻 > pests
楼下老头养了七八只鸽子加两条狼狗，臭死了还乱叫 > dogs noise mediation
有个大姐老劝我妈买两万块的“干细胞” > fraud consumer
钱包里的证全没了，后天要出差坐飞机 > idCard
二婚领证要带离婚那个本吗 > marriage
外婆早上没醒过来，家里人都慌了神 > funeral death
跑社保跑房管跑民政，我一个老太太转晕了 > proxy
想把视频发到家族群里，点来点去发不出去 > phoneClass
拉了三十年京胡，搬来这没人搭伙 > choir
想静静地看会儿小说，家里孙子太闹 > library
孙子说同学都会下国际象棋，他也想学 > chess
跟团里排小品，客厅施展不开 > room
周末想刷下墙，借个滚筒和折叠梯 > tools
我会焊东西会修伞，退休了想给大伙用用这手艺 > joinVolunteers timeBank
一屋子漫画书不看了，卖废纸舍不得 > donate recycle swap
刚生完，婆婆腰不行，想请个人来帮着带夜 > nanny
窗户外头灰太厚，自己不敢爬出去擦 > housekeeping
给老家爸妈寄两箱橘子 > parcel
环卫大叔，零下五度想进屋暖暖手 > courier shelter
我想入党，先找哪个 > party
`;

export const lastNeeds: Need[] = lines.split('\n').filter(Boolean).map((line) => {
	const [says = '', wants = ''] = line.split(' > ');
	return { says, wants: wants.split(' ') };
});
