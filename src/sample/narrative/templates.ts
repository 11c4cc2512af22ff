/**
 * Sentence templates by the part of the report where they may be. `{slot}` is filled from the vocabulary,
 * from the organ (`self`, `home`, `village`, `brand`, `year`, `next`) or by a number (`few`, `some`, `many`), a
 * `date` or a `percent`.
 */
export const PREAMBLES: readonly string[] = [
  '本报告依照{basis}编制，所列数据的统计期限为{year}年1月1日至12月31日。',
  '根据{basis}，现公布{home}{self}{year}年度政府信息公开情况，欢迎社会各界监督。',
  '现将{self}{year}年政府信息公开工作情况报告如下，全文可在{channel}查阅。',
  '按照{basis}，{self}对{year}年度有关工作进行了梳理，形成本报告。',
  '本报告由六个部分组成，电子版通过{channel}发布，公众对内容有疑问的，可到{place}咨询。',
  '为保障公众知情权，{self}汇总{year}年公开工作情况，编成此报告，并在{place}摆放纸质文本。',
];

export const OVERVIEW: readonly string[] = [
  '{year}年，{self}围绕{topic}、{topic}等重点工作，坚持{measure}，{effect}。',
  '{self}把公开工作列入年度任务清单，由{leader}牵头，全年召开{meeting}{few}次。',
  '一年来，{self}结合{topic}实际，注重{measure}、{measure}，{effect}。',
  '{self}严格落实{basis}，将公开要求嵌入公文办理、{topic}和{topic}各个环节。',
  '围绕群众关心的{topic}问题，{self}在{place}设立咨询点，累计接待{people}{some}人次。',
  '{date}，{self}召开{meeting}，研究{topic}信息公开事宜，明确了{few}项具体任务。',
  '全年新建{system}和{system}，修订内部规程{few}件，{effect}。',
  '针对{people}反映集中的{topic}事项，{self}组织专人梳理，通过{channel}逐条说明。',
  '{self}坚持把{topic}作为公开重点，与{topic}同部署、同检查、同考核。',
  '在{home}统一部署下，{self}以{measure}为抓手，推动{topic}信息应公开尽公开。',
  '{year}年{self}公开工作总体平稳，{effect}，未发生失泄密事件。',
  '{self}主动对接{village}、{village}等村社，把{topic}公开延伸到最末端。',
  '以“{brand}”为载体，{self}开展主题活动{few}场，吸引{people}和{people}广泛参与。',
  '年初制定工作要点，列出{topic}等{few}个方面任务，逐月对账，{effect}。',
];

export const PROACTIVE: readonly string[] = [
  '全年通过{channel}发布各类信息{many}条，其中{topic}类{some}条。',
  '{self}在{channel}开设{topic}专栏，发布相关内容{some}篇，浏览量达{many}次。',
  '公开《{home}{document}》等文件{few}件，配发{form}材料{few}份。',
  '对《{home}{document}》采用{form}和{form}两种方式进行说明，方便{people}理解。',
  '“{brand}”公众号全年推送{topic}信息{some}条，新增关注{many}人。',
  '及时公布{topic}办理结果{some}项，公示期均不少于{few}个工作日。',
  '围绕{crop}产业发展，在{village}公示补助资金{some}户，接受{people}监督。',
  '在{place}增设{channel}{few}处，集中展示{topic}和{topic}政策。',
  '组织{people}走进{place}，现场了解{topic}情况，收集意见{some}条，采纳{few}条。',
  '《{home}{document}》出台前公开征求意见，收到{people}建议{few}条，均已反馈。',
  '重点公开{topic}领域信息，做到内容、时限、载体三统一，{effect}。',
  '{date}举办政府开放日活动，{people}代表{some}人参观{place}并参与座谈。',
  '全年更新领导分工、机构职能等基础信息{few}次，清理过期内容{some}条。',
  '{topic}信息实行专人维护，每周更新，全年累计发布{some}条，未出现空白栏目。',
  '制作{topic}口袋书{many}册，送到{village}和{village}的{people}手中。',
  '利用{channel}播发{topic}提示{some}次，覆盖{place}周边居民。',
  '依托{channel}回应群众关切{some}件，主要涉及{topic}和{topic}。',
  '{self}与{village}共建公开示范点，上墙公布{topic}流程，{effect}。',
  '对{topic}资金的分配、使用情况全程公开，涉及{village}等{few}个村社。',
  '编发政策问答{few}期，解答{people}关于{topic}的常见疑问。',
  '以{crop}种植补贴为例，{self}公布申领条件、标准和时限，惠及{some}户。',
];

export const APPLICATION_HANDLING: readonly string[] = [
  '{self}进一步规范申请受理、登记、会商、答复流程，执行{system}。',
  '对涉及{topic}的疑难申请，由{leader}组织法律顾问共同研究后答复。',
  '所有申请均在法定期限内办理，答复文书由{leader}审核把关，{effect}。',
  '申请内容主要集中在{topic}、{topic}等方面。',
  '{self}在{channel}公布申请方式和联系电话，方便{people}提出申请。',
  '推行{system}，对申请件逐件编号、全程留痕。',
  '受理环节主动与申请人沟通，了解其对{topic}信息的真实需求。',
  '在{place}设置受理窗口，安排{leader}轮流值守。',
  '对不属于本机关公开范围的，告知申请人查询{channel}等途径。',
  '本年度没有收取信息处理费。',
];

