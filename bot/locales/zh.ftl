# 每条命令的一行说明（/help、命令菜单）
command-start = 打个招呼，说明用法
command-help = 全部命令
command-latest = 要闻一览；加主题或条数是最新消息：/latest 融资 10
command-search = 按关键词查找：/search 电商 直播
command-topics = 最近几天的热门话题
command-trend = 某个话题的走势图：/trend 融资 12w
command-sources = 新闻来源和它们的状况
command-new = 换个话题：忘掉前面的提问
command-why = 上一个回答是怎么来的
command-subscribe = 有新消息就提醒：/subscribe 融资 -传闻
command-subscriptions = 看看订阅了什么，暂停、修改、停止
command-digest = 定时收到新闻摘要：/digest 08:00
command-settings = 语言、时区、回答长短、免打扰
command-privacy = 我保存了你的哪些数据、保存多久
command-forget = 删除我保存的关于你的一切

start = 直接问我新闻，我只用读过的文章回答，并注明出处；没有依据就直说。
start-examples = 试试：
start-example-question = 最近有什么融资消息？
start-example-word = 电商
help-title = 命令
help-ask = 不带斜杠，直接发一句话就是提问。群里请 @我，或回复我的消息。

brief-title = { $kind ->
    [today] 今日要闻
    [hours] 过去 { $count } 小时要闻
    [last-days] 近 { $count } 天要闻
    [since] 你上次看过之后的要闻
    [until] 截至{ $days }的要闻
   *[other] { $days }要闻
}
brief-title-newest = 最新要闻
brief-days = { $first }至{ $last }
brief-days-of-month = { $first }至{ $end }日
brief-none = { $kind ->
    [today] 今天还没有新闻
    [hours] 过去 { $count } 小时没有新闻
    [last-days] 近 { $count } 天没有新闻
    [since] 你上次看过之后还没有新闻
    [until] 截至{ $days }没有新闻
   *[other] { $days }没有新闻
}
brief-none-newest = { $none }；最近一条是 { $newest } 的。
brief-since = { $time } 起
brief-undated = 这些新闻没有注明时间，后收录的在前。
brief-sources = { $others ->
    [0] { $source }
   *[other] { $source }等 { $all } 家
}
button-all-news = 📰 全部消息

latest-title = 最新消息
latest-title-topic = “{ $topic }”的最新消息
latest-title-query = 最新消息：{ $query }
latest-none = 还没有任何新闻。运营者可以用 newsbot sources add 加入来源，或用 newsbot ingest 读入文件。
latest-none-topic = 没有关于“{ $topic }”的新闻。
search-title = “{ $words }”共 { $total } 篇
search-title-query = 共 { $total } 篇：{ $query }
search-title-any = 共 { $total } 篇
search-title-some = 没有文章同时含有这些词；含有其中一部分的有 { $total } 篇：“{ $words }”
search-none = 没有文章含有“{ $words }”。
title-inside = { $title }（{ $filters }）
none-inside = { $words ->
    [none] 在这些条件内没有文章
   *[other] 在这些条件内没有含“{ $words }”的文章
}（{ $filters }）。{ $outside ->
    [0] 不限条件也没有。
   *[other] 不限条件有 { $outside } 篇。
}
filter-source = 来源 { $name }
filter-section = 栏目 { $name }
filter-after = { $time } 起
filter-before = { $time } 之前
operator-empty = { $operator }: 后面要写内容，例如 { $operator ->
    [source] source:新华社
    [topic] topic:科技
    [before] before:昨天
   *[after] after:2023-08-01
    }。
operator-not-here = 这里不能用 { $typed }，可以用：{ $known }
operator-unreadable = 看不懂 { $operator }: 后面的“{ $value }”。请写成 2023-08-01、昨天或 3d（三天前）这样。
search-usage = /search 电商 直播 – 同时含有这些词
    /search "直播电商" – 这几个字要连在一起
    /search 融资 OR 上市 -传闻 – 含其中一个，不含“传闻”
    /search 芯片 source:品玩 after:2022-06-01 before:昨天
