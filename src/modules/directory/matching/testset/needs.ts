/**
 * Colloquial needs over the demonstration directory, written before anything was tuned; but the word fields of the
 * taxonomy were written by the same hand afterwards, so neither half is unseen any more. `wants` lists the services
 * that a good clerk would name; the first is the one meant, the rest are as good. The half follows from the need term
 * of the first one (see `measure.ts`), so that no term is tuned on in one half and tested in the other.
 */
export interface Need {
	says: string;
	/** Keys of acceptable services. */
	wants: string[];
}

const lines = `
俺爹一个人在家老是糊弄一口，有没有能吃上热乎饭的地儿 > canteen mealDelivery
老太太八十三了下不来楼，中午这顿饭咋解决 > mealDelivery canteen
家里老人半个多月没洗上澡了，我一个人扶不动 > bath
我妈脑出血以后吃喝拉撒都得人弄，我要上班顾不过来 > homecare dayCare
奶奶腰不行，屋里灰老厚了没人拾掇 > elderClean housekeeping
下周二要去做胃镜，孩子都在外地，我一个人心里没底 > escort
白天上班家里老头没人瞅着，晚上我自己能带 > dayCare
我爸这情况家里真弄不住了，想送个能长期住的地方 > nursingHome
天天守着瘫痪的婆婆，三年没出过门，能不能有人顶我一个礼拜 > respite
对门张奶奶儿女都在国外，好些天没见着人影了，你们能不能常去看看 > visits missing
我妈有心脏病，夜里万一犯了身边没人，有没有那种一按就有人管的 > alarm
自从老伴没了，一整天说不上一句话 > company counsel visits
老头子上厕所起身费劲，墙上没个抓的 > adapt
腿打了石膏，出门想有个能坐着推的车，就用俩月 > wheelchair
我外公今年满八十了，听说能按月领点钱 > allowance
老爷子评了个重度，请人照顾的钱上头能给报点不 > careSubsidy homecare
我婆婆刚吃完饭又说饿，出门就找不回来 > dementia
刚退下来，在家闲得难受，想学学画画唱唱歌 > senior hobby choir
过了六十坐公交是不是不用投币了，那个卡咋弄 > seniorCard
肝癌末期了，大夫说回家吧，可他疼得整宿叫 > hospice
我左手小时候让机器轧掉了仨指头，能不能弄那个残疾本 > disabledCard
一级残的钱这两个月都没打到卡上 > disabledSubsidy
耳朵越来越背，一个助听的要好几千，有便宜点的路子吗 > aids
咱楼门口那三级台阶，我坐轮椅根本上不来 > access
脑梗出院了，右边胳膊腿还不听使唤，哪能练练 > rehab
娃三岁半了还不会叫妈妈，医生说像自闭 > childRehab
我儿子二十多了脑子不灵光，白天总得有个去处 > dayCentre
爸妈都是聋哑人，去法院开庭谁给比划比划 > sign
三点半就放学，我六点才下班，娃搁哪儿 > afterSchool
马上放暑假了，俩孩子在家没人管饭没人看 > holidayCare
产假快休完了，宝宝才八个月没人带 > toddler
儿子上初二，一说就顶嘴，手机不离手，愁死我了 > parenting teenMind
周末想带小家伙出来撒撒欢，附近有啥好去处 > childHome science
孩子他爸坐牢了，妈跑了，就剩个七十岁的奶奶拉扯 > childCare
隔壁那家后爹老拿皮带抽小丫头 > childProtect policeDesk violence
我家这栋楼对应哪个小学，外地户口收不收 > enrol
闺女考上大学了，一年学费八千，实在凑不出来 > studentAid
当了五年兵回来，那块光荣牌找谁要 > vetCard
我爷爷打过仗，现在看病花销大，国家管不管 > vetAid
小子高中毕业想去部队锻炼锻炼 > enlist
跑单跑一天，大冷天连个喝热水的地儿都没有 > courier shelter

嗓子疼了三天还咳，就近哪能瞧瞧 > clinic
想找个固定的大夫，有啥不舒服能打电话问问 > familyDoctor
昨天让邻居家狗咬了一口，要不要扎针 > vaccine dogs
头老是晕，量了一下高压一百七 > chronic familyDoctor clinic
老爹身上插着尿管该换了，抬去医院太遭罪 > homeNursing homeBed
我奶下不了床，能让大夫到家里给挂水吗 > homeBed homeNursing
六十六了，听说每年能白查一次身体 > checkup
刚测出来两道杠，接下来要去哪登记建本子 > prenatal birthReg
宝宝六个月光长个不长肉，想找人看看发育 > childHealth
脖子僵得转不动，想扎几针按一按 > tcm
我一口牙掉得差不多了，啃不动东西，想镶一副 > dental
市里那个大医院的专家号老是秒没 > referral
降压的药快吃完了，腿疼懒得跑，能多开点送来不 > pharmacy
抽屉里翻出一堆零八年的药片，扔垃圾桶怕不好 > oldMedicine
上回楼下大爷突然倒地没气了，大家都傻站着，想学学咋救人 > firstAid
整宿整宿翻来覆去，心里跟压块石头似的 > counsel
我朋友刚发信息说不想活了，还跟我道别 > crisis
闺女这学期把自己锁屋里，学也不去上了 > teenMind parenting
楼上那个犯病了又砸又骂，说有人要害他，好像好久没吃药了 > psychiatric policeDesk

借给战友五万块打了条子，两年了不还，能告不 > lawyer legalAid
想打官司可请不起人，穷人有没有门路 > legalAid lawyer
楼上老往下滴水，说了八百遍不认，快打起来了 > mediation waterproof
我跟他过不下去了，俩孩子跟谁还没谈拢 > familyMediation marriage lawyer
他喝点酒就拿我撒气，身上青一块紫一块 > violence
这套房将来只想给小闺女，怎么写才算数 > will lawyer
美容院充了三千，门一关人没影了 > consumer
工头欠我们七个人的血汗钱，过年都没法回家 > labour legalAid
厂子黄了，四十八了，找份保安啥的也行 > jobs publicPost
家里没一个上班的，离退休还有三年，社区能安排个事不 > publicPost jobs
没有一技之长，想考个带孩子的证好找活 > training
想盘个早点铺，手头缺十来万 > startup
就下午有空，干几个小时给现钱的活有没有 > flexible
公司把我优化了，听说能领一阵子钱 > unemployment
我自己干散活的，养老这块断交好几年了咋续 > pension
五八年的，下个月到岁数了，手续咋走 > retire
眼睛睁不开，手机上那个脸老对不过去，工资要停了 > alive phoneClass onlineHelp
孩子刚满月，看病那个保险在哪给他上 > medicare birthReg
在儿子那边住院花了三万，回来能报不 > claim
卡掰断了，买药刷不了 > socialCard
一家老小就靠我捡点废品，锅都快揭不开了 > dibao temporary goods
昨晚一把火全烧没了，今晚睡哪都不知道 > temporary
尿毒症一周透三回，报完了自己还得掏一大截 > medicalAid
孩子就想要个新书包，过年也没钱置办 > charity goods
天冷了，老人连床厚被子都没有 > goods charity
天桥底下睡了个老头，下雪了别冻坏了 > homeless

一家五口挤在三十平的出租屋，政府的房子咋排队 > publicRental
七层楼天天爬，膝盖都废了，可一楼死活不同意装那个 > addLift
咱这片八十年代的楼，啥时候轮到翻修 > renewal
楼上装修把大墙给凿了，我家裂了一指宽的缝 > danger
楼顶要大修，大伙存的那笔钱咋动 > fundUse
厨房那个龙头拧不紧，一晚上接一大盆 > plumbing
一到下雨天，顶楼墙皮就泡得往下掉 > waterproof
一冲马桶水就往上漫 > drain
家里一开空调就黑，推上去又掉 > electric
出来倒个垃圾，风一吹门关上了，炉子上还烧着水 > locks
冰箱嗡嗡响就是不冷，菜都馊了 > appliance
骑半道后轮瘪了，推了二里地 > bike
买的裤子长一截，找个会踩机子的 > sewing
切肉刀跟锯似的，以前吆喝那老头也不来了 > knives
手机摔了一跤，半边花了 > phoneRepair phoneClass
网子破了个洞，蚊子都钻进来 > fitting pests
刚搬来，灶台要通上气找谁 > gas
一进楼道就一股臭鸡蛋味，是不是漏了 > gasEmergency
早上接出来的水跟茶汤一个色 > waterSupply
整条街黑了俩钟头，啥时候来 > power
家里看个视频老转圈圈，线在外头飘着也没人弄 > network
打了十来个电话报修，一个礼拜没人来，钱倒收得勤 > propertyDesk propertyFee
凭什么每平米涨五毛，电梯里的广告钱都去哪了 > propertyFee
卡在十一楼不动了，里面还有个孩子 > liftRescue
晚上上楼全靠摸，跺脚都没反应 > lights
防盗单元门合不上，谁都能溜进来 > gate
咱小区没人牵头，想选几个业主出来管事 > owners
下班回来转三圈都没处搁车 > parking
有辆面包车趴那两年了，轮子都没气了还占地方 > deadCar
俺的小电驴没处充，天天拎电池回家 > charging ebikeIndoor
门口那条道坑得能养鱼，昨天摔了个大爷 > roads
路中间那个铁盖子不知道被谁弄走了，黑窟窿吓人 > manhole
从菜场到咱们那条巷子，杆子上一盏都不亮 > streetlight lights
岁数大了，想去地铁那边，腿走不动又不会叫车 > shuttle phoneClass
羊肉串摊子支到人行道上，烟熏火燎还过不去 > vendors fumes
楼上跟开舞厅似的，后半夜还咚咚蹦 > noise mediation
桶边上堆成小山了，苍蝇乱飞 > garbage
鸡骨头到底扔哪个桶，每回都被大妈说 > sorting
换了新床，老的那个又大又沉扔不出去 > bulky recycle
攒了一屋纸壳瓶子，想叫人来拉走 > recycle
楼底下饭馆排的那个烟，直接进我家卧室 > fumes
院里臭水咕嘟咕嘟冒，都是屎尿 > sewage
窗前那棵樟树长疯了，大白天屋里都得开灯 > trees
想在楼下那块空地弄点花花草草，谁来教教 > garden
半夜厨房一开灯，满地小强跑 > pests
有人溜大金毛不拴绳，把我孙子吓得直哭 > dogs
小区里野狗越来越多，早上都不敢出门 > strays dogs
顶楼那家偷偷又盖了一间 > illegalBuild
门上墙上贴得花花绿绿，全是通下水办证的 > ads
老妈做饭老忘关火，想装个能叫的那种 > fireDrill alarm
上回着火车都开不进来，全让私家车堵死了 > fireLane parking
有人把电瓶车推进电梯搬回家插上 > ebikeIndoor
我爸被拉进个群，说投十万月月有分红，今天要去汇款 > fraud
停楼下的车子又让人顺走了，第三回了 > policeDesk
刚走到楼下，一个酒瓶子从天上砸下来 > thrown
我爸早上出去遛弯到现在没回，他脑子糊涂 > missing
听说明天台风，我家一楼年年灌水 > disaster

娶了外省媳妇，她的本本想挪过来 > hukou
来这打工半年多了，孩子上学要那个居住的证 > residence
钱包被偷，明儿要坐火车，证没了咋整 > idCard
媳妇下月生，娃的那些手续一趟能办完不 > birthReg prenatal
俩人打算下月二十号领证，要带啥 > marriage
我妈昨儿夜里过世了，户口本上咋销 > death funeral
学校让交个住在这儿的条子，要盖红章 > proofs
新单位要看我有没有前科 > record
想在楼下开个凉皮店，要啥本儿 > licence
我们就生了一个，退休了听说有笔奖励 > onlyChild
跑了三回窗口，不是缺这就是缺那，有没有人手把手帮弄 > proxy onlineHelp
孩子作业要印出来，家里没机器 > print
我侄子三十五了还光棍一条，帮着张罗张罗 > matchmaking
老爷子刚咽气，我们一点不懂，第一步该找谁 > funeral death
今年清明回不去，想托人给爹妈坟上送束花 > memorial
儿子给买了个智能的，我连接电话都划拉不明白 > phoneClass
网页上填那个表，验证码半天收不到 > onlineHelp
想学着拍小视频卖货 > media training
我就爱扯着嗓子唱两句，想找个班子 > choir
下了班想静下心练练毛笔字 > hobby
家里小得转不开身，想找个安静地方复习考研 > library
一帮老头儿想找个地儿杀两盘 > chess
坐办公室腰都坐坏了，想找人打打球出出汗 > sport
我们十几家要碰头说说装修的事，没个能坐下的屋 > room deliberation
想听听人家专家讲讲遗产啊养生啊这些 > lecture lawyer will
好多年没在外头看过大银幕了 > film
过年想讨副红对子，孩子也跟着热闹热闹 > festival
小孙子成天问为啥天会黑，带他玩玩实验啥的 > science
就打两个眼儿，不值当买个电钻 > tools fitting
我退了休身体还硬朗，想给街坊们干点啥 > joinVolunteers timeBank
老公出差，一袋五十斤的米我搬不上五楼 > hand groceries
我现在伺候别的老人，等我老了能换回来不 > timeBank
孩子穿小的衣裳都好好的，想给需要的人 > donate swap recycle
家里婴儿车就用了半年，想跟人换点别的 > swap
昨天在楼下捡了串带小熊的钥匙 > lost
我公公瘫在床上，头发都盖耳朵了 > haircut
鸭绒大被子家里机子塞不下 > laundry
想雇个人一礼拜来擦两回地 > housekeeping
下个月卸货，想找个有经验的伺候月子 > nanny
上班没人收件，老让放门口怕丢 > parcel
超市的菜死贵，又懒得跑远 > groceries
下周换房子，一车东西找谁拉 > moving
老妈卧床，存折密码忘了，柜台非让本人去 > banking
屋里跟蒸笼似的，空调又坏了，想找地方凉快凉快 > shelter appliance
我有个点子，能不能把那块荒地改成凉亭，大家议议 > deliberation garden
退了休，党费往后交到哪 > party
我一个人带俩孩子，累得想哭，想认识些一样的姐妹 > women counsel
厂里的兄弟住院了，会里能给点慰问不 > union
窗口那小姑娘热心得很，我想夸夸她 > feedback
办个事推来推去，脸拉得老长，跟谁说理 > feedback
老伴得了糊涂病，夜里不睡老要往外跑，咋伺候 > dementia respite missing
外婆耳朵聋眼睛花，一个人去瞧病不认路 > escort
楼下大姨总说屋里太静了，盼着有人来坐坐 > company visits
雨一大地下室就往里灌 > disaster
工地凌晨还在打桩，孩子明天中考 > noise
打工摔断腿，老板躲着不见人 > labour lawyer legalAid
想找个活还能顾上接送孩子的 > jobs flexible
有人在楼下摆桌子耍钱，闹到后半夜 > policeDesk noise
马桶水箱一直哗哗流，这个月水费翻倍 > plumbing waterSupply
孩子一个人反锁在屋里哭 > locks
`;

export const demoNeeds: Need[] = lines.split('\n').filter(Boolean).map((line) => {
	const [says = '', wants = ''] = line.split(' > ');
	return { says, wants: wants.split(' ') };
});
