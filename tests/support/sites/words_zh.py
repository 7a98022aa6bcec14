"""The parts that Chinese articles are made of. Places, people and bodies do not exist."""

from __future__ import annotations

SPACE = ""

TITLES = (
    "{place}{body}将{plan}",
    "{place}{plan}，{effect}",
    "{place}{thing}{change}",
    "{body}：{place}{thing}{change}",
    "{place}{role}{did}",
)
FORMS = (
    "{when}，{place}{body}宣布将{plan}，{effect}",
    "{person}在{occasion}上说，“{quote}”，并提到{thing}和{thing}仍然不足",
    "{role}{did}，{effect}",
    "据{body}统计，{place}的{thing}{change}，{cause}",
    "{cause}，{place}不少{role}转而关注{thing}",
    "按照{occasion}通过的方案，{place}要在{deadline}前{plan}",
    "{role}{person}告诉记者，{place}的{thing}过去{habit}，如今{change}",
    "与此同时，{place}和{place}商定共同{plan}，由{body}负责{duty}",
    "{body}提醒{role}，{when}起{thing}须{duty}，{effect}",
)


def split(words: str) -> tuple[str, ...]:
    return tuple(words.split())


POOLS: dict[str, tuple[str, ...]] = {
    "place": split(
        "青崖 白石 云渡 南屏 海棠湾 柳河 金沙洲 北岭 望湖 长亭 石门坎 桂溪 澜河 东篱 雁回 鹿角 沉香 麦积川 "
        "半月岛 双塔 听涛 竹林关 驼铃 枫桥集"
    ),
    "body": split(
        "水务局 教育局 交通局 农技站 港务公司 市立图书馆 第二医院 规划院 供电所 公交集团 消防支队 植物园 "
        "自来水厂 博物馆 气象台 街道办 船舶协会 养老院 茶叶合作社 体育中心 地质队 剧团 邮政局 档案馆"
    ),
    "role": split(
        "渔民 果农 教师 护士 公交司机 退休工人 船员 摊主 快递员 木匠 牧民 研究员 导游 花农 面包师 修表匠 "
        "养蜂人 救生员 图书管理员 中学生"
    ),
    "person": tuple(
        f"{surname}{name}"
        for surname in "陆贺方温沈翟邹骆柯庞"
        for name in ["文波", "晓棠", "建国", "思远", "玉兰", "一鸣", "春生", "若宁", "海潮", "青禾"]
    ),
    "adjective": split(
        "新式 老旧 便携 露天 低温 木制 共享 夜间 水下 高山 流动 折叠 有机 季节性 手工 备用 双层 环形 社区 移动"
    ),
    "noun": split(
        "水泵 书架 码头 温室 路灯 渡船 教室 病床 茶园 果树 雨棚 风车 蜂箱 电池 厨房 舞台 地图 防洪堤 充电桩 "
        "观测站 邮筒 晒场 冷库 步道 候车亭 乐器 井盖 渔网 雪橇 磨坊"
    ),
    "thing": ("{adjective}{noun}",),
    "when": (
        "周一上午",
        "周二傍晚",
        "上周四",
        "本月初",
        "入秋以来",
        "汛期过后",
        "开学第一天",
        "连日降雨之后",
        "昨晚八点",
        "节前最后一个集市日",
        "今年第三季度",
        "清晨五点",
    ),
    "deadline": ("年底", "下个汛期", "春耕", "学期结束", "第一场雪", "灯会开幕", "明年六月", "渡轮停航", "供暖季"),
    "occasion": (
        "社区议事会",
        "行业年会",
        "新闻发布会",
        "码头边的见面会",
        "校庆活动",
        "防汛调度会",
        "图书交换日",
        "丰收节开幕式",
        "职工代表大会",
        "夜校结业礼",
    ),
    "plan": (
        "修缮{number}处{thing}",
        "把{thing}搬到河对岸",
        "为{role}加装{thing}",
        "停用全部{thing}",
        "试运行{number}天的{thing}",
        "从{place}调来{thing}",
        "公开招募{number}名{role}",
        "拆除临时的{thing}并补种{noun}旁的树",
        "向{role}免费借出{thing}",
        "重新测量{thing}的位置",
        "将{thing}与{thing}合并管理",
        "给{number}户人家更换{thing}",
        "开设一门讲{thing}的夜课",
        "沿旧铁路铺设{thing}",
    ),
    "did": (
        "自费改造了{number}个{thing}",
        "排队两小时领取{thing}",
        "联名要求保留{thing}",
        "用三个月画出{thing}的分布图",
        "在大雾里找回{number}件{thing}",
        "把{thing}捐给了{place}{body}",
        "第一次学会修理{thing}",
        "连夜转移了{thing}",
        "凑钱买下一座{thing}",
        "在{thing}旁守了一整夜",
        "给外地{role}示范{thing}的用法",
        "拒绝再用{thing}",
    ),
    "change": (
        "减少到{number}处",
        "比去年多出{number}个",
        "一周内坏了两次",
        "首次出现短缺",
        "价格回落了一成半",
        "终于恢复使用",
        "只剩下一半还能用",
        "搬迁后客流翻番",
        "由{body}统一编号",
        "排到了{number}名之后",
        "在雨季后重新开放",
        "改为凭预约使用",
    ),
    "effect": (
        "首批{number}个名额当天就被{role}约满",
        "附近的{thing}因此暂停两周",
        "{role}的通勤时间缩短了一刻钟",
        "费用由{place}和{body}分担",
        "多出来的{thing}会留给{role}",
        "不过{thing}的噪声仍让人担心",
        "原来的{thing}则移交给{body}",
        "预计每年可省下{number}万元",
        "沿线{number}户居民不必再绕路",
        "雨天也能照常开放",
        "第一批用户是{number}名{role}",
        "但{body}尚未给出时间表",
        "夜里的客人明显多了起来",
        "小学生们为它画了{number}张海报",
    ),
    "cause": (
        "由于{thing}的零件要从{place}运来",
        "因为{role}人手不够",
        "在{body}接手{thing}之后",
        "受上游来水偏多影响",
        "随着{thing}投入使用",
        "考虑到{noun}已经用了{number}个月",
        "自从{role}提出意见",
        "尽管{thing}只试了{number}天",
        "原因是{thing}在低温下容易开裂",
        "趁着河面还没有结冰",
        "在{number}封居民来信的推动下",
        "为了避开{place}的集市",
    ),
    "quote": (
        "没有人愿意再看到{thing}闲置",
        "我们先让{role}试，再谈推广",
        "{noun}不是摆设，要天天有人用",
        "这笔钱花在{thing}上最值",
        "孩子们比我们更懂{thing}",
        "下一步看{place}能不能跟上",
        "账目每个月都会贴在{noun}旁边",
        "我做{role}二十年，头一回见到这样的{noun}",
        "先修{noun}，再修路",
        "数字好看不如{role}点头",
        "谁用{thing}谁来出主意",
        "天气不会等我们",
    ),
    "habit": (
        "总要等上大半天",
        "只在周末开放",
        "由{role}轮流看管",
        "常被{noun}挡住",
        "到了冬天就停用",
        "没有人登记",
        "靠{body}接济",
        "每逢大雨必漏",
        "要走{number}级台阶才到",
    ),
    "duty": (
        "每天检查{thing}",
        "登记{role}的意见",
        "提前{number}分钟关闭",
        "附上一份{noun}说明书",
        "清点并上锁",
        "在{noun}旁张贴告示",
        "由两名{role}陪同",
        "核对{thing}的编号",
        "按月公布{noun}的用电量",
        "保留原来的{noun}",
    ),
}


def as_sentence(text: str) -> str:
    return f"{text}。"


def as_title(text: str) -> str:
    return text