search-newest = 最新在前
query-and = {" 且 "}
query-or = {" 或 "}
query-without = { $words }，不含 { $without }
sources-title = 共 { $articles } 篇文章，{ $sources } 个来源
sources-line = { $articles } 篇，最新 { $newest }
sources-none = 还没有任何新闻，也没有来源。运营者可以用 newsbot sources add 加入来源。
sources-count = { $count } 个来源
sources-count-failing = { $count } 个读不到
sources-count-paused = { $count } 个已停
sources-read = { $ago }读过
sources-unread = 还没有读到过
sources-rate-day = 每天 { $rate } 篇
sources-rate-week = 每周 { $rate } 篇
sources-silent = 近两周没有新文章
sources-failing = { $why }{ $times ->
    [1] {""}
   *[other] （连续 { $times } 次）
}
sources-given-up = 多次失败，不再读取：{ $why }
sources-paused = 已暂停：{ $why }
sources-well = 正常
sources-files = 其他媒体（没有来源，不再更新）
sources-column = { $column ->
    [number] 编号
    [title] 来源
    [read] 上次读到
    [rate] 文章
   *[state] 状况
}
reason-by-command = 运营者的决定
reason-slow = 没有及时应答
reason-unreachable = 连接不上
reason-host = 找不到这个网站
reason-certificate = 安全证书有问题
reason-redirects = 网址不停跳转
reason-refused = 网站拒绝访问（HTTP { $status }）
reason-missing = 网址上没有内容（HTTP { $status }）
reason-gone = 网址已永久关闭（HTTP { $status }）
reason-busy = 网站认为访问太频繁（HTTP { $status }）
reason-server = 网站自身出错（HTTP { $status }）
reason-status = 网站没有给出内容（HTTP { $status }）
reason-robots = robots.txt 不允许读取
reason-robots-unread = 读不到 robots.txt
reason-private = 是内网地址，不允许读取
reason-address = 网址无法打开
reason-proxy = 代理连接不上
reason-list = 是一份订阅列表，请用 newsbot sources import
reason-large = 超过 { $size } MB，太大
reason-damaged = 内容损坏
reason-empty = 内容是空的
reason-long = 内容太复杂，读不完
reason-rule = CSS 规则在网页上找不到链接
reason-other-form = 内容变成了另一种格式
reason-no-feed = 网页指向的订阅源读不了
reason-no-item = 订阅源里没有能读的条目
reason-no-article = 里面没有认得出的文章
source-unnamed = 未注明来源
time-now = 刚刚
time-unknown = 时间不详
page = 第 { $page } / { $pages } 页

answer-refusal = 我读过的新闻里没有这个问题的答案。
answer-nearest = 我读过的新闻没有直接说到这一点，最接近的是：
answer-listed = 最接近的报道：
answer-empty = 我还没有读过任何新闻，无法回答。
answer-differ = 报道说法不一，最新的在前：
answer-teller = { $when } · { $who }：
answer-understood = ↪ 理解为：{ $question }
note-widened = ⚠️ “{ $period }”的新闻里没有找到，以下是其他时间的报道：
note-scope-widened = ⚠️ { $source }的报道里没有找到，以下来自其他来源：
note-respelled = ✏️ 按“{ $text }”查找：
note-old = 🕘 最新的相关报道是{ $age }前的（{ $newest }）。
note-differs = ≠ 问的是“{ $wanted }”，报道说的是“{ $found }”。
note-converted = 引文已转为繁体
note-written = ✎ 由语言模型根据所列报道写成。

button-follow = 🔔 关注
button-watch = 🔔 有消息提醒我
button-alike = 🔎 相关
button-copy = 📋 复制
copied-quote = “{ $quote }”（{ $source }，{ $time }）
feedback-good = 谢谢，记下了 👍
feedback-bad = 谢谢，记下了，会用来改进。
feedback-changed = 好，改过来了。
follow-done = 已关注“{ $title }”：有新报道就告诉你。
follow-too-many = 这里的订阅太多了，先用 /subscriptions 停掉几个吧。
follow-not-yours = 只有本聊天的管理员可以订阅。
watch-done = 好，有“{ $words }”的报道就告诉你。
watch-no-words = 这个问题里没有可以留意的关键词，请用 /subscribe 自己写几个。
alike-title = 🔎 相关报道
alike-none = 没有找到更多相关报道。
note-scoped = ↪ 只看你回复的这件事：
note-scoped-widened = ⚠️ 你回复的这件事里没有找到，以下来自其他报道：

medium = { $kind ->
    [photo] 📷 我看不懂图片。想查图里的事，请配上一句话，例如“这是哪里的洪水？”
    [sticker] 🙂 收到！想知道什么新闻，直接打字问我，例如：{ $example }
    [voice] 🎙 我听不了语音。请把问题打成文字，或用键盘上的语音输入。
    [audio] 🎧 我听不了音频。知道它讲的是什么事，打几个字我来查。
    [video] 🎬 我看不了视频。把标题或一句说明发给我，我查有没有报道。
    [animation] 🙂 动图我看不懂。想知道什么新闻，直接打字问我。
    [file] 📎 这种文件我读不了。网页（.html）和文本（.txt）在 1 MB 以内可以读；其他的请把要紧的一段复制过来。
    [location] 📍 我不按位置找新闻。请写地名，例如：/latest 上海
    [contact] 👤 名片我用不上，也不会保存。想查这个人的新闻，请发他的名字。
    [poll] 📊 我不投票。想知道投票说的那件事，请把它打成一句话。
    [dice] 🎲 运气不错！要看新闻，试试 /latest
   *[other] 这个我看不懂，请把问题打成文字，例如：{ $example }
}
medium-large = 📎 文件太大了，我只读 1 MB 以内的。请把要紧的一段复制过来。
medium-lost = 📎 没收到文件，请再发一次，或把文字复制过来。
link-gist = 原文要点：
link-list = “{ $title }”是列表页，共 { $count } 条
link-list-hint = 把其中一篇的链接发给我，我就读那一篇。
link-unreadable = 读不了 { $where }：{ $why }。把文字复制过来，我可以查有没有报道。
link-told = 👥 { $sources ->
    [1] 有 { $count } 篇报道讲了这件事
   *[other] { $sources } 家媒体的 { $count } 篇报道讲了这件事
}{ $copies ->
    [0] {""}
   *[other] （{ $copies } 篇文字相同）
}，最早是{ $first }，{ $since }：
link-nobody = 👥 我读过的新闻里，没有别家报道这件事。
link-nobody-near = 👥 没有找到别家确定讲同一件事的报道。内容相近的：
claim-told = 🔎 { $sources ->
    [1] 有 { $count } 篇报道讲到这件事
   *[other] { $sources } 家媒体的 { $count } 篇报道讲到这件事
}{ $copies ->
    [0] {""}
   *[other] （{ $copies } 篇文字相同）
}，最早是{ $first }，{ $since }：
claim-nobody = 🔎 我读过的新闻里，没有报道讲到这件事。这不等于它是假的。
claim-nobody-near = 🔎 没有找到确定讲同一件事的报道（不等于它是假的）。内容最近的：
claim-short = 这段话太短，看不出说的是哪件事。请把完整的一段转发给我。
page-gone = 这个网页我只留一天，请把链接再发一次。