export const MANAGEMENT: readonly string[] = [
  '{self}健全{system}，对拟发布信息逐条审查，全年审核{many}条次。',
  '完成规范性文件清理，将{few}件有效文件按统一格式重新发布。',
  '建立{system}，由{leader}每季度抽查{some}条信息，问题整改率{percent}。',
  '对历年{topic}文件进行数字化整理，补录{some}份。',
  '落实{system}，把公开属性审核作为发文必经程序。',
  '修订主动公开目录，新增{topic}等二级栏目{few}个，合并重复栏目{few}个。',
  '对涉及个人隐私的{topic}名单作去标识化处理，执行{system}。',
  '编制{topic}公开标准，形成事项{some}条，经{meeting}审定后印发。',
  '开展信息更新巡检{few}轮，发现链接失效{some}处，全部修复。',
];

export const PLATFORM: readonly string[] = [
  '对{channel}进行改版，优化{topic}检索，{effect}。',
  '“{brand}”账号全年推送作品{some}条，其中{form}占比{percent}。',
  '关停低效账号{few}个，保留的账号统一落实{system}。',
  '在{place}打造公开专区，配备查询机{few}台，年接待{people}{many}人次。',
  '完成网站适老化和无障碍改造，增加{topic}语音播报。',
  '加强{channel}日常监测，错敏信息更正平均用时{few}小时。',
  '推动{channel}与{channel}内容同源发布，避免口径不一。',
  '上线{topic}智能问答，收录问题{some}个，解答{people}咨询{many}次。',
  '{village}试点二维码公开栏，扫码即可查看{topic}明细。',
  '升级公报赠阅点，在{place}等处投放{some}册。',
];

export const SUPERVISION: readonly string[] = [
  '将公开工作纳入年度综合考核，分值占比{percent}，结果由{meeting}通报。',
  '{date}组织业务培训，{leader}围绕{topic}公开作专题讲解，参训{some}人。',
  '邀请{people}开展社会评议，发放问卷{some}份，满意率{percent}。',
  '聘请社会监督员{few}名，其中{people}{few}名，全年提出建议{some}条。',
  '对更新迟缓的{few}个科室下发提醒单，督促{measure}。',
  '本年度未发生因公开工作不力被追究责任的情形。',
  '选派{leader}参加上级培训{few}次，学习{system}做法。',
  '开展模拟答复演练，围绕{topic}设置题目{few}道，{effect}。',
  '建立{system}，对整改不到位的单位由{leader}约谈。',
  '与{village}结对互查，交流{channel}运行经验，查改问题{few}个。',
  '组织旁听行政诉讼庭审{few}次，以案释法，提升{leader}依法答复能力。',
];

export const PROBLEMS: readonly string[] = [
  '对照{basis}和{people}的期待，工作中还存在{problem}、{problem}等问题。',
  '存在的主要问题：一是{problem}；二是{problem}；三是{problem}。',
  '虽然{effect}，但仍有不足，主要表现为{problem}，{problem}。',
  '从{people}反馈看，{topic}方面{problem}，需要尽快改进。',
  '通过自查，{self}发现{problem}，在{topic}领域尤为明显。',
  '此外，{problem}，与{home}高质量发展的要求还有差距。',
  '受人员编制所限，{problem}的情况尚未根本改变。',
];

export const IMPROVEMENTS: readonly string[] = [
  '{next}年，{self}将坚持{measure}，重点做好{topic}信息公开。',
  '一是{measure}，完善{system}；二是{measure}，丰富{form}；三是{measure}，用好{channel}。',
  '下一步，围绕{topic}和{topic}，制定{document}配套解读，面向{people}精准推送。',
  '计划在{place}新增公开专区{few}处，配备{channel}。',
  '加强队伍建设，每季度举办一次培训，邀请{people}参与评课。',
  '针对{problem}的问题，由{leader}牵头，{measure}，力争{next}年上半年见到成效。',
  '推广{village}的经验，让{topic}公开更贴近{people}。',
  '继续落实{system}，对{topic}栏目逐月检查，确保{effect}。',
  '探索{form}等新形式，把{topic}政策讲清楚、讲明白。',
  '加强与{home}有关部门会商，统一{topic}公开口径，减少因理解分歧引发的行政复议。',
  '认真研究行政诉讼案例，改进{topic}类申请的答复质量。',
];

export const OTHER_MATTERS: readonly string[] = [
  '无其他需要报告的事项。',
  '本年度未产生信息处理费。',
  '{self}全年承办人大代表建议{few}件、政协提案{few}件，均已按期办复并公开结果。',
  '“{brand}”活动获得{people}好评，相关做法在{meeting}上交流。',
  '如需进一步了解{topic}信息，可到{place}现场查询。',
  '{self}落实年度要点情况：{topic}公开任务全部完成，{effect}。',
  '创新做法：在{village}设立“{brand}”公开小院，用{form}讲解{topic}。',
  '年度要点中涉及{document}的任务已完成，{people}代表参与了评估。',
];

/** Sentences around one rare phrase. */
export const RARE: readonly string[] = [
  '{self}还结合本地特色，推出{rare}，受到{people}欢迎。',
  '其中，{village}的{rare}成为公开工作的一个亮点。',
  '{date}，{place}首次出现了{rare}，{people}驻足观看。',
  '经{meeting}研究，决定将{rare}纳入下一年度公开目录。',
];
