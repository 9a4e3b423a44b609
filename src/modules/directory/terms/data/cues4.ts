/** A fourth pass: near neighbours told apart, and everyday things named by what they do. */
export const nearFields = `
elder.meal 开不了火 坐下吃饭 吃饭的地方 搭灶 煤气不敢用 晚饭凑合 冷饭 上顿接下顿 做一次吃三天 油烟大不想做 单身老头吃饭
elder.mealDelivery 端到五楼 端上楼 爬不了楼梯 送饭菜 膝盖积水 饭端 送一份 送来吃 保温桶 上门送菜饭
elder.bath 痱子 给她洗 帮洗 洗不动 身上长 浴帽 擦身洗头 卧床清洁
elder.homecare 照料老太太 推轮椅喂饭 尿裤子 半身瘫 看护几个钟头 白天照顾 上门伺候
elder.respite 外地培训 半个月 离不开人 我不在家 出门几天老人 住院老人没人 度假 缓口气 换我歇
elder.adapt 没处扶 浴室太窄 缝了八针 滑倒卫生间 站起来没抓的 卫浴 厕所抓 防摔改造
elder.dementia 半夜收拾行李 说要回家 要回娘家 认不出镜子 老问几点 忘了吃没吃 迷路老太 幻觉 天黑就闹 胡乱穿衣
elder.allowance 虚岁 每月给打钱 街道给老人钱 领敬老金
elder.visit 看看独居 没人来看 住对门的老人 屋里没动静 灯几天没亮
elder.escort 复诊 化验 做手术签字 推床 拿药排队 一个人挂号 带去看病
disabled.access 抬轮椅 两个人抬 进单元门 轮椅抬上去 斜坡板 门槛坎
disabled.card 一只眼睛 看不见 评几级 残几级 失聪 失明 先天缺
disabled.childRehab 对声音没反应 听力障碍孩子 做训练 言语训练 听觉口语 走路不会 智力低
child.afterSchool 六点前没人领 没人领 幼小衔接 下班路上堵 接晚 领孩子 老师催
child.care 谁都不要她 住姑姑家 离婚都不要 父母失踪 没有监护 舅舅养
child.toddler 十四个月 白天放一放 一岁两个月 小月龄宝宝 靠谱看娃 全职带娃累
child.protect 棍子印 不敢回家 爸爸老打我 挨揍 打我骂我 求救孩子 后妈饿
education.enrol 老大明年 念初中 分学校 新搬来 升初 对口 片区 学校在哪报
health.clinic 肚子拧着疼 有没有近点 绞痛 医院太远 不舒服去哪 看个小病
health.vaccine 水痘 该种 种痘 麻疹 百日咳 带状疱疹 打疫苗反应
health.homeNursing 管子堵 冲一下 过来冲管 护士过来 膀胱冲洗
health.chronic 降糖药 脚趾发麻 糖尿病足 手脚麻 视物模糊 多年糖尿
health.tcm 直不起来 闪腰 腰扭 扭伤 落枕 贴敷
health.dental 后槽牙 有个大洞 钻心疼 喝凉水疼 牙神经 牙根 智齿发炎 长牙
mental.talk 图个啥 睁着眼 活着没意义 夜里睁眼 空虚 崩溃大哭 提不起 心如死灰 不想说话 整夜不睡 看不到希望
mental.crisis 天台边 坐在天台 怎么劝都不下来 要往下跳 楼顶 站栏杆 拦不住 寻死 割
mental.child 孤立她 不吃饭不说话 班里 欺负后不说话 不肯吃 躲着人 闷葫芦 发呆 老师说情绪
legal.consult 走法律 没影了 追回 维权打官司 法律途径 收了租金跑 告得赢 违约 诉 起诉书
legal.tenancy 二房东 收了半年租金 租客 押一付三 提前退租 房东扣
legal.neighbour 脸红脖子粗 鞋架 走廊里放 对面 闹得 吵过 说理 讨说法
legal.family 接老爹 谁也不肯 俩哥哥 赡养老人 推诿养老 兄弟姐妹 轮着养 说道说道
legal.violence 捅我 剪刀 往哪躲 拿刀 老婆打我 男人也被打 躲一躲
legal.consumer 网上买的 客服不搭理 按摩椅 坏了不管 不给换 维修不认 发错货 卖家 退换 售后 厂家推 三包
legal.labour 没给开支 三个月没发 开工资 发不出工资 干了活不给 讨要 保洁公司 劳务
job.seek 挣点钱 啥都行 出来挣钱 想出来工作 重新工作 干点活 补贴家用 白天有空想上班 全职妈妈找
job.training 学西点 学做 将来自己开店 拜师 学艺 技校 进修 班免费
job.unemployed 没积蓄 被裁了 国家补一点 失去工作领 辞退补
social.pension 两个城市 并到一起 怎么并 交过的社保 之前交的 合并 转到这边 早些年
social.alive 眨眼睛 老不过 不给她发钱 养老钱停 扫脸 认脸
social.medicare 医疗本 续上 今年没交 孩子医疗 医保缴
social.claim 票据 带回来 老家骨折 开刀 外地手术 报一报 报账 垫付
aid.medical 家底掏空 尿毒症 重病 花光 看病花完 凑不齐 治病钱
aid.temporary 一场大水 泡了 啥也没剩 遭灾 遭了难 房子没了 倒了霉 一夜没了
housing.public 公家盖 没房 工资不高 双职工 房价 住上 排房子 政府盖 
repair.plumbing 按了没水 厕所水箱 水箱按 冲水按钮 一点水 水箱 进水慢 上水 按两三下 不上水 补水 冲不下水 阀芯
repair.electric 啪一声 灭了 小开关 扳不上去 电闸扳 客厅灯 屋里灯 灯灭 空开推不上 卧室灯 灯座 接触不良 保险跳
repair.leak 水渍 雨停了还在滴 阳台顶 顶上 滴个不停 一大块 天花板湿 漏印 楼上渗
repair.drain 翻沫子 馊味 水槽往外 返上来 水倒流 溢水 返泡沫 排水口 存水弯
repair.appliance 只有声没有影 没图像 电视机 有声音没画面 不出画面 显示屏 家电坏 电器坏 不通电 嗒嗒响 保修 空调坏 烤箱 电热水壶
repair.lock 指纹锁没电 进不了屋 锁没反应 智能锁 按密码没反应 屋门
repair.bike 辐条 链盒 咔咔响 三轮车 轮圈 中轴 变速
repair.sewing 拉锁 刮了个口 袖子 羽绒服 破了口 织 补个洞 开叉 换内衬 缝几针
utility.water 铁锈 放出来的水 水里有 出水发红 喝的水 水质差 水浑浊 泥
utility.network 网线 断网 电视盒 路由 没网 流量 
property.lift 贴了一周 维修贴 电梯停用 电梯修 迟迟不修 停运 上不去
property.lights 楼梯拐角 鬼片 一闪一闪 楼道那盏 拐角灯 公共灯 
property.gate 入口杆子 道闸 外来车随便进 栏杆坏 大门口 起落杆 岗亭
env.garbage 扔在楼道口 谁把 乱丢 破烂扔 没公德 堆在门口
env.noise 架子鼓 练到十一点 练琴 吹号 唢呐 每天练 隔壁练 跳操 直播喊麦 鸡打鸣 鸽子 
env.pests 小飞虫 密密麻麻 蛾蚋 蠓 黑虫 厕所虫 虫卵 喷杀 
env.dog 两条狼狗 养了七八 臭死 乱叫 养一群 狗味 
safety.fraud 老劝我妈买 干细胞 两万块 神药 包治百病 卖床垫 推销 会销 大姐带着买 养生馆忽悠 拉人头
cert.idCard 证全没了 出差坐飞机 没证怎么坐车 挂失证 钱包里的证
cert.marriage 二婚 离婚那个本 再婚登记 领证带
family.funeral 没醒过来 慌了神 早上走的 断气 没气了老人 老人没了 咽下最后 家里走了 人走了怎么办
cert.proxy 转晕了 跑社保 跑民政 跑了好几个部门 到处跑 不知道找哪个部门 一件事跑 指路 弄不清
digital.phone 发到家族群 点来点去 发不出去 家族群 传照片 群里发 转发 发不了
culture.troupe 京胡 没人搭伙 拉琴 胡琴 票房 笛子 唢呐队 锣鼓队 搭班 凑一块唱 
culture.library 静静地看 看会儿小说 孙子太闹 看书安静 坐下看书
culture.chess 国际象棋 同学都会下 棋盘 学棋 教下棋
culture.venue 排小品 施展不开 客厅太小 排练 大点的地方 腾不开 场子
mutual.tools 滚筒 折叠梯 刷墙 刷下墙 油漆刷 借个 水钻 角磨 打草机 万用表
mutual.join 手艺给大伙用 用用这手艺 焊东西 修伞 义务修 出把力 免费帮大家 给邻居修
mutual.donate 漫画书 舍不得 不看了 卖废纸舍不得 送学校 留给别人
life.nanny 带夜 刚生完 夜里帮带 请个人来帮着 婆婆腰不行 找人带娃 照顾产妇
life.housekeeping 灰太厚 爬出去擦 窗户外头 擦外窗 不敢爬 擦高处 吊顶灰 请人擦
life.parcel 两箱橘子 寄两箱 寄水果 寄给 往老家寄 发走 物流 托运 邮过去 邮
newcomer.station 暖暖手 零下五度 环卫大叔 进屋暖 外头干活 暖手 暖脚 
life.shelter 暖暖身子 避避雨 进来坐 站一会
gov.party 想入党 先找哪个 递申请 积极分子 
gov.feedback 夸一夸 送面旗 谢谢小伙子 办得好 没人理我 第几次反映
safety.thrown 从楼上 差点砸 天上掉
safety.missing 出门没回 一宿没归 找不见 没个信儿 走出去了
safety.police 门被撬 屋里被翻 丢了金 被抢 打群架 有人堵门 催债 泼漆 骚扰电话 偷窥 尾随 借高利贷逼债
safety.fire 屋里冒烟 电线冒烟 烧纸 充电起火 煤球炉 灭火毯
road.surface 崴了脚 路不平 坑里 修路 泥泞 地陷 砖头翘
road.parking 停不了车 挡我车 挪车电话打不通 占我车位 画位 停门口 车停人行道
road.charging 充不了电 充电排队 电车充 桩坏 充电费 
road.occupy 摆地摊 挡路 占着走廊 占盲道 店把货摆 
env.illegal 天台盖 偷偷盖 阳光房 搭雨棚 占公共 改群租 
env.tree 挡太阳 叶子掉一地 树杈 台风刮倒 掉树枝 
env.green 草枯 菜地 花苗 花盆 种点 绿萝 养死 
env.stray 猫叫春 野狗追 收养 捡的猫 
env.fumes 呛得 烟囱 炒菜味 熏得 煤烟 
env.sewage 臭水 粪井 井冒 污水流
env.bulky 旧衣柜 拆下来的 装修渣 床板 
env.recycle 纸箱卖 收旧 卖破烂 旧家电换钱 
env.sorting 哪个桶 分错 积分
env.ads 小卡片 涂画 
legal.will 分给 写下来 财产留 
legal.aid 免费打官司 请不起
legal.notary 做公证
job.flexible 兼个职 打零工 做钟点 
job.startup 开个店 做小生意 摆个摊 
job.publicPost 照顾性岗位 
social.retire 到点退休 退休金算 
social.card 社保卡坏 
aid.dibao 揭不开 困难补助 没饭钱 
aid.goods 没厚衣服 要点米 
aid.charity 圆个梦 
aid.homeless 睡街边 
housing.lift 装电梯 
housing.danger 墙开裂 
housing.renewal 改造 
family.matchmaking 对象 
culture.sport 出汗 打球 
culture.course 学画 学琴 
culture.festival 过节 
culture.film 电影 
culture.lecture 听讲 
culture.science 小实验 
life.haircut 剪发 
life.laundry 洗被 
life.shopping 买菜 
life.moving 拉家具 
life.bank 取钱 
`;