article-part = 第 { $part } / { $parts } 部分
article-no-text = 这篇只有标题，没有正文。
article-gone = 这篇文章已经不在了。
quote-gone = 这篇文章后来改过，那句话已经不在原处了。
view-gone = 这个按钮已失效，请把问题或命令再发一次。

time-seen = 收录于 { $time }
article-author = 作者 { $author }
article-changed = 已更改 { $count } 次
article-picture = 🖼 图片
history-none = 收录以来，这篇文章没有改过。
history-change = 第 { $number } / { $total } 次更改 · { $when }
history-title = 标题
history-layout = 文字没有变，只改了分段。
history-more = 还有 { $count } 处
button-changes = 改了什么 ›
button-earlier = ‹ 上一次更改
button-later = 下一次更改 ›

also-sources = +{ $count } 家媒体
also-articles = 共 { $count } 篇
story-title = 🧵 同一事件的报道
story-articles = 共 { $count } 篇
story-copy = 转载：
story-more-copies = 另有 { $count } 家转载
button-story = 🧵 同一事件 { $articles } 篇 ›

button-next = 下一页 ›
button-previous = ‹ 上一页
button-part-before = ‹ 上一部分
button-part-behind = 下一部分 ›
button-list = ‹ 返回列表
button-original = 原文
button-newest = ⇅ 最新在前
button-best = ⇅ 最相关在前
button-text = 全文 ›
button-read = 全文{ $number ->
    [0] {""}
   *[other] {" "}{ $number }
}
button-reports = 各家{ $number ->
    [0] {""}
   *[other] {" "}{ $number }
}
button-beginning = 从头读

unknown-command = 没有 { $command } 这个命令。{ $like ->
    [none] 发送 /help 查看全部命令。
   *[other] 是不是 { $like }？
}
new-topic = 好，前面的提问我都放下了，请问新的问题。

settings-title = ⚙️ 设置
settings-title-shared = ⚙️ 本聊天的设置
settings-line = { $name }：{ $value }
settings-language = 语言
settings-zone = 时区
settings-length = 回答
settings-quiet = 免打扰
settings-alerts = 提醒
settings-language-choice = { $code ->
    [zh] 简体中文
    [zh_Hant] 繁體中文
    [zh_Hant_all] 繁體＋引文
    [en] English
   *[auto] 自动
}
settings-zone-value = { $zone }，现在 { $time }
settings-length-value = { $length ->
    [short] 简短
    [long] 详细
   *[normal] 普通
}
settings-quiet-off = 关
settings-alerts-value = { $count ->
    [0] 不限
   *[other] 每小时最多 { $count } 条
}
settings-alerts-choice = { $count ->
    [0] 不限
   *[other] 每小时 { $count } 条
}
settings-language-hint = 自动：跟随你的 App；用什么语言提问，就用什么语言回答。繁體＋引文：新闻原文也转成繁体，标题不变。
settings-zone-hint = 点按钮选，或发一个城市，例如：/settings 时区 柏林
settings-length-hint = 简短：只要第一句，最多两个来源。详细：连同上下文。
settings-quiet-hint = 这段时间不发提醒，过后合成一条。其他时间：/settings 免打扰 22:00-07:30
settings-alerts-hint = 超出的合成一条发给你。
settings-back = ‹ 全部设置
settings-managers = 只有本聊天的管理员可以更改设置。
settings-nowhere = 设置只在 Telegram 里有。这里的语言随终端，时区由 NEWSBOT_TIMEZONE 决定。
settings-unreadable = 看不懂“{ $words }”。
settings-examples = 可以这样写：/settings 时区 Europe/Berlin、/settings 免打扰 22:00-07:30

