"""Words that the rules for names and follow-ups know: short lists where the part of speech alone misleads."""

from __future__ import annotations

NAMES = frozenset((
    "丰田", "亚马逊", "创业板", "奔驰", "宝马", "小米", "小鹏", "微信", "微博",
    "微软", "快手", "恒指", "抖音", "搜狐", "新浪", "日产", "本田", "沪指", "深成指", "滴滴",
    "特斯拉", "理想", "百度", "知乎", "福特", "纳指", "网易", "美团", "苹果", "荣耀", "蔚来",
    "谷歌", "起亚", "道指", "高通",
))  # fmt: skip
"""Names that jieba takes for common words."""
PLAIN = frozenset((
    "世界", "主席", "企业", "全国", "全球", "公司", "卫星", "原因", "史", "名字", "国家", "地区",
    "地方", "城市", "新手机", "新歌", "新片", "新车", "时候", "时间", "洪水", "石油", "网友", "都",
    "金", "集团", "高铁", "黄金",
))  # fmt: skip
"""Common words that jieba takes for names."""
ACRONYMS = frozenset((
    "AI", "APP", "CEO", "CFO", "CMO", "COO", "CPI", "CTO", "GDP", "IP", "IPO", "MAU", "PMI", "PPI", "Q1", "Q2",
    "Q3", "Q4", "SSD",
))  # fmt: skip
"""In capitals, and yet no names."""
EMPTY = frozenset((
    "一共", "一次", "万", "上", "下", "个", "中", "之前", "之后", "事", "人", "亿", "以前",
    "以后", "以来", "其中", "内", "前", "叫", "同比", "名", "后", "后来", "回事", "外", "大概",
    "已经", "当年", "当时", "总共", "时候", "本次", "然后", "环比", "现在", "目前", "真的", "结果",
    "起来", "这次", "那次", "里", "钱",
))  # fmt: skip
"""Nouns by their tag that say nothing of what a text is about."""
SINGLE = frozenset((
    "不", "与", "为", "么", "之", "也", "了", "于", "从", "会", "做", "其", "再", "到",
    "办", "占", "去", "又", "可", "向", "吗", "吧", "呢", "和", "啊", "在", "对", "将",
    "就", "很", "才", "把", "是", "最", "有", "来", "此", "没", "用", "由", "的", "看",
    "给", "能", "被", "要", "让", "该", "说", "跟", "还", "这", "那", "都",
))  # fmt: skip
"""Characters that are words of their own, so never part of an unknown name."""
ENGLISH_STARTS = frozenset((
    "a", "about", "according", "after", "also", "an", "and", "any", "are", "as", "at", "before", "but", "by", "can",
    "could", "did", "do", "does", "dr", "during", "for", "from", "had", "has", "have", "he", "her", "his", "how",
    "i", "if", "in", "is", "it", "its", "may", "might", "more", "mr", "mrs", "ms", "no", "not", "of", "on", "one",
    "or", "please", "she", "should", "since", "sir", "so", "some", "tell", "that", "the", "their", "then", "there",
    "these", "they", "this", "those", "to", "was", "we", "were", "what", "when", "where", "which", "who", "whom",
    "whose", "why", "will", "with", "would", "you",
))  # fmt: skip
"""Words whose capital only says that a sentence begins."""
