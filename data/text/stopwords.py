"""Words that a question of any subject is made of: no names, and not worth a translation.

Names that look like one (WHO, US, IT) are names only where they are written large.
"""

COMMON = frozenset((
    "a", "about", "after", "all", "also", "an", "and", "any", "are", "as", "at", "be", "because", "been", "before",
    "being", "by", "can", "could", "day", "days", "did", "do", "does", "during", "for", "from", "get", "had",
    "happen", "has", "have", "he", "her", "his", "how", "i", "if", "in", "into", "is", "it", "its", "just", "last",
    "latest", "many", "may", "me", "month", "more", "most", "much", "my", "near", "new", "no", "not", "now", "of",
    "off", "on", "one", "or", "other", "our", "out", "over", "own", "put", "said", "say", "says", "she", "should",
    "so", "some", "such", "take", "taken", "than", "that", "the", "their", "them", "then", "there", "these", "they",
    "this", "those", "time", "to", "took", "tell", "two", "under", "up", "us", "was", "way", "we", "were", "what",
    "when", "where", "which", "who", "whom", "whose", "why", "will", "with", "would", "year", "years", "you",
    "your", "news",
    "什么", "多少", "哪些", "哪个", "哪里", "哪儿", "怎么", "怎样", "为何",
    "为什么", "如何", "几个", "是否", "可以", "需要", "自己", "现在", "之前",
    "之后", "之一", "没有", "还有", "一个", "这个", "那个", "这次", "时候",
    "时间", "今年", "去年", "已经", "以及", "以后", "目前", "一共", "总共",
    "分别", "以下", "关于", "因为", "所以", "可能", "大概",
    "他们", "我们", "新闻", "哪家", "哪位", "哪年", "什么样",
))  # fmt: skip