privacy-title = 🔒 我保存了你的哪些数据
privacy = 都在运营者服务器上的一个文件里，只记你的 Telegram 编号；名字只记在谁可以用的名单里：
    • 提问和回答：每个聊天最近 { $questions } 个，留 { $days } 天
    • 没答上来的、你评过 👍 👎 的提问：留 { $judged } 天，运营者用来改进
    • 设置、订阅，和上一次要闻：直到你改掉、停掉，或拉黑我满 { $left } 天
    • 发给你的消息涉及哪些文章：留 { $messages } 天
    • 查找的词（按钮要用）：留 { $lists } 天；发来的链接和文件：留一天
    • 还没回复的消息：回复后就删，最多留一天
    群里只记对我说的话。
privacy-model = 提问还会发给 { $host } 的语言模型，不带你的编号；每天用了多少会记数。
privacy-no-model = 不交给任何第三方：没有云服务，也没有语言模型。
privacy-end = /forget 马上全部删掉；/new 只忘掉这里的提问。

forget-title = 🗑 删除我保存的关于你的一切？包括所有聊天里的：
forget-count = { $what ->
    [questions] 提问和回答 { $count } 个
    [judged] 用来改进的提问 { $count } 个
    [settings] 你的设置
    [subscriptions] 订阅 { $count } 个
    [signed] 群订阅里你的编号 { $count } 处
    [alerts] 提醒记录 { $count } 条
    [messages] 发给你的消息的记录 { $count } 条
    [access] 你的使用许可（以后要用得重新申请）
    [lists] 列表和查找的词 { $count } 个
    [pages] 发来的链接和文件 { $count } 个
   *[days] 语言模型用量 { $count } 天
}
forget-others = 别人的提问和群的设置不受影响。删掉就找不回来了。
forget-yes = 全部删掉
forget-no = 不删
forget-nothing = 我这里没有关于你的任何记录。
forget-kept = 好，什么都没删。
forget-done = 已删掉：
forget-not-yours = 这个按钮是别人的。要删掉关于你的记录，请自己发送 /forget。

why-nothing = 还没有可以解释的回答，先问一个问题吧。
why-forgotten = 上一个问题是“{ $question }”，不过怎么回答的没有留下记录。
why-brief-title = 这些要闻是怎么选出来的
why-brief = { $dated ->
    [yes] { $after } 到 { $until } 共 { $of } 件事
   *[no] 共 { $of } 件事
}，选了 { $shown } 件。报道的媒体多（转载算得少）、说的是大家都在报的事、比较新、你订阅过的，排在前面。
why-brief-sources = { $reprints ->
    [0] { $publishers } 家报道
   *[other] { $publishers } 家报道，{ $reprints } 家转载
}
why-brief-wanted = 你订阅过
why-brief-hot = 热点：{ $words }
why-brief-and = {"、"}
why-title = 这个回答是怎么来的
why-question = 问题：{ $question }
why-searched = 查找：{ $words }
why-filters = 只看：{ $filters }
why-filter = { $name ->
    [after] 从 { $value }
    [before] 到 { $value }
    [known_at] 截至 { $value }
    [source] 来源 { $value }
    [section] 栏目 { $value }
   *[other] { $name } { $value }
}
why-verdict = 结果：{ $verdict ->
    [quotes] 找到了回答的原话
    [refused] 没有找到可靠的回答
    [disagreement] 几篇报道说法不一，都列出来
    [summary] 问的是经过，按时间列出要点
    [news] 问的是有什么消息，列出最新的
    [written] 语言模型写成，逐句核对过出处
   *[other] { $verdict }
}
why-sure = 把握 { $confidence }，达到门槛 { $threshold }
why-unsure = 把握 { $confidence }，低于门槛 { $threshold }
why-fixed = { $verdict ->
    [otherwise] 问的是“{ $wanted }”，它说的是“{ $found }”
   *[other] 问的是“{ $wanted }”，它没有提到
}
why-passages = 看过 { $total } 段，最好的 { $shown } 段：
why-no-passages = 没有找到相近的段落。
why-score = { $name ->
    [meaning] 意思
    [words] 字词
    [fused] 合计
    [answer] 原话
   *[relevance] 切题
} { $value }
why-read = 读到：{ $words }

trend-usage = /trend 融资 – 最近 30 天每天有多少篇
    /trend 融资 12w – 最近 12 周，按周算
    /trend 特斯拉 vs 比亚迪 – 比一比，最多三个
trend-none = { $period } 没有含“{ $words }”的文章。
trend-nothing = 一篇也没有
trend-length = { $step ->
    [7] 最近 { $count } 周
   *[other] 最近 { $count } 天
}
trend-unit = { $step ->
    [7] 每周的文章
   *[other] 每天的文章
}
trend-total = 共 { $total } 篇{ $earlier ->
    [-1] {""}
   *[other] ，{ $change ->
        [more] ↑ 多于
        [fewer] ↓ 少于
       *[same] → 持平于
    }此前同样长的时间（{ $earlier } 篇）
}
trend-peak = { $step ->
    [7] 最多的一周从 { $when } 起，{ $count } 篇：
   *[other] 最多的是 { $when }，{ $count } 篇：
}
trend-ended = 最新的新闻到 { $day }为止，所以统计到那天。

