import { moreFields } from './cues2.ts';
import { concreteFields } from './cues3.ts';
import { nearFields } from './cues4.ts';
import { everydayFields } from './cues5.ts';
import { widerFields } from './cues6.ts';
import { toldFields } from './cues7.ts';
import { englishWords } from './english-words.ts';
import { scenes } from './scenes.ts';
import { stemsOf } from '../stems.ts';
import { hints } from './hints.ts';
import { voices } from './voices.ts';

/**
 * The word field of each need: things, actions, places and turns of phrase that come up when people talk about it
 * without naming it. Read by the classifier beside the aliases; one line for each term, words separated by blanks.
 */
const fields = `
elder.meal 一口热乎 糊弄一顿 凑合吃 将就 泡面 挂面 剩菜 馒头咸菜 开伙 做不了饭 烧不动 吃不到热的 饭点 菜单 少盐 软和 打饭 刷卡吃饭 一荤一素 便宜饭 吃上饭 吃啥 午饭 晚饭 搭伙 饿肚子 厨房不敢用 没人给做饭 老年饭 几块钱一顿 伙食
elder.mealDelivery 送到门口 送上楼 端上来 拿不了饭 下楼吃 每天送 中午送一顿 病了没人送饭 出不去吃 到家吃 保温盒 送饭员 饭盒 送上门吃 订一份 中饭没着落 行动不便吃饭
elder.bath 澡 洗身子 身上发臭 扶不动 抱不动 滑倒 浴缸 花洒下 泡脚 搓背 褥子味 好久没洗 擦洗 洗头 一身汗 进不去浴室 没力气洗 水盆 护理洗澡
elder.homecare 伺候 喂饭 端屎端尿 翻身 换尿布 尿不湿 吃喝拉撒 中风在家 植物人 顾不过来 护工 请个人来家 日夜守着 白天没人管 照顾起居 穿衣 起床 扶着走 动不了 瘫在床上 按小时 上门照顾 生活不能自理
elder.chores 灰尘 拾掇 打扫 收拾屋子 家里乱 老人屋里脏 擦窗户 洗被罩 晾衣服 拖不动地 灶台油腻 堆的东西
elder.escort 看病 大医院 挂号 取药 做检查 胃镜 CT 候诊 排队 一个人去医院 陪着去 陪我去 跑上跑下 手续 复查 术前 麻药 家属签字 心里没底 眼睛看不清字 不认路 做手术 住院陪
elder.errands 跑腿 替我买 替我交 搀扶 扶着 下楼 推轮椅出去 遛弯 晒太阳 背上楼 抬上楼 交电费 去邮局 拿东西 出趟门
elder.dayCare 白天 上班时间 托管老人 送过去 接回家 早送晚接 没人瞅着 没人看着 看家 走失怕 白天没人陪 热闹点的地方 老人幼儿园 晚上自己带 白天有个去处
elder.nursingHome 养老院 送走 长期住 住进去 床位 一个月多少钱 全护 单间 弄不住了 住养老 老年公寓 排队入住 试住 院里 收不收 伺候不动了 送去哪
elder.respite 歇几天 替几天 顶一阵 喘口气 没睡过整觉 走不开 出趟远门 回老家几天 累病了 腰都累坏 守着 没出过门 没有自己时间 撑不下去 替我守 临时照顾 放几天
elder.visit 好几天没见 没动静 门口报纸没拿 儿女在国外 来看看 敲敲门 一个人过 出事没人知道 惦记 打个电话 问个平安 冷锅冷灶 电话不接 放心不下 隔三差五 常去瞧瞧 老邻居
elder.alarm 按一下 按钮 摔了起不来 喊人 没人听见 心脏病 犯病 半夜 呼救 挂脖子上 手表 感应 自动报警 摄像头 联网 响铃 喊救命 身边没人 突然不舒服
elder.company 说说话 没个人说话 电视作伴 对着墙 孤零零 老伴没了 陪陪 念报 下午没事 一天不开口 想孙子 人走茶凉 串门 来坐坐 太静了 解闷 唠嗑 盼着有人
elder.adapt 扶手 抓手 蹲坑 起不来 马桶 起夜 滑 淋浴椅 门槛 夜灯 台阶 垫高 防滑垫 改造家里 浴室改 抓杆 坐着洗 床栏 老人房
elder.equipment 石膏 骨折 出院 推着走 坐着推 拄拐 病床 摇床 轮椅 学步 便盆 气垫 租一个 借用几天 用俩月 腿断了 走路架 代步
elder.allowance 满八十 九十岁 一百岁 按月领 老人钱 发给老人的钱 岁数到了 国家补的 生日一过 寿 外公 领没领 每月几百 高寿
elder.careSubsidy 券 护理费 请人照顾 政府出点 补贴标准 评了级 抵扣 重度失能 电子券 报点钱 养老卡 困难老人 用不完
elder.assess 评级 评估员 申请护理险 鉴定 打分 够不够条件 几级 长期卧床 上门评 半年以上 护理保险
elder.dementia 记性 忘关火 重复问 找不着家 认错人 刚吃过又吃 疑神疑鬼 说有人偷她东西 半夜闹 糊涂病 叫不出名字 迷糊 脑萎缩 老忘事 乱走 不认得儿子 同一句话
elder.university 退休 闲得慌 学画画 学唱歌 学期 报班 上课 老同学 老年班 打发时间 充实 书画班 学点新东西 老来学
elder.card 六十岁 六十五 坐公交 投币 免票 公园 老年卡 刷卡 证补办 优惠乘车 景点 老人半价 绿卡 老年免费
elder.hospice 晚期 肝癌 没治了 回家等 疼得 止痛 吗啡 最后 放弃治疗 体面走 不抢救 插管 时日不多 疼得整宿
elder.guardian 没儿没女 签字 失独 老了谁管 做主 委托侄子 托付 手术签字 靠得住的人 将来糊涂 监护人
disabled.card 残疾本 残疾证 手指 缺 断了 评级 换证 眼睛瞎 聋 先天 工伤残 几级 残疾本本 断指 小儿麻痹 轧掉
disabled.subsidy 每月 钱没到 打卡 一级残 二级残 护理钱 停发 重残 补助到账 涨没涨 补贴 没打到卡
disabled.aids 助听 耳背 假腿 假肢 义眼 电动轮椅 盲杖 几千块 配一个 坏了修 拐 补一点 支具 耳朵聋
disabled.access 台阶 坡道 轮椅 上不来 进不去 推不上 盲道 门太窄 够不着 三级台阶 楼门 斜坡 石墩 出入口
disabled.rehab 脑梗 偏瘫 胳膊腿 不听使唤 走路拖 练习 恢复 锻炼 握不住 说话不清 抬不起 复健 站不稳 训练 出院以后
disabled.childRehab 自闭 不会叫妈妈 不说话 不看人 脑瘫 发育慢 走不稳 康复 训练 感统 耳蜗 唐氏 语迟 三岁 医生说 转圈 不合群 一节课好几百
disabled.dayCentre 脑子不灵光 智力 二十多岁 成年 白天去处 学点本事 糊纸盒 管一管 智残 弱智 唐宝宝 没单位要 老了谁管他 不能自理的儿子
disabled.job 坐着干 残疾人 招聘 居家 客服 一条腿 手不好 按摩 能干的活 找工作 糊口 自食其力
disabled.sign 手语 聋哑 比划 翻译 听不到 开庭 沟通 写字交流 盲文 念书 听书 看不见 打手势
child.afterSchool 放学 三点半 四点 下班晚 六点 接孩子 没人接 校门口 晚上加班 搁哪儿 看俩小时 写作业地方 一年级 接送 挂钥匙 家里没大人 顺便吃点 中间这段时间
child.holiday 暑假 寒假 放假 两个月 没人看 反锁在家 看电视 没人管饭 班 营 在家疯 上班带不了 俩孩子 托管 放羊 开学前
child.toddler 产假 八个月 一岁 没人带 奶奶病了 婆婆走 上班 宝宝 托班 尿布 两岁 还没到幼儿园 临时放 半天 奶瓶 辅食 早教 带不了
child.homework 作业 写不完 不会教 功课 题 数学 英语 辅导 成绩 拼音 小学文化 看不懂 补习 老师留的 家教 大学生哥哥
child.parenting 顶嘴 手机不离手 叛逆 摔门 打游戏 说不听 管不了 青春期 初中 吼 打骂 早恋 撒谎 磨蹭 愁 沟通 老大老二 隔代 惯坏 不写作业 冷战
child.play 周末 玩 撒欢 小家伙 遛娃 滑梯 沙子 绘本 故事 小伙伴 室内 去处 亲子 手工 下雨天带娃 家里憋 玩具
child.care 奶奶拉扯 爹不管 妈跑了 坐牢 孤儿 没人管 留守 吃百家饭 没户口 父母双亡 监护 可怜 抚养 失去父母 老人带着
child.protect 打孩子 皮带 抽 后爹 后妈 虐 哭声 伤痕 欺负 同学打 猥亵 关小黑屋 不给饭吃 骂 要钱 勒索 小丫头
child.youth 辍学 社会实践 盖章 时长 混混 十六七 中学生 暑期实践 团员 青春 高中 闲逛 没考上高中
education.enrol 小学 对应 划片 学区 外地户口 幼儿园 报名 升学 转学 插班 收不收 几岁 学位 材料 秋季 孩子上学 户口不在
education.aid 考上大学 学费 凑不出 供不起 辍学 贫困生 一年八千 助学 录取通知书 生活费 借钱念书 贷款上学
education.adult 文凭 学历 认字 夜校 成教 大专 自考 拼音 普通话 识字 上夜班 提升 拿个证 英语
veteran.card 光荣 牌子 老兵 证 服役 五年兵 退伍 登记 挂牌 掉漆 采集 当兵回来 报到 优先
veteran.aid 打过仗 抗美援朝 参战 残军 立功 烈属 军属 补助 老兵看病 抚恤 困难 当年部队 慰问 涨抚恤
veteran.job 退役 回地方 安置 转业 部队技术 找工作 培训 自主 士官 保安
veteran.enlist 想当兵 去部队 锻炼 入伍 高中毕业 体检 视力 大学生 报名 年龄 参军 征兵 兵役
newcomer.station 跑单 骑手 外卖 快递 热水 歇会 微波炉 充电 大冷天 大热天 吃口热饭 环卫 雨衣 上厕所 接单间隙 没处坐 司机
newcomer.settle 刚来 外地 打工 不熟 不认识人 初来乍到 老乡 落脚 租房 孩子上学 办证 城里 新来
newcomer.foreign 外国 老外 护照 登记 听不懂中文 英语 清真 回族 少数民族 语言 国籍 签证
health.clinic 嗓子疼 咳 发烧 感冒 拉肚子 头疼 肚子疼 流鼻涕 过敏 疹子 恶心 吐 就近 看看 开药 输液 化验 扭了 烫伤 腿肿 不舒服 医生在不在
health.familyDoctor 固定 大夫 签 打电话问 随时问 档案 认识的医生 管我 签了有啥用 常年 小毛病 私人医生
health.vaccine 打针 疫苗 预防 狗咬 猫抓 流感 接种 本子 补种 狂犬 破伤风 流血 肺炎 带状疱疹 宫颈 宝宝打针 扎针 咬了一口 抓破
health.chronic 血压 高压 低压 头晕 糖 尿糖 胰岛素 血糖仪 测 量 一百七 降压 控制 忌口 随访 痛风 尿酸 长期吃药 糖尿 手麻
health.homeNursing 尿管 胃管 换药 褥疮 伤口 护士 来家 造口 引流 抽血 打针 打点滴 插管 压疮 出院 下不了床 换管 烂了
health.homeBed 挂水 上门 大夫 来家 输液 下不了床 住院不收 巡诊 家里治 出诊 起不来
health.checkup 体检 查身体 免费查 六十五 B超 验血 妇科 乳腺 宫颈 每年一次 报告 肿瘤 空腹 白查 查一查 筛查 胃癌 肺结节
health.prenatal 怀孕 两道杠 建档 产检 叶酸 大肚子 奶水 月子 孕吐 唐筛 胎教 备孕 涨奶 出血 坐月子 孕妇 刚怀上 喂奶
health.childHealth 宝宝 长个 体重 发育 身高 黄疸 辅食 缺钙 不吃饭 瘦 打鼾 入园 体检 六个月 百天 走路晚 近视 囟门 偏矮
health.tcm 脖子 腰 僵 扎针 按一按 拔罐 艾 颈椎 肩膀 落枕 腿寒 中药 调理 把脉 失眠 贴 湿气 扭了腰 疏通经络 推拿
health.rehab 术后 骨折 拆石膏 膝盖 弯不了 康复 中风 走路 锻炼 换关节 肌肉 练走路 理疗 半月板
health.dental 牙 掉牙 啃不动 镶 假牙 补 拔 蛀 牙龈 肿 洗牙 虫牙 一口牙 咬不动 松动 矫正
health.eyeEar 眼 花 看不清 白内障 耳 听不清 眼镜 流泪 黑影 度数 耳鸣 模糊 青光眼
health.booking 专家号 挂号 约 抢不到 秒没 三甲 大医院 排队 号贩子 转院 转诊 名医 市里医院 排到下个月 凌晨排 协和
health.prescription 药吃完 续药 开药 多开点 送药 药店没有 配药 取药 降压的药 胰岛素 吃法 副作用 漏吃 一起吃 跑医院拿药 懒得跑 处方
health.oldMedicine 过期 药片 药瓶 扔 抽屉 药盒 体温计 水银 旧药 吃剩的药 清理药箱 处理药
health.firstAid 急救 救人 倒地 没气 人工呼吸 按胸口 卡住 噎 AED 昏过去 抽搐 学救命 心跳停 溺水救 包扎
health.blood 献血 捐 血 器官 遗体 骨髓 志愿献 死后 有用 角膜 血型
health.nutrition 胖 减肥 体重 烟 戒 忌口 吃什么 营养 油盐 菜谱 瘦不下来 烟瘾 肚子大 吃得咸
health.lecture 坐诊 专家来 义诊 养生 讲座 免费量 健康知识 听课 大夫来 不要钱看
mental.talk 睡不着 翻来覆去 心里压 石头 哭 烦 焦虑 没劲 压抑 难受 心事 想不通 憋 发火 失眠 胸闷 害怕 恐慌 不想见人 走不出来 失恋 崩溃 被孤立 情绪 倾诉 心口
mental.crisis 不想活 道别 想死 跳下去 天台 自杀 割腕 药瓶 遗言 活着没意义 别找我 寻死 解脱 了结 轻生 站在楼顶 阳台边上
mental.child 锁屋里 不上学 不说话 厌学 哭 自残 手腕 考试 紧张 没朋友 抑郁 网瘾 闺女 不出门 同学 成绩下滑 突然变 孤僻 转学后 黑白颠倒 不理人
mental.illness 犯病 发病 疯 砸 骂 有人要害他 幻觉 吃药 停药 精神 自言自语 拿刀 不正常 乱跑 光着身子 打人 监护人
mental.grief 没了 走了 去世 失独 想孩子 车祸 走不出 老两口 遗照 忌日 哭 白发人 唯一的孩子 想老伴
mental.addiction 酒 喝醉 赌 毒 戒 赌债 网贷 输光 酒瓶 复吸 老虎机 喝大酒
legal.consult 告 起诉 律师 官司 借条 打了条子 不还 合同 违约 赔 法院 传票 合法 怎么告 懂法 胜算 车祸赔 名誉 借了钱 五万块 时效 写状子 签字 担保
legal.aid 请不起 穷 免费律师 打官司 援助 没钱告 工伤 门路 出不起律师费
legal.neighbour 楼上 不认 说和 评理 吵 快打起来 滴水 晾衣 占地方 空调水 隔壁 脚步 骂街 鞋柜 遮光 讲理 不让步 做个中间人 闹僵 邻居 说了多少遍 相邻
legal.family 过不下去 离 孩子归谁 婆媳 吵架 出轨 分家 养老娘 推着不管 老公 媳妇 冷战 彩礼 不给钱 兄弟 弟兄几个 谁养 不孝 探视 分房
legal.violence 打我 拿我撒气 青一块紫一块 动手 掐 踹 威胁 不敢回 躲 扇 耳光 拿刀 骂 喝酒打 求救 伤 拳头 他打 保护令 跟踪 恐吓
legal.notary 公证 委托书 声明 国外用 认证 公证处 继承权 房产委托
legal.will 遗嘱 留给 将来 写 算数 房 小闺女 争 分 遗产 过户 存折 身后 谁继承 后老伴 儿女打架 生前
legal.consumer 充 办卡 关门 没影 退 假 骗 缺秤 黑店 跑路 美容 健身 培训 保健品 网购 发霉 变质 三包 质量 定金 霸王 充了钱 老板跑 饭店 吃坏 优惠券 不给退 坑
legal.labour 欠 工钱 血汗 老板 躲 讨 工头 不给 结账 合同 社保 加班 辞 赔 仲裁 拖 工资 过年 扣工资 试用期 包工头 没发
legal.tenancy 押金 房东 不退 赶 租 合同 涨租 二房东 中介 水电 搬走 扣 断水断电 换锁 合租
legal.correction 放出来 坐牢 出狱 缓刑 报到 监狱 牢 前科 重新做人 释放 假释
job.seek 厂子黄 下岗 找活 保安 四十八 保洁 招人 招工 岗位 上班 没人要 简历 离家近 工资 养家 饭碗 闲在家 门卫 服务员 司机 收银 会计 找份 带孩子 能干啥 招不招
job.publicPost 公家 安排 岗位 困难 退休还有三年 没一个上班 协管 社区给 零就业 大龄 扫街 政府给的活 社保也交 照顾一下 4050
job.training 手艺 学 考证 免费 培训 月嫂 电工 焊工 面点 厨师 开车 叉车 美容 带孩子的证 补贴 技术 育婴 一技之长 毕业证
job.startup 开店 盘 本钱 缺钱 贷款 早点铺 小店 铺面 摆摊 创业 执照 生意 十来万 资金 加盟 网店 周转
job.flexible 日结 几个小时 现钱 零活 短工 手工 计件 兼职 下午有空 临时 干一天 散活 串珠子 传单 搬货 按天 闲着 钟点
job.unemployed 裁 优化 失业 领钱 辞退 登记 公司倒闭 领一阵 失业证 断保 被开 合同到期 赔完
job.youth 毕业 大学生 在家 档案 见习 实习 考公 啃老 应届 不出门找工作 报到证 第一份
social.pension 断交 续 补 自己交 散活 社保 缴 档 十五年 养老 转移 一年交多少 没单位 居民养老 老家 接上 打工交的
social.retire 退休 到岁数 手续 算 养老金 能拿多少 延迟 几岁 五八年 工龄 视同 特殊工种 提前退 退休证 涨了没
social.alive 刷脸 认证 脸 对不过去 停发 活着 人脸 睁不开 每年 失败 工资停 眨眼 摇头 证明还在
social.medicare 医保 看病保险 交钱 上 满月 断 居民 一年多少 门诊 特病 慢病 孩子医保 合作医疗 新生 参保 停了
social.claim 报销 报 住院花 发票 异地 儿子那边 外地 垫 报多少 备案 单子 回来报 自费 急诊 共济 转院报
social.card 卡 掰断 刷不了 丢 消磁 密码 补 换 三代 激活 照片 社保卡 芯片
social.maternity 生孩子 产假 工资 津贴 报 三胎 钱 育儿 顺产 剖腹 没工作 生育
social.injury 工伤 上班 压断 摔 认定 赔 鉴定 工地 路上撞 机器 职业病
social.fund 公积金 取 贷款 租房 装修 离职 还贷 提取
aid.dibao 揭不开锅 捡废品 穷 低保 没收入 靠我一个 困难 不够吃 一家老小 病人 吃不饱 日子 收入低 撑不住 养不活 申请救济 没有劳动力 吃救济
aid.tekun 孤寡 五保 无儿无女 没亲人 没劳动力 光棍 供养 没人养
aid.temporary 一把火 烧 突然 急 出车祸 急用钱 住哪 断粮 没地方睡 飞来横祸 被骗光 倒了 救急 家里出事 塌了
aid.medical 透析 尿毒症 癌 化疗 看不起 欠医院 自己掏 大病 白血病 进口药 手术费 报完还 治病 卖房 一大截 自付
aid.charity 好心人 书包 过年 年货 帮帮 心愿 旧电视 捐助 添置 慰问 没钱买 小愿望 礼物 资助
aid.goods 棉被 被子 大米 油 衣服 没米 厚衣 天冷 吃的 领 奶粉 锅 家徒四壁 御寒 单薄 发东西
aid.homeless 天桥 桥洞 睡 露宿 要饭 流浪 下雪 冻 捡垃圾吃 没家 纸箱 车站 乞讨 路边躺 衣衫
aid.discount 减免 电费 水费 低保户 优惠 燃气费 免 穷 取暖费
housing.public 公租 排队 挤 政府的房子 没房 租不起 保障 轮候 一家五口 廉租 补贴 买不起 申请房子 单人宿舍 无房
housing.rent 租房 出租 房源 便宜房 合租 单间 空房 短租 找房 备案 陪读
housing.renewal 翻修 改造 八十年代 老楼 外墙 轮到 拆 破旧 管网 刷墙 旧改 保温 名单
housing.lift 加装 一楼不同意 爬楼 七层 六楼 膝盖 分摊 装那个 电梯 钱怎么出 采光 没电梯 老楼
housing.danger 裂 缝 塌 歪 承重 凿 砸墙 下沉 危 掉块 钢筋 露 房梁 大墙 晃 鉴定
housing.fundUse 维修基金 大修 那笔钱 动用 公维金 签字 业主 屋面 存的钱 楼顶大修
repair.plumbing 龙头 拧不紧 滴 水管 接一盆 漏 马桶水箱 哗哗 阀 软管 喷 水表 爆 花洒 水槽 热水器漏 角阀 水费翻倍 关不上 管子裂
repair.leak 下雨 墙皮 顶楼 发霉 渗 滴 天花板 泡 防水 洇 阳台 鼓包 起泡 漏雨 外墙 水印 墙角湿 卫生间渗
repair.drain 马桶 往上漫 堵 不下去 反水 地漏 冲不下 通 臭水 头发堵 水池 咕嘟 返味 漫出来 疏通 皮搋子
repair.electric 跳闸 推上去又掉 断电 插座 火花 一开空调 灯 灯泡 电线 开关 黑 烧 焦味 麻手 漏电 换灯 保险丝 闪
repair.lock 钥匙 门 关上了 进不去 反锁 忘带 断里面 锁芯 开不开 换锁 屋里 锁外头 风一吹 小孩锁里 卡住 指纹锁
repair.appliance 冰箱 不冷 洗衣机 空调 电视 嗡嗡 不转 不制冷 热水器 风扇 插电没反应 冒烟 修电器 清洗 滴水 遥控 煲 冻不住 菜馊
repair.bike 胎 瘪 链子 电瓶 骑 打气 补 车闸 推 半道 扎钉子 脚蹬 三轮 没气 续航
repair.sewing 裤 长一截 拉链 踩机子 改 缝 鞋 底 扣子 裙 补丁 腰围 开线 伞骨 书包带 瘦一点 收腰 破洞 衣服
repair.knives 刀 切不动 钝 磨 剪 表 凳子 桌子腿 眼镜腿 老手艺 钟 修表 吆喝 菜刀 锯 松了 柜门
repair.phone 屏 手机摔 花了 碎 开不了机 卡 电池 充不进 电脑 死机 黑屏 进水 贴膜 数据 蓝屏
repair.fitting 纱窗 网子 破洞 玻璃 窗 打孔 挂 晾衣 门 关不严 合页 装 钉 窗帘 柜子 膨胀 架子 推拉门
utility.gas 燃气 通气 灶台 开户 煤气 软管 表 安检 缴 气 卡 停气 点不着 报装 换管 过户
utility.water 水 黄 停水 水压 发浑 小 怪味 水费 茶色 水表 泥沙 水箱 沉淀 断水 自来水 白色 漂白粉
utility.power 停电 黑 整条街 整栋 来电 电费 电表 跳 电压 线路 变压器 抢修 供电 欠费 一片黑 全楼 啥时候来电
utility.heat 暖气 不热 凉 十五度 冷 供暖 穿棉袄 暖气片 停供 交费 放气 冻 温度
utility.network 网 宽带 转圈 卡 信号 wifi 电视 机顶盒 线 断 光纤 飘着的线 打电话没声 掉线 网速 拉网线
property.service 报修 没人来 物业 电话 态度 收钱 不干活 换 管家 撤了 一个礼拜 推 保洁 摆设 服务差 石沉大海 拖
property.fee 涨 物业费 每平米 广告钱 账 公开 凭什么 收费 公摊 不合理 钱去哪 收益 明细 车位费 五毛
property.lift 电梯 卡 困 不动 坏 十几楼 异响 晃 掉 按钮 关人 里面有人 维修 停运 门夹 半层 救人
property.lights 楼道 黑 摸 灯 跺脚 声控 没反应 上楼 看不见 手电 单元 晚上 台阶踩空 灯泡 长明 院里黑
property.gate 单元门 门禁 溜进来 关不上 卡 监控 保安 对讲 刷脸 陌生人 合不上 没人管门 门卡 进出 坏人
property.owners 业委会 业主 选 换届 牵头 成立 大会 投票 备案 代表 管事 章
property.facility 健身器材 椅子 栏杆 断 烂 滑梯 凉亭 扶手 秋千 篮筐 信箱 晃 砸 松动 腐 设施 长凳
road.parking 停车 车位 没处搁 转三圈 占 堵 地锁 收费 车库 挪车 罚单 贴条 乱停 晚上停 下班回来 堵出口 僵 电话不留 停哪 访客 临停
road.deadCar 没人动 趴 两年 破车 轮子没气 灰 僵尸 占地方 废 面包车 没牌 锈 烂车 长草
road.charging 充电 电瓶 电池 桩 棚 插座 扫码 没处充 扣钱 小电驴 汽车充 插头 坏 排队充 换电 新能源
road.surface 坑 路 积水 砖 摔 塌 坑洼 养鱼 翘 泥 水坑 崴脚 颠 破 道 窄 人行道 修路 挖 绊 坡 路牙
road.streetlight 路灯 杆 不亮 黑 巷子 街 一盏 晚上走 害怕 马路 灭 闪
road.manhole 井盖 铁盖 窟窿 盖子 没了 翘 响 掉下去 松 黑洞 路中间 咣当 缺 陷 偷走
road.traffic 红绿灯 斑马线 堵 逆行 快 学校门口 单车 大货车 路口 乱 危险 过马路 撞 喇叭 拥堵 标线 减速
road.transit 公交 地铁 打车 走不动 叫车 站 远 班车 接送 巴士 不方便 线路 车次 末班 换乘 坐车 去医院的车 摆渡
road.occupy 摊 占 路 小贩 烧烤 摆 堆 人行道 店门口 桌子 三轮 过不去 吆喝 卖菜 支到 羊肉串 城管 杂物 私占
env.noise 吵 咚咚 半夜 蹦 音乐 装修 打桩 电钻 睡不着 舞 喇叭 震 机器 嗡 楼上 后半夜 凌晨 工地 叫 唱 敲 高考 中考 练琴 麻将 扰 开舞厅
env.garbage 垃圾 桶 山 苍蝇 臭 脏 没人倒 满 堆 扫 卫生 死角 蛆 污 扔 烂菜叶 几天没收 楼道 味 老鼠窝 清理
env.sorting 分类 桶 骨头 哪个 干 湿 可回收 时间 积分 投放 厨余 说我扔错 定时 大妈 兑换 电池算 混
env.bulky 沙发 床 床垫 柜 旧家具 扔 搬不动 装修 废料 砖 大件 拉走 沉 拆下来 砂石 马桶
env.recycle 纸壳 瓶子 废品 旧衣 卖 收 拉走 破烂 旧书 旧电器 攒 铁 称 回收 电池 易拉罐 报纸 纸箱
env.fumes 油烟 饭馆 呛 味 烟 烧烤 灰 烧 开窗 尘 臭 厨房排 塑料 卧室 烟囱 化工 难闻 刺鼻
env.sewage 粪 化粪池 臭水 冒 井 流 屎尿 污水 院子 溢 公共下水 反 满 蚊蝇 抽粪 咕嘟 沟
env.tree 树 挡 枝 光 窗 倒 断 砸 絮 修 枯 高 屋里暗 樟树 梧桐 风 虫 长疯 锯 根
env.green 花 草 种 绿地 菜 空地 浇水 养 认领 盆 土 园 弄点 栽 枯 苗 多肉 阳台 草坪 花坛 绿植 毁绿
env.pests 蟑螂 小强 老鼠 蚊 虫 蚁 打药 叮 满地跑 爬 马蜂 咬 药 粘鼠板 夹子 蛀 臭虫 潮虫 蜂窝 飞虫 窜
env.dog 狗 绳 不拴 金毛 吓 叫 屎 证 咬 溜 大狗 吠 尿 扑 牵 养 烈犬 泰迪 遛
env.stray 流浪 野狗 野猫 领养 喂 捡 叫春 成群 收容 绝育 抓 蛇 鸟 受伤 猫崽 没主人 可怜
env.petCare 宠物 猫 狗 喂 寄养 洗 病 出门 死了 埋 打针 美容 几天不在 照看
env.illegal 盖 搭 违建 顶楼 偷偷 私自 露台 圈 隔断 棚 占 加一间 封 群租 拆 院子 开门 阳光房 加层 拦
env.ads 广告 贴 墙 门 卡片 通下水 办证 花花绿绿 电线杆 涂 刮 撕 传单 塞 喷
safety.fire 火 灭火器 烟 忘关火 报警 消防栓 逃 隐患 烧 烟雾 老化 煤炉 会叫 演练 纸箱 安全检查 起火 瓶装 逃生绳
safety.fireLane 消防 通道 堵 车 开不进来 楼梯 锁 救护车 出口 占 堵死 安全门 清走 救火 私家车
safety.ebike 电瓶 上楼 电梯 充 回家 插 推进 拉线 楼道充 电池 炸 起火 拎 屋里
safety.gasLeak 煤气味 臭鸡蛋 漏气 味 报警器 头晕 关阀 闻到 泄漏 燃气味 嘶嘶 爆炸
safety.fraud 骗 转账 汇款 群 投资 分红 中奖 链接 安全账户 公安 贷款 刷单 理财 保健品 推销 验证码 退款 冒充 客服 网恋 高利 打钱 讲座送鸡蛋 十万 老师带 屏幕共享
safety.police 偷 顺走 丢 贼 打架 赌 耍钱 可疑 民警 报案 撬 跟踪 骚扰 闹事 砸 第三回 抢 传销 鬼鬼祟祟 尾随 踩点 麻将 派出所
safety.thrown 扔 砸 天上 酒瓶 烟头 花盆 楼上 掉 差点 高空 瓷砖 玻璃 从上面 空调架 坠
safety.missing 走丢 没回来 找不到 没回 联系不上 不见了 遛弯 出去 失联 寻 迷路 照片 到现在 手机关机 一夜未归 糊涂 敲门不应 报警找
safety.disaster 台风 水淹 灌水 暴雨 地下室 沙袋 地震 转移 避难 抽水 洪 积 应急包 倒灌 躲 停电 雷 内涝
safety.child 游泳 河 水库 爬 危险 防溺水 暑假 安全课 马路 池塘 护栏 孩子玩
safety.production 作坊 危险品 煤气罐 厂 仓库 住人 鞭炮 隐患 举报 加工 易燃 三合一 气味 违规
cert.hukou 户口 迁 落 本本 媳妇 挪 买房 立户 单独 户口本 丢 改名 投靠 集体户 转 外省 改年龄
cert.residence 居住证 暂住 打工 半年 外地 签注 续 房东 登记 孩子上学要 过期 来这
cert.idCard 身份证 丢 过期 补 临时 坐火车 办 拍照 小孩 坐飞机 钱包 急用 快到期 换新
cert.birthReg 生 娃 手续 出生证 上户口 准生 登记 一趟 刚出生 二胎 媳妇 新生儿 落户 起名
cert.marriage 领证 结婚 离婚证 登记 带啥 扯证 预约 冷静期 二婚 照片 红本 婚 单身
cert.death 过世 销 死亡证明 丧葬费 户口本 走了 手续 遗属 存款 养老金停 昨儿夜里 注销 老人没
cert.residenceProof 证明 盖章 红章 条子 住在这 社区 居委会 开 学校要 银行要 单位要 情况 出具 公章
cert.kinship 亲属 母子 父子 关系 证明我妈 继承 独生 监护
cert.record 前科 犯罪 记录 政审 新单位 无犯罪 入职 清白 案底 公务员 驾照
cert.passport 护照 出国 旅游 香港 澳门 台湾 通行证 签 探亲
cert.licence 执照 开店 证 小吃 凉皮店 注册 食品 个体 许可 本儿 注销 年报 超市 摆摊 卫生证
cert.onlyChild 独生 一个孩子 奖励 就生了一个 光荣证 计生 退休 每年 特扶
cert.proxy 跑了三趟 缺这缺那 填表 不会弄 窗口 手把手 材料 代办 手续 腿脚 看不懂 麻烦 复杂 周末 帮弄 来家办 不识字 跑断腿
cert.print 印 打印 复印 机器 照片 纸 证件照 扫描 作业 资料 两张 彩打
family.matchmaking 对象 光棍 相亲 单身 张罗 介绍 侄子 三十五 大龄 找个伴 再婚 谈朋友 媒 圈子 不结婚 剩
family.wedding 婚礼 酒席 场地 喜事 简办 摆酒 彩礼 集体 红白
family.funeral 咽气 后事 走了 火化 灵车 骨灰 墓 寿衣 丧 殡仪馆 第一步 遗体 一点不懂 送葬 灵堂 海葬 刚去世 守灵
family.memorial 清明 坟 上香 祭 花 托人 烧纸 回不去 爹妈 扫墓 冬至 忌日
digital.phone 手机 智能 儿子买的 不会 划拉 微信 视频 接电话 扫 字小 红包 点哪 摆弄 看不懂 触摸 调大 语音 流量 挂号 打车软件 学会用
digital.online 网上 填表 验证码 APP 登录 密码 系统 提交 小程序 下载 操作 网页 申报 人脸 缴费 弄不明白 注册 上传
digital.media 拍 视频 剪 直播 卖货 电脑 表格 打字 抖音 修图 账号 带货 PPT AI
culture.troupe 唱 跳 舞 合唱 队 戏 班子 二胡 登台 表演 嗓子 舞伴 扭 收人 爱好 京剧 排练 乐器 演出 模特 吼两句
culture.course 练字 毛笔 画 下班 学 插花 烘焙 摄影 古筝 手工 静下心 夜校 课 编 茶 报名 老师 吉他 爱好
culture.library 书 借 安静 复习 自习 看报 考研 图书 座位 看书 闭馆 绘本 家里吵 学习地方 小说 还书
culture.chess 棋 杀两盘 老头 对手 象棋 围棋 比赛 打牌 下一盘 教棋 楚河 将军 段位 切磋
culture.sport 打球 锻炼 出汗 运动 乒乓 羽毛球 太极 跑 健身 球友 游泳 瘦 腰 活动 操场 舞剑 体测 瑜伽 跳绳 广播操 坐办公室
culture.venue 场地 屋 开会 聚 坐得下 借 地方 生日 排练 几十人 会议 碰头 教室 活动 礼堂 十几家 投影
culture.lecture 讲座 专家 听 讲 知识 课 遗产 民法 科普 名师 开讲 主题
culture.film 电影 银幕 戏 演出 看 票 放映 展 露天 晚会 节目 小品
culture.festival 春联 对子 粽子 灯谜 节 热闹 过年 中秋 重阳 月饼 汤圆 活动 邻居 聚餐 联欢 腊八
culture.science 实验 科学 机器人 为什么 星星 编程 好奇 发明 火箭 恐龙 显微镜 动手 孙子
mutual.tools 借 梯 钻 眼儿 工具 伞 推车 用一下 不值当买 扳手 打气 就用一回 折叠 锤 锯 拖车 还
mutual.join 志愿 义工 出力 街坊 退休 帮人 时长 好事 有空 身体硬朗 想做点 报名 干点啥 公益 余热 会修 发挥
mutual.help 搬 抬 扛 米 五楼 老公出差 煤气罐 帮把手 一个人弄不动 重 搭把手 抬病人 背 挪 力气 小伙子
mutual.timeBank 时间 存 换 伺候别人 将来 等我老了 换回来 积攒 时间币 兑换 互助
mutual.donate 捐 送人 衣裳 需要的人 旧书 玩具 帮困难 资助 善款 孩子穿小 好好的 爱心 山区 不要了 家里多 献
mutual.swap 换 闲置 二手 集市 婴儿车 摆摊 旧货 跳蚤 物换物 卖掉 用不着 转让
mutual.lost 捡 丢 钥匙 钱包 失主 落 拾 认领 手机丢 小熊 还给 遗失 卡 招领 书包
life.haircut 头发 剪 理 剃 盖耳朵 刘海 推子 上门剪 胡子 便宜剪 胎毛 烫 染
life.laundry 被子 洗 大被 羽绒 鸭绒 塞不下 干洗 窗帘 床单 机子 西装 毛毯 烘干 洗衣机小
life.housekeeping 擦地 雇 一礼拜 钟点 打扫 阿姨 玻璃 卫生 拖地 做饭 收拾 家务 过年 大扫除 两回 忙不过来
life.nanny 月子 卸货 快生 伺候 月嫂 保姆 带孩子 住家 有经验 育儿 预产 看孩子 新生儿 奶
life.parcel 快递 收件 包裹 寄 取 门口 丢 上班 柜 驿站 件 代收 放哪 重 上楼 单号
life.shopping 菜 超市 贵 远 买 送 米 油 鸡蛋 新鲜 水果 菜场 拎 牛奶 早点 不想跑 送上门 便宜菜
life.moving 搬家 拉 车 一车 换房子 搬运 家具 钢琴 面包车 货 楼上搬 打包 师傅
life.bath 澡堂 浴室 厕所 公厕 憋 母婴 换尿布 喂奶 没热水 家里没法洗 泡澡
life.bank 存折 银行 取 密码 柜台 本人 ATM 零钱 卧床 钱 利息 硬币 存 卡吞 残币
life.carWash 洗车 打不着 搭电 汽车 保养 轮胎 年检 代驾 电瓶亏 拖车
life.shelter 蒸笼 热 凉快 歇 冷 空调 坐坐 喝水 走累 避 纳凉 暖和 中暑 歇脚 太阳
gov.pact 点子 建议 议 大家 商量 规矩 提 凉亭 想法 投票 方案 荒地 公约 意见 一起定 征求 改成 多数
gov.party 党 党费 支部 组织 关系 入党 党员 转 流动 申请书 学习
gov.women 单亲 姐妹 妈妈 带俩孩子 女 妇联 聊 全职 三八 撑 一样的 累 认识
gov.union 工会 职工 会里 慰问 厂里 会员 福利 疗养 兄弟住院 困难职工 互助
gov.feedback 夸 表扬 锦旗 态度 推来推去 脸 说理 投诉 窗口 热心 感谢 差评 工作人员 没人管 效率 踢皮球 反映 谢谢
gov.info 居委会 在哪 电话 上班 网格员 归谁 几点 地址 找谁 开门 周末 哪个社区 办公
`;

/** Term code -> the words of its field. Words of a line stand once each; single characters come from the second list only. */
export const cues: ReadonlyMap<string, readonly string[]> = (() => {
	const map = new Map<string, Set<string>>();
	for (const line of `${fields}\n${moreFields}\n${concreteFields}\n${nearFields}\n${everydayFields}\n${widerFields}\n${toldFields}`.split('\n')) {
		const [code = '', ...words] = line.split(' ');
		if (!code) continue;
		const held = map.get(code) ?? new Set<string>();
		for (const word of words) held.add(word);
		map.set(code, held);
	}
	for (const [code, sentences] of [...voices, ...hints, ...scenes]) for (const sentence of sentences) map.get(code)?.add(sentence);
	for (const [code, words] of englishWords) for (const word of words) for (const stem of stemsOf(word)) map.get(code)?.add(stem);
	return new Map([...map].map(([code, words]) => [code, [...words]]));
})();
