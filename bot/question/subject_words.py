"""What news of a section is about, in words: for stores whose news is in no sections."""

from __future__ import annotations

from data.text.tokens import simplify

_SUBJECTS = """
体育 运动 sport sports: 体育 足球 篮球 男篮 女篮 男足 女足 国足 排球 女排 网球 乒乓 羽毛球 田径 电竞 NBA
    CBA 中超 英超 西甲 欧冠 世界杯 亚洲杯 奥运 亚运 大运会 世锦赛 锦标赛 联赛 决赛 小组赛 金牌 奖牌 夺冠
    冠军赛 球队 球员 主教练 转会 football soccer basketball tennis rugby cricket olympic league championship
    coach striker
科技 技术 tech technology 数码 互联网 it: 科技 人工智能 大模型 ChatGPT OpenAI 芯片 半导体 光刻机 机器人 卫星
    航天 火箭 空间站 量子 超导 手机 iPhone 苹果 华为 小米 微软 谷歌 英伟达 高通 三星 特斯拉 自动驾驶 电动汽车
    操作系统 处理器 显卡 软件 software internet computer mobile broadband microsoft google apple chip robot
财经 经济 商业 金融 business finance economy economic: 经济 财经 股市 A股 美股 港股 上市公司 央行 利率 降息
    加息 通胀 CPI GDP 美联储 汇率 人民币 基金 证券 楼市 房地产 房企 债务 营收 净利润 财报 出口 进出口 外贸
    消费 就业 油价 economy bank profit shares market inflation oil trade dollar sales
国际 世界 外交 world international: 美国 俄罗斯 乌克兰 欧盟 北约 联合国 日本 韩国 朝鲜 英国 法国 德国 印度
    巴基斯坦 以色列 伊朗 叙利亚 尼日尔 普京 拜登 泽连斯基 特朗普 外交部 外长 总统 大使馆 Russia Ukraine UN EU
    NATO president minister
国内 时政 政治 domestic politics political: 习近平 李强 国务院 中共中央 全国人大 全国政协 发改委 财政部 教育部
    公安部 外交部 国台办 中纪委 纪委监委 government parliament minister election labour tory party mp
娱乐 文娱 影视 entertainment showbiz: 电影 票房 电视剧 综艺 演员 导演 歌手 演唱会 明星 主演 上映 粉丝 专辑
    film movie album actor singer band oscar music tv
健康 医疗 医药 health medical: 健康 医院 医生 患者 疾病 疫苗 病毒 感染 新冠 流感 癌症 药品 医保 卫健委 治疗
    hospital doctor patient vaccine virus health cancer
教育 education: 教育 学校 高校 大学 高考 中考 招生 学生 教师 录取 培训机构 school university student teacher
    exam
汽车 cars car auto: 汽车 新能源车 电动车 电动汽车 车型 车企 销量 比亚迪 特斯拉 理想汽车 蔚来 小鹏 大众 丰田
    上市新车 car carmaker vehicle
天气 气象 weather: 台风 暴雨 洪水 强降雨 高温 预警 气象台 防汛 降雨 泥石流 寒潮 storm flood rain heatwave
    hurricane weather
社会 society: 警方 公安局 民警 法院 判决 犯罪嫌疑人 事故 火灾 坠楼 失联 遇难 身亡 救援 通报 police court crash
    fire killed
军事 military: 军事 国防部 解放军 军队 导弹 航母 战机 军演 坦克 海军 空军 无人机 army missile troops navy
    defence
"""
"""How people call a section: words that news of it has in its title or its first sentences."""


def _read(text: str) -> dict[str, tuple[str, ...]]:
    subjects = [line.split(":") for line in text.strip().replace("\n    ", " ").splitlines()]
    return {name: tuple(words.split()) for names, words in subjects for name in names.split()}


_WORDS = _read(_SUBJECTS)


def subject_words(topic: str) -> tuple[str, ...]:
    """Any of these shows news of the section that `topic` names; () where it names none."""
    return _WORDS.get(simplify(topic).strip().lower(), ())