topics-title = 最近的热门话题
topics-none = 这几天的标题没有共同的话题。
topics-sections = 栏目：{ $sections }
topics-period = { $first } – { $last }，{ $articles } 篇

chart-rest = 其他 { $count } 个来源
chart-total = 共 { $total } 篇{ $days ->
    [1] {""}
   *[other] ，平均每天 { $average } 篇
}
chart-none = 这段时间没有文章

stats-chart = 每天的文章
stats-row = { $name ->
    [articles] 文章
    [stories] 事件
    [passages] 段落
    [waiting] 待索引的段落
    [week] 每天文章（近 7 天）
    [month] 每天文章（近 30 天）
    [newest] 最新文章
    [updated] 上次读取
    [sources] 正常的来源
    [failing] 读不到的来源
    [paused] 停读的来源
    [database] 数据库
   *[index] 向量索引
}

welcome = 不客气，还想知道什么，直接问。
small-greeting = 你好！想知道什么新闻，直接问我，例如：{ $example }
small-farewell = 再见，有想知道的新闻随时来问。
small-praise = 谢谢！还想知道什么，接着问。
small-complaint = 抱歉，没答到点子上。换个说法，或加上人名、公司、时间再问一次；也可以用 /search 按词查找原文。
small-about = 我是新闻问答机器人：只用读过的文章回答，每句话都注明出处；文章里没有的，我会直说。发送 /help 看全部命令。
small-noted = 好的。还想知道什么，直接问。
small-signs = 我只看得懂文字。想知道哪条新闻，打几个字就行。
small-number = 只有一个数字，我猜不出要问什么。要看列表里的某一篇，请按对应的“全文”按钮；否则请写完整一点。
small-link = 我不会打开链接，只读运营者加入的新闻。请把想问的事写成一句话。
small-chat = 我在。想知道什么新闻，直接问，例如：{ $example }
small-outside = 这个我帮不上忙：我只会查新闻。可以问我发生了什么、谁说了什么，也可以让我定时发新闻，或有消息就提醒你。发送 /help 看全部用法。
small-pasted = 内容很长，我只用其中一部分来查找：“{ $words }”。想问具体的事，用一句话问会更准。
failed = 出错了，这次没能回答。请稍后再试。
chat-full = 消息太多了，前面的我正在逐条回答。现在发的收不到，请过一会儿再发。
rate-limit = { $wanted ->
    [question] 一分钟最多回答 { $most } 个问题，请 { $seconds } 秒后再问。
    [link] 一分钟最多读 { $most } 个链接，请 { $seconds } 秒后再发。
    [file] 一分钟最多读 { $most } 个文件，请 { $seconds } 秒后再发。
   *[search] 一分钟最多查 { $most } 次，请 { $seconds } 秒后再查。
}

terminal-quit = 输入 :1 按下第一个按钮，/quit 退出。
terminal-no-button = 没有第 { $number } 个按钮。

criteria-or = 或
criteria-comma = ，
criteria-without = { $words }，不含{ $without }
criteria-anything = 全部新闻
subscribe-title = 🔔 订阅：有新消息时告诉你
subscribe-usage = /subscribe 融资 并购 – 含其中任何一个词
    /subscribe "人工智能芯片" -英伟达 – 含这个词组，不含英伟达
    /subscribe source:新华社 – 某家媒体的全部新闻
    /subscribe topic:科技 – 某个主题
    同一件事只提醒一次。/subscriptions 查看、停止；每天定时看摘要用 /digest 08:00
subscribe-what = 请写上要订阅的词，例如：/subscribe 融资 -传闻
subscribe-done = 已订阅：{ $words }
subscribe-changed = 已改为：{ $words }
subscribe-week = { $more ->
    [yes] 最近 7 天会提醒 { $count } 次以上，条件可能太宽。
   *[no] { $count ->
        [0] 最近 7 天没有这样的新闻。
       *[other] 最近 7 天会提醒 { $count } 次。
    }
}
subscribe-undone = 已撤销：{ $words }
subscribe-stopped = 已停止：{ $words }
subscribe-edit = 请按编号发来新的词，例如：
    { $example }
subscriptions-none = 还没有订阅。发送 /subscribe 加上要找的词，或 /digest 08:00 每天看摘要。
subscriptions-title = { $count } 个订阅
subscription-made = { $day }订阅
subscription-paused = ⏸ 已暂停
following-nowhere = 终端里我没法日后通知你，订阅和摘要请在 Telegram 里使用。
button-undo = ↩ 撤销
button-again = ↩ 重新订阅
button-change = ✏️ 改词
button-stop = 🔕 停止
button-pause = ⏸ 暂停
button-resume = ▶️ 继续
button-subscription = 打开 { $number }
button-all-subscriptions = ‹ 全部订阅
button-now = 🗞 现在看看
alert-story = 你关注的事件有新消息
alert-several = 你的订阅有 { $count } 条新消息
digest-daily = { $day } 新闻摘要
digest-weekly = 一周新闻摘要，截至{ $day }
digest-nothing = 没有新消息。
digest-every-day = 每天 { $time }
digest-every-week = 每{ $day } { $time }
digest-done = 已设好新闻摘要：{ $words }（{ $zone }时间）
digest-have = 🗞 你的新闻摘要：
digest-usage = 把最重要的新闻做成摘要：
    /digest 08:00 – 每天
    /digest 20:30 每周五 – 每周
    /digest 08:00 半导体 – 只要含这些词的
    /digest now – 现在就看
    /digest off – 不再发送
digest-off = 🗞 不再发送摘要。
digest-none = 没有要停的摘要。发送 /digest 08:00 每天看摘要。

channel-managers = 这个按钮只有频道管理员能用。
button-private = 💬 私聊里继续问
inline-ask = 私聊里问这个问题
inline-start = 打开机器人，问问新闻
group-greeting = 大家好！我根据新闻回答问题，并注明出处。可以提到我，例如“{ $bot } 今天有什么新闻？”，也可以回复我的消息，或发送 /latest、/search。管理员可以用 /subscribe 和 /digest 让新闻定时发到这里。没叫我时，我不插话。

# For the bot's admins
command-add = 添加来源：/add https://news.example
command-remove = 删除来源
command-check = 立即检查某个来源，可暂停；不写名字就检查全部
command-stats = 新闻数量和使用情况
command-errors = 最近出了什么问题
command-broadcast = 给所有人发消息，先看后发
command-unanswered = 没答上来的提问和 👎 的回答
backup-sent = 🔐 今天的备份，已加密。恢复时运行 newsbot restore 文件名，需要备份口令。
help-operating = 管理员命令
reason-no-text = 最新一篇的网页里没有正文
reason-incomplete = 有条目缺少内容
source-form = { $form ->
    [feed] 订阅源
    [sitemap] 新闻网站地图
    [article] 单篇文章
   *[listing] 列表页
}
source-entries = { $count ->
    [0] 现在没有条目
   *[other] { $count } 条
}{ $newest ->
    [none] {""}
   *[other] ，最新 { $newest }
}
source-unknown = 没有编号、网址或名称是“{ $name }”的来源，/sources 查看全部。
source-which = 哪一个？按下面的按钮，或多写几个字：{ $command } 新华社
button-check = 🔎 立即检查
button-remove = 🗑 删除
button-keep = 不删
add-usage = 请发来网址，也可以加上名称：
    /add https://news.example/rss 示例新闻
    订阅源、网站地图、文章列表页都行，网站首页如果公布了订阅源也行。先给你看内容，再决定要不要。
add-announced = { $url } 公布的订阅源
add-sample = 最新一篇（{ $count } 字）：
add-no-text = ⚠️ 最新一篇只有标题，没有正文。
add-problems = ⚠️ { $why }{ $count ->
    [1] {""}
   *[other] （共 { $count } 处）
}
add-unreadable = { $url } 读不了：{ $why }。
add-known = 这个来源已经有了：
button-add = ✅ 添加
button-add-not = ✖ 不加
add-not = 好，没有添加。
add-done = ✅ 已添加：{ $title }
    { $reads ->
        [soon] 一分钟内第一次读取。
       *[update] 下次运行 newsbot update 时读取。
    }
check-none = 还没有可检查的来源，用 /add 添加。
check-title = { $bad ->
    [0] 🔎 { $good } 个来源全部正常
   *[other] 🔎 { $good } 个正常，{ $bad } 个读不到
}
check-now = 现在：{ $told }
check-more = ……另外 { $count } 个正常
remove-title = 🗑 删除“{ $title }”？
remove-brought = { $count ->
    [0] 它没有带来文章。
   *[other] 它带来了 { $count } 篇文章。
}
button-remove-alone = 只删来源
button-remove-all = 连 { $count } 篇文章一起删
remove-not = 好，“{ $title }”保留。
remove-done = 已删除：{ $title }{ $count ->
    [0] {""}
   *[other] ，连同 { $count } 篇文章
}
remove-in-config = “{ $title }”写在 newsbot.toml 里，请在那里删除。要暂停可用 /check。
numbers-title = 📊 运行情况
numbers-articles = 文章：{ $count } 篇，每天 { $day } 篇
numbers-newest = 最新：{ $time }（{ $ago }）
numbers-sources = 来源：{ $well } 个正常{ $failing ->
    [0] {""}
   *[other] ，{ $failing } 个读不到
}{ $paused ->
    [0] {""}
   *[other] ，{ $paused } 个停读
}
numbers-waiting = 待索引的段落：{ $count }
numbers-people = 近 7 天：用户 { $people } 人，群和频道 { $chats } 个
numbers-questions = 提问：{ $count } 个（每天 { $day } 个），没答上 { $share }
numbers-subscriptions = 订阅：{ $count } 个{ $paused ->
    [0] {""}
   *[other] （{ $paused } 个暂停）
}
numbers-mails = 待发消息：{ $waiting } 条{ $lost ->
    [0] {""}
   *[other] ，没发成 { $lost } 条
}{ $unclear ->
    [0] {""}
   *[other] ，不确定 { $unclear } 条
}
numbers-tokens = 语言模型今天用量：{ $count }
numbers-disk = 占用磁盘：{ $size } MB
errors-none = 👍 最近没有出问题，来源也都在读。
errors-sources = { $count } 个来源读不到或停读
errors-more = ……还有 { $count } 个：/sources
errors-nothing-else = 其他没有出问题。
errors-title = 其他问题
errors-source = { $title }：{ $wrong }
errors-times = { $count ->
    [1] { $last }
   *[other] { $count } 次，第一次{ $first }，最近一次{ $last }
}
broadcast-usage = 给所有人发消息：/broadcast 今晚 22:00 起停机一小时。先给你看，再决定发不发。
broadcast-nobody = 还没有可以发消息的聊天。
broadcast-ask = 将这样发给 { $people } 人{ $groups ->
    [0] {""}
   *[other] 、{ $groups } 个群和频道
}。
button-send = 📢 发给 { $count } 个聊天
button-send-not = ✖ 不发
button-refresh = 🔄 进度
broadcast-not = 好，没有发送。
broadcast-sent = 📢 已发 { $sent } / { $total }
broadcast-rest = { $what ->
    [waiting] 待发：{ $count }
    [lost] 没发成：{ $count }
   *[unclear] 不确定是否送达：{ $count }
}
unanswered-title = 没答上来 { $declined } 个，👎 { $bad } 个
unanswered-none = 👍 最近没有答不上来的提问，也没有 👎 的回答。
unanswered-exported = { $count } 个提问，每行一个，供评测用：填上答案，或删掉那一行。
button-export = ⬇️ 导出全部 { $count } 个

# 用话说的愿望，和“怎么……”
wish-yes = ✅ 好，就这样
wish-confirm = { $what }？
wish = { $name ->
    [subscribe] 有“{ $words }”的新消息就告诉你
    [digest] { $words ->
        [off] 不再发送新闻摘要
       *[other] { $words } 给你发新闻摘要
    }
    [settings] 把设置改成“{ $words }”
    [new] 忘掉前面的提问，换个话题
   *[other] 照你说的做
}
howto-latest = 发送 /latest 看最新消息，后面可以加主题和条数：/latest 融资 10。也可以直接说“今天有什么新闻”。
howto-search = 发送 /search 和关键词，从所有存下的文章里找，旧的也在内：/search 电商 直播。加 after:2023-08-01 或 source:新华社 可以缩小范围。
howto-topics = 发送 /topics 看最近几天大家都在谈什么。
howto-trend = 发送 /trend 和一个词，看它在新闻里的热度走势：/trend 融资 12w。
howto-subscribe = 直接说“关注半导体”，或发送 /subscribe 半导体：一有这样的新闻，我就告诉你。
howto-digest = 直接说“每天早上八点给我发新闻”，或发送 /digest 08:00：到点把重要新闻发给你。不想收了，发送 /digest off。
howto-sources = 我只读运营者加入的来源，发送 /sources 看有哪些、各自状况如何。
howto-new = 发送 /new，前面的提问就都放下，重新开始。
howto-why = 在回答之后发送 /why，看它是怎么来的：依据哪几篇文章、有多大把握。
howto-settings = 语言、时区、回答长短、免打扰时间都在 /settings 里改，也可以直接说，例如“换成英文”“回答短一点”。

# Who may use it
command-people = 管理使用者：同意、拒绝、封禁
command-invite = 生成邀请链接：/invite，多人用 /invite 10
command-ban = 封禁：/ban 名字或编号
command-unban = 解封：/unban 名字或编号
command-audit = 管理员操作记录
command-setup = 重做初始设置
door-welcome = 🎉 可以用了！想知道什么新闻，直接问我；用法见 /help。
door-group-welcome = 🎉 这个群可以用我了。提到我，或回复我的消息，就能提问。
door-asked = 这个机器人要管理员同意才能用。已经替你申请，有了结果会在这里告诉你。
door-waiting = 管理员还没有答复，有了结果会在这里告诉你。
door-refused = 管理员没有同意你使用这个机器人。
door-banned = 你不能使用这个机器人。想删除我保存的关于你的一切，仍可发送 /forget。
door-list = 这个机器人只给名单上的人用。如果该有你，请把你的编号 { $number } 告诉运营者。
door-group = 要机器人的管理员同意，我才能在这里回答。
door-link-old = 这个链接已失效，请向发链接的人再要一个。
door-inline = 需要管理员同意才能用
knock = 🔔 { $name } 想用这个机器人。
knock-group = 🔔 { $by } 把我加进了“{ $name }”，要在那里回答吗？
button-admit = ✅ 同意
button-refuse = ✖ 拒绝
button-ban = 🚫 封禁
button-unban = ↩ 解封
button-open = 🔓 对所有人开放
button-close = 🔒 改为邀请制
button-people = 👥 管理使用者
people-title = 👥 { $mode ->
    [open] 对所有人开放
    [list] 只对名单上的人开放
   *[invitation] 邀请制：受邀或经同意才能使用
}
people-counts = 待同意 { $waiting } · 可使用 { $inside } · 已封禁 { $banned }
people-hint = 按名字查看，也可以同意、封禁或解封。
people-none = { $mode ->
    [open] 要封禁谁，发送 /ban 加编号。
    [list] 名单写在 NEWSBOT_PEOPLE 里。
   *[invitation] 还没有别人，用 /invite 邀请。
}
people-unknown = 没有编号或名字是“{ $name }”的人。
people-which = 哪一个？
people-back = ‹ 返回名单
member-standing = { $standing ->
    [owner] { $ago }成为主人
    [admitted] { $ago }获准使用
    [waiting] { $ago }申请使用，还没有答复
    [refused] { $ago }被拒绝
   *[banned] { $ago }被封禁
}
member-by = 操作人：{ $name }
member-number = 编号 { $number }
ban-usage = 要封禁谁？发送 /ban 加名字或编号，或在 /people 里按按钮。
ban-admin = 不能封禁管理员。
unban-usage = 被封禁的人里没有这一个，用 /people 查看全部。
invite-made = ✉️ 邀请链接，可供 { $count } 人使用，{ $until }前有效：
invite-hint = 打开链接就能使用，请只发给想邀请的人。
invite-usage = 一个链接可以邀请 1 到 { $most } 人，例如：/invite 10
invite-needless = { $mode ->
    [open] 现在对所有人开放，不需要邀请，直接把这个地址发给对方：{ $link }
   *[list] 现在只对名单上的人开放：把对方的编号加进 NEWSBOT_PEOPLE。
}
button-revoke = ✖ 作废（剩 { $count } 人，{ $until }到期）
invite-revoked = { $count ->
    [0] 已作废，没有别的有效链接。
   *[other] 已作废，还有 { $count } 个有效链接。
}
audit-title = 🧾 管理员操作记录
audit-none = 还没有操作记录。
deed-nobody = 运营者
deed = { $by } { $deed ->
    [own] 成为主人
    [open] 改为对所有人开放
    [close] 改为邀请制
    [admit] 同意了 { $about }
    [refuse] 拒绝了 { $about }
    [ban] 封禁了 { $about }
    [unban] 解封了 { $about }
    [invite] 生成了邀请链接（{ $about } 人）
    [revoke] 作废了邀请链接
    [add] 添加了来源 { $about }
    [remove] 删除了来源 { $about }
    [pause] 暂停了来源 { $about }
    [resume] 恢复了来源 { $about }
    [rebuild] 重建了索引
    [backup] 做了备份
   *[broadcast] 群发：{ $about }
}
setup-hello = 👋 你好，从现在起你就是这个机器人的主人。先设置三项，一分钟就好。
setup-language = 1/3 我用什么语言和你说话？
setup-zone = 2/3 你在哪个时区？
setup-zone-hint = 没有你的城市？先按最下面的按钮，设置完再发：/settings 时区 温哥华
setup-keep = 就用{ $what }
setup-sources = 3/3 先读哪些新闻？
setup-sources-hint = 按一下就添加，我会先试着读一次。
    其他来源以后可以用 /add 添加。
setup-added = ✅ 已添加：{ $title }
setup-done = 好了 ›
setup-end = { $count ->
    [0] 设置好了，但还没有来源，请用 /add 添加。
   *[other] 🎉 设置好了！已有 { $count } 个来源，几分钟后就能提问。
}
setup-next = /invite – 邀请别人来用
    /people – 管理使用者
    /add – 添加来源
    /help – 全部命令
setup-again = ↻ 重新设置

# How it does
command-health = 运行状况，可一键修复
health-title = { $amiss ->
    [0] 💚 一切正常
   *[other] 🩺 有 { $amiss } 处需要处理
}
health-database = ⚠️ 数据库文件不见了，或已不是数据库，现在说的话可能留不下来：请先停下我，再运行 newsbot doctor，它会说怎么办。
health-index = { $count ->
    [0] 索引：与数据库一致
   *[other] ⚠️ 索引：有 { $count } 处与数据库不一致
}
health-sources = { $count ->
    [0] 来源：都读得到
   *[other] ⚠️ 来源：{ $count } 个读不到
}
health-passages = 待索引的段落：{ $count }
health-outbox = 待发消息：{ $waiting }，没发成：{ $lost }
health-backup = 上次备份：{ $ago ->
    [none] 还没有
   *[other] { $ago }
}
health-disk = 磁盘剩余：{ $size } GB
health-failed = 没有成功：{ $why }
button-rebuild = 🔧 重建索引
button-backup = 💾 立即备份
button-look-again = 🔄 刷新
