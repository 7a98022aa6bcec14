# One line for each command (/help, the command menu)
command-start = say hello and how this works
command-help = all commands
command-latest = the top stories; with words or a number the newest: /latest funding 10
command-search = find by keyword: /search live commerce
command-topics = what the news is about these days
command-trend = a chart of coverage: /trend funding 12w
command-sources = where the news comes from, and what works
command-new = change the subject: forget what I asked before
command-why = how the last answer came about
command-subscribe = tell me when there is news: /subscribe funding -rumour
command-subscriptions = your subscriptions: pause, change, stop
command-digest = the top stories at a set time: /digest 08:00
command-settings = language, time zone, length of answers, quiet hours
command-privacy = what I keep about you, and for how long
command-forget = erase everything I keep about you

start = Ask me about the news. I answer only from articles I have read, with sources; if they do not say, I tell you so.
start-examples = Try:
start-example-question = Who raised money recently?
start-example-word = funding
help-title = Commands
help-ask = Anything else you send is a question. In groups, mention me or reply to me.

brief-title = { $kind ->
    [today] Top stories today
    [day] Top stories of { $days }
    [hours] Top stories of the last { $count } hours
    [last-days] Top stories of the last { $count } days
    [since] Top stories since you last looked
    [until] Top stories until { $days }
   *[other] Top stories, { $days }
}
brief-title-newest = Newest top stories
brief-days = { $first } – { $last }
brief-days-of-month = { $begin }–{ $last }
brief-none = { $kind ->
    [today] No news today yet
    [day] No news of { $days }
    [hours] No news in the last { $count } hours
    [last-days] No news in the last { $count } days
    [since] No news since you last looked
    [until] No news until { $days }
   *[other] No news of { $days }
}
brief-none-newest = { $none }; the newest is of { $newest }.
brief-since = from { $time }
brief-undated = These reports carry no date; the last to arrive come first.
brief-sources = { $others ->
    [0] { $source }
   *[other] { $source } +{ $others }
}
button-all-news = 📰 All news

latest-title = Latest news
latest-title-topic = Latest on “{ $topic }”
latest-title-query = Latest news: { $query }
latest-none = There is no news yet. The operator can add sources with newsbot sources add, or files with newsbot ingest.
latest-none-topic = No news about “{ $topic }”.
search-title = { $total ->
    [one] One article has “{ $words }”
   *[other] { $total } articles have “{ $words }”
}
search-title-query = { $total ->
    [one] One article: { $query }
   *[other] { $total } articles: { $query }
}
search-title-any = { $total ->
    [one] One article
   *[other] { $total } articles
}
search-title-some = { $total ->
    [one] No article has all these words; one has some of “{ $words }”
   *[other] No article has all these words; { $total } have some of “{ $words }”
}
search-none = No article has “{ $words }”.
title-inside = { $title } ({ $filters })
none-inside = { $words ->
    [none] No article within these limits
   *[other] No article with “{ $words }” within these limits
} ({ $filters }). { $outside ->
    [0] There is none outside of them either.
    [one] There is one outside of them.
   *[other] There are { $outside } outside of them.
}
filter-source = from { $name }
filter-section = section { $name }
filter-after = since { $time }
filter-before = before { $time }
operator-empty = Add something after { $operator }: – for example { $operator ->
    [source] source:Reuters
    [topic] topic:Technology
    [before] before:yesterday
   *[after] after:2023-08-01
    }.
operator-not-here = I cannot use { $typed } here. What I know: { $known }
operator-unreadable = I cannot read “{ $value }” after { $operator }: – write it like 2023-08-01, yesterday or 3d (three days ago).
search-usage = /search live commerce – articles with both words
    /search "live commerce" – with these words side by side
    /search funding OR listing -rumour – with one of them, without “rumour”
    /search chips source:Meridian after:2022-06-01 before:yesterday
search-newest = newest first
query-and = {" and "}
query-or = {" or "}
query-without = { $words } without { $without }
sources-title = { $articles ->
    [one] One article
   *[other] { $articles } articles
} from { $sources ->
    [one] one source
   *[other] { $sources } sources
}
sources-line = { $articles ->
    [one] one article
   *[other] { $articles } articles
}, newest { $newest }
sources-none = There is no news yet, and no source. The operator can add some with newsbot sources add.
sources-count = { $count ->
    [one] One source
   *[other] { $count } sources
}
sources-count-failing = { $count } failing
sources-count-paused = { $count } paused
sources-read = read { $ago }
sources-unread = not read yet
sources-rate-day = { $rate } a day
sources-rate-week = { $rate } a week
sources-silent = nothing new for two weeks
sources-failing = Fails: { $why }{ $times ->
    [1] {""}
   *[other] {" "}({ $times } times in a row)
}
sources-given-up = No longer read: { $why }
sources-paused = Paused: { $why }
sources-well = working
sources-files = Other publishers, not updated
sources-column = { $column ->
    [number] No.
    [title] Source
    [read] Last read
    [rate] Articles
   *[state] State
}
reason-by-command = by the operator
reason-slow = it did not answer in time
reason-unreachable = it cannot be reached
reason-host = there is no such site
reason-certificate = its certificate is not valid
reason-redirects = it redirects without end
reason-refused = the site refuses (HTTP { $status })
reason-missing = there is no such page (HTTP { $status })
reason-gone = the page is gone for good (HTTP { $status })
reason-busy = the site says we ask too often (HTTP { $status })
reason-server = the site itself has a fault (HTTP { $status })
reason-status = the site gives nothing (HTTP { $status })
reason-robots = robots.txt does not allow it
reason-robots-unread = its robots.txt cannot be read
reason-private = its address is private and not allowed
reason-address = the address cannot be opened
reason-proxy = the proxy refuses or cannot be reached
reason-list = it is a list of feeds; use newsbot sources import
reason-large = it is larger than { $size } MB
reason-damaged = what came is damaged
reason-empty = what came is empty
reason-long = it takes too long to read
reason-rule = the CSS rule selects no link on the page
reason-other-form = it has changed into something else
reason-no-feed = the feed that the page announces is no feed
reason-no-item = no item of the feed can be read
reason-no-article = there is no article in it
source-unnamed = source not named
time-now = just now
time-unknown = time unknown
page = page { $page } of { $pages }

answer-refusal = The news I have does not say.
answer-nearest = The news I have does not say exactly that. Nearest to it:
answer-listed = The nearest articles:
answer-empty = I have not read any news yet, so I cannot answer.
answer-differ = Reports differ; the newest first:
answer-teller = { $when } · { $who }:{" "}
answer-understood = ↪ Understood as: { $question }
note-widened = ⚠️ Nothing found in the news of “{ $period }”; this is from other times:
note-scope-widened = ⚠️ Nothing found in { $source }; this is from other sources:
note-respelled = ✏️ Read as: { $text }
note-old = 🕘 The newest report on this is { $age } old ({ $newest }).
note-differs = ≠ Asked: { $wanted }. The report: { $found }.
note-converted = Quotes converted to traditional characters
note-written = ✎ Written by a language model from the articles listed.

button-follow = 🔔 Follow
button-watch = 🔔 Notify me
button-alike = 🔎 Similar
button-copy = 📋 Copy
copied-quote = “{ $quote }” ({ $source }, { $time })
feedback-good = Thank you, noted 👍
feedback-bad = Thank you, noted. It helps me to do better.
feedback-changed = All right, changed.
follow-done = Following “{ $title }”: I will tell you when there is more.
follow-too-many = There are too many subscriptions here; stop some with /subscriptions first.
follow-not-yours = Only administrators of this chat can subscribe.
watch-done = All right, I will tell you when there is news of “{ $words }”.
watch-no-words = There is no name in this question to watch for; send /subscribe with a few words.
alike-title = 🔎 Similar news
alike-none = I found nothing else like it.
note-scoped = ↪ About the story you replied to:
note-scoped-widened = ⚠️ Nothing found in the story you replied to; this is from other news:

medium = { $kind ->
    [photo] 📷 I cannot see what is in a picture. Send it with a few words, for example “Where was this flood?”
    [sticker] 🙂 Got it! To hear the news, type a question, for example: { $example }
    [voice] 🎙 I cannot listen. Please type your question, or dictate it with your keyboard.
    [audio] 🎧 I cannot listen. Tell me in a few words what it is about, and I will look for it.
    [video] 🎬 I cannot watch videos. Send me its title or a line about it, and I will see who reports it.
    [animation] 🙂 I cannot read animations. To hear the news, type a question.
    [file] 📎 I cannot read this kind of file. Web pages (.html) and texts (.txt) of up to 1 MB I can; of others, please paste the part that matters.
    [location] 📍 I cannot search by a place on the map. Send its name, for example: /latest London
    [contact] 👤 I have no use for contacts and keep none. To hear news of somebody, send me the name.
    [poll] 📊 I do not vote. Put what the poll is about into a sentence, and I will look for it.
    [dice] 🎲 Lucky you! For the news, try /latest
   *[other] I cannot read this. Please type your question, for example: { $example }
}
medium-large = 📎 That file is too large; I read up to 1 MB. Please paste the part that matters.
medium-lost = 📎 I could not get that file. Please send it again, or paste its text.
link-gist = In its own words:
link-list = “{ $title }” is a list of { $count } { $count ->
    [one] item
   *[other] items
}
link-list-hint = Send me the link of one of them, and I will read it.
link-unreadable = I cannot read { $where }: { $why }. Paste its text, and I will see who reports it.
link-told = 👥 { $count ->
    [one] One report
   *[other] { $count } reports
}{ $sources ->
    [one] {""}
   *[other] {" "}from { $sources } publishers
} on this{ $copies ->
    [0] {""}
    [one] {" "}(one prints the same text)
   *[other] {" "}({ $copies } print the same text)
}, the first by { $first }, { $since }:
link-nobody = 👥 In the news I have read, nobody else reports this.
link-nobody-near = 👥 I found no other report that is surely about this. The closest:
claim-told = 🔎 { $count ->
    [one] One report
   *[other] { $count } reports
}{ $sources ->
    [one] {""}
   *[other] {" "}from { $sources } publishers
} on this{ $copies ->
    [0] {""}
    [one] {" "}(one prints the same text)
   *[other] {" "}({ $copies } print the same text)
}, the first by { $first }, { $since }:
claim-nobody = 🔎 In the news I have read, nobody reports this. That does not make it false.
claim-nobody-near = 🔎 I found no report that is surely about this (which does not make it false). The closest:
claim-short = That is too short to tell what it is about. Please forward the whole of it.
page-gone = I keep such a page for a day only; please send the link again.

article-part = part { $part } of { $parts }
article-no-text = This one has only a headline.
article-gone = That article is no longer here.
quote-gone = That article was changed since; the sentence no longer stands there.
view-gone = That button is no longer valid; please send the question or command again.

time-seen = first seen { $time }
article-author = by { $author }
article-changed = { $count ->
    [one] changed once
   *[other] changed { $count } times
}
article-picture = 🖼 picture
history-none = This article has not been changed since it was read.
history-change = Change { $number } of { $total } · { $when }
history-title = Headline
history-layout = The words are the same; only paragraphs changed.
history-more = and { $count } more
button-changes = What changed ›
button-earlier = ‹ Earlier change
button-later = Later change ›

also-sources = +{ $count } { $count ->
    [one] source
   *[other] sources
}
also-articles = { $count } articles
story-title = 🧵 All reports of this story
story-articles = { $count ->
    [one] One article
   *[other] { $count } articles
}
story-copy = Also printed by{" "}
story-more-copies = and by { $count } more
button-story = 🧵 { $articles } articles on this ›

button-next = Next ›
button-previous = ‹ Back
button-part-before = ‹ Part before
button-part-behind = Next part ›
button-list = ‹ Back to list
button-original = Original
button-newest = ⇅ Newest first
button-best = ⇅ Best first
button-text = Full text ›
button-read = Read{ $number ->
    [0] {""}
   *[other] {" "}{ $number }
}
button-reports = Reports{ $number ->
    [0] {""}
   *[other] {" "}{ $number }
}
button-beginning = From the start

unknown-command = There is no command { $command }. { $like ->
    [none] Send /help for all of them.
   *[other] Did you mean { $like }?
}
new-topic = Done: what you asked before is forgotten. What would you like to know?

settings-title = ⚙️ Settings
settings-title-shared = ⚙️ Settings of this chat
settings-line = { $name }: { $value }
settings-language = Language
settings-zone = Time zone
settings-length = Answers
settings-quiet = Quiet hours
settings-alerts = Alerts
settings-language-choice = { $code ->
    [zh] 简体中文
    [zh_Hant] 繁體中文
    [zh_Hant_all] 繁體 + quotes
    [en] English
   *[auto] Automatic
}
settings-zone-value = { $zone }, now { $time }
settings-length-value = { $length ->
    [short] Short
    [long] Long
   *[normal] Normal
}
settings-quiet-off = Off
settings-alerts-value = { $count ->
    [0] No limit
    [one] Up to one an hour
   *[other] Up to { $count } an hour
}
settings-alerts-choice = { $count ->
    [0] No limit
   *[other] { $count } an hour
}
settings-language-hint = Automatic: the language of your app, or of your question. 繁體 + quotes: what the news says is converted too, but not headlines.
settings-zone-hint = Press a button, or send a city, for example: /settings zone Berlin
settings-length-hint = Short: the first sentence, two sources at most. Long: with the sentences around it.
settings-quiet-hint = No alerts in these hours; they come afterwards in one message. Other times: /settings quiet 22:00-07:30
settings-alerts-hint = Any more than that come together in one message.
settings-back = ‹ All settings
settings-managers = Only administrators of this chat can change its settings.
settings-nowhere = There are settings in Telegram only. Here the language is that of your terminal; the time zone is set by NEWSBOT_TIMEZONE.
settings-unreadable = I do not understand “{ $words }”.
settings-examples = For example: /settings zone Europe/Berlin, /settings quiet 22:00-07:30

privacy-title = 🔒 What I keep about you
privacy = In a file on my operator's server, under your Telegram number; your name only in the list of who may use me:
    • questions and answers: the last { $questions } of a chat, for { $days } days
    • questions without an answer, and those you judged 👍 👎: { $judged } days; the operator reads them to improve me
    • settings, subscriptions and the last overview: until you change or stop them, or { $left } days after you block me
    • what I sent you about which articles: { $messages } days
    • words you search for, so that buttons work: { $lists } days; links and files you send: one day
    • a message I have not answered yet: until I have, a day at most
    In groups I keep only what is said to me.
privacy-model = Questions go to the language model at { $host } too, without your number; how much of it they use is counted by day.
privacy-no-model = Nothing goes to anybody else: no cloud, no language model.
privacy-end = /forget erases all of it at once; /new only what you asked here.

forget-title = 🗑 Erase everything I keep about you, in all chats?
forget-count = { $what ->
    [questions] questions and answers: { $count }
    [judged] questions kept to learn from: { $count }
    [settings] your settings
    [subscriptions] subscriptions: { $count }
    [signed] your number on subscriptions of groups: { $count }
    [alerts] which alerts you got: { $count }
    [messages] what messages to you were about: { $count }
    [access] that you were let in: you would have to ask again
    [lists] lists and words searched for: { $count }
    [pages] links and files you sent: { $count }
   *[days] days with a count of the language model's use: { $count }
}
forget-others = What others asked, and what groups have set, stays. This cannot be undone.
forget-yes = Erase all
forget-no = Keep it
forget-nothing = I keep nothing about you.
forget-kept = All right, nothing was erased.
forget-done = Erased:
forget-not-yours = That button belongs to somebody else. To erase what I keep about you, send /forget.

why-nothing = There is no answer to explain yet; ask me something first.
why-forgotten = The last question was “{ $question }”, but no record was kept of how it was answered.
why-brief-title = How these stories were chosen
why-brief = { $shown } of { $of } stories{ $dated ->
    [yes] {" "}between { $after } and { $until }
   *[no] {""}
}. First come those told by several publishers (reprints count little), about what much of the news is about, new ones, and those of your subscriptions.
why-brief-sources = { $publishers ->
    [one] 1 publisher
   *[other] { $publishers } publishers
}{ $reprints ->
    [0] {""}
    [one] , 1 reprint
   *[other] , { $reprints } reprints
}
why-brief-wanted = one of your subscriptions
why-brief-hot = much in the news: { $words }
why-brief-and = {", "}
why-title = How this answer came about
why-question = Question: { $question }
why-searched = Searched: { $words }
why-filters = Only: { $filters }
why-filter = { $name ->
    [after] from { $value }
    [before] until { $value }
    [known_at] known by { $value }
    [source] source { $value }
    [section] section { $value }
   *[other] { $name } { $value }
}
why-verdict = Result: { $verdict ->
    [quotes] words that answer were found
    [refused] no reliable answer was found
    [disagreement] reports differ, so all are shown
    [summary] you asked what happened, so it is told in order of time
    [news] you asked what news there is, so the newest are shown
    [written] written by a language model, each sentence checked
   *[other] { $verdict }
}
why-sure = Confidence { $confidence }, enough from { $threshold }
why-unsure = Confidence { $confidence }, below the { $threshold } it takes
why-fixed = { $verdict ->
    [otherwise] Asked: { $wanted }; it says: { $found }
   *[other] Asked: { $wanted }; it does not say that
}
why-passages = { $total ->
    [one] One passage was looked at:
   *[other] { $total } passages were looked at, the best { $shown }:
}
why-no-passages = No passage came close.
why-score = { $name ->
    [meaning] meaning
    [words] words
    [fused] both
    [answer] answer
   *[relevance] relevance
} { $value }
why-read = Read: { $words }

trend-usage = /trend funding – articles a day in the last 30 days
    /trend funding 12w – the last 12 weeks, by the week
    /trend Tesla vs BYD – compare up to three
trend-none = No article has “{ $words }” in { $period }.
trend-nothing = not a single one
trend-length = { $step ->
    [7] last { $count } weeks
   *[other] last { $count } days
}
trend-unit = { $step ->
    [7] articles a week
   *[other] articles a day
}
trend-total = { $total ->
    [one] One article
   *[other] { $total } articles
}{ $earlier ->
    [-1] {""}
   *[other] , { $change ->
        [more] ↑ more than
        [fewer] ↓ fewer than
       *[same] → as many as
    } the { $earlier } in as long a time before
}
trend-peak = { $step ->
    [7] Most in the week from { $when }, { $count }:
   *[other] Most on { $when }, { $count }:
}
trend-ended = The newest news is from { $day }, so the count ends there.

topics-title = What the news is about
topics-none = The headlines of these days have no topic in common.
topics-sections = Sections: { $sections }
topics-period = { $first } – { $last }, { $articles } articles

chart-rest = { $count } others
chart-total = { $total } { $total ->
    [1] article
   *[other] articles
}{ $days ->
    [1] {""}
   *[other] , { $average } a day
}
chart-none = No articles in this time

stats-chart = Articles a day
stats-row = { $name ->
    [articles] Articles
    [stories] Stories
    [passages] Passages
    [waiting] Passages to be indexed
    [week] Articles a day, last 7 days
    [month] Articles a day, last 30 days
    [newest] Newest article
    [updated] Last read
    [sources] Working sources
    [failing] Failing sources
    [paused] Paused sources
    [database] Database
   *[index] Index
}

welcome = You’re welcome! Ask me anything else about the news.
small-greeting = Hello! Ask me anything about the news, for example: { $example }
small-farewell = Goodbye. Come back whenever you want to know what happened.
small-praise = Thank you! What else would you like to know?
small-complaint = Sorry that this was not what you asked. Try other words, or add a name or a date; /search finds articles by keyword.
small-about = I am a bot that answers questions about the news, only from articles it has read, and says where each sentence comes from; if they do not say, I tell you so. Send /help for all commands.
small-noted = All right. Ask me anything else about the news.
small-signs = I can only read words. Tell me in a few of them which news you want.
small-number = I cannot tell what you want to know from a number alone. To open an article of a list, press its Read button; otherwise please write a little more.
small-link = I cannot open links; I read only the news that the operator adds. Please put your question into a sentence.
small-chat = I am here. Ask me anything about the news, for example: { $example }
small-outside = That I cannot do: I only know the news. Ask me what happened or who said what; I can also send you a digest, or tell you when there is news on something. /help shows all of it.
small-pasted = That is a long text, so I searched with a part of it: “{ $words }”. A question in one sentence finds more.
failed = Something went wrong and I could not answer. Please try again later.
chat-full = That is a lot at once; I am answering it in order. What you send now does not reach me: please send it again in a while.
rate-limit = { $wanted ->
    [question] I answer { $most } questions a minute at most. Please ask again in { $seconds } s.
    [link] I read { $most } links a minute at most. Please send it again in { $seconds } s.
    [file] I read { $most } files a minute at most. Please send it again in { $seconds } s.
   *[search] I search { $most } times a minute at most. Please try again in { $seconds } s.
}

terminal-quit = Type :1 to press the first button, /quit to leave.
terminal-no-button = There is no button { $number }.

criteria-or = {" or "}
criteria-comma = {", "}
criteria-without = { $words } without { $without }
criteria-anything = any news
subscribe-title = 🔔 Subscribe: I will write when there is news
subscribe-usage = /subscribe funding merger – either of the words
    /subscribe "AI chips" -Nvidia – these words together, and not Nvidia
    /subscribe source:Reuters – all of a publisher
    /subscribe topic:Technology – a topic
    Each story comes once. See and stop them with /subscriptions; for all news at a set time: /digest 08:00
subscribe-what = Say what to look for, for example: /subscribe funding -rumour
subscribe-done = Subscribed: { $words }
subscribe-changed = Changed: { $words }
subscribe-week = { $more ->
    [yes] In the last 7 days that would have been more than { $count } alerts: other words may fit better.
   *[no] { $count ->
        [0] In the last 7 days there was no such news.
        [one] In the last 7 days that would have been one alert.
       *[other] In the last 7 days that would have been { $count } alerts.
    }
}
subscribe-undone = Undone: { $words }
subscribe-stopped = Stopped: { $words }
subscribe-edit = Send the new words with the number, for example:
    { $example }
subscriptions-none = You have no subscriptions yet. Make one with /subscribe and some words, or a daily digest with /digest 08:00
subscriptions-title = { $count ->
    [one] One subscription
   *[other] { $count } subscriptions
}
subscription-made = since { $day }
subscription-paused = ⏸ paused
following-nowhere = I cannot write to a terminal later; subscriptions and digests are for Telegram.
button-undo = ↩ Undo
button-again = ↩ Subscribe again
button-change = ✏️ Edit
button-stop = 🔕 Stop
button-pause = ⏸ Pause
button-resume = ▶️ Resume
button-subscription = Open { $number }
button-all-subscriptions = ‹ All subscriptions
button-now = 🗞 Show it now
alert-story = New in a story you follow
alert-several = { $count } new stories from your subscriptions
digest-daily = News of { $day }
digest-weekly = The week until { $day }
digest-nothing = Nothing new.
digest-every-day = every day at { $time }
digest-every-week = every { $day } at { $time }
digest-done = Digest: { $words } ({ $zone } time)
digest-have = 🗞 Your digest:
digest-usage = A digest of the best stories:
    /digest 08:00 – every day
    /digest 20:30 weekly Friday – every week
    /digest 08:00 chips – only on some words
    /digest now – at once
    /digest off – no more
digest-off = 🗞 Digests are off.
digest-none = There is no digest to stop. Get one with /digest 08:00

channel-managers = Only this channel’s administrators can use this button.
button-private = 💬 Ask more in private
inline-ask = Ask the bot this question
inline-start = Ask the bot about the news
group-greeting = Hello! I answer questions about the news, with sources. Mention me, as in “{ $bot } what happened today?”, reply to one of my messages, or send /latest or /search. An administrator can get news sent here with /subscribe and /digest. Otherwise I keep quiet.

# For the bot's admins
backup-sent = 🔐 Today's backup, encrypted. To restore it: newsbot restore FILE, with the passphrase.
command-add = read a new source: /add https://news.example
command-remove = remove a source
command-check = check a source now, or pause it; all of them without a name
command-stats = numbers of news and of use
command-errors = what went wrong lately
command-broadcast = write to everybody; you see it first
command-unanswered = questions declined and answers judged 👎
help-operating = For admins
reason-no-text = its newest page holds no text of an article
reason-incomplete = an item lacks what it needs
source-form = { $form ->
    [feed] feed
    [sitemap] news sitemap
    [article] single article
   *[listing] listing page
}
source-entries = { $count ->
    [0] no entries now
    [one] one entry
   *[other] { $count } entries
}{ $newest ->
    [none] {""}
   *[other] , newest { $newest }
}
source-unknown = No source has the number, address or title “{ $name }”; /sources lists them.
source-which = Which one? Press it, or send more of its title: { $command } Reuters
button-check = 🔎 Check now
button-remove = 🗑 Remove
button-keep = Keep it
add-usage = Send an address, with a name if you like:
    /add https://news.example/rss Example News
    A feed, a sitemap, a page with a list of articles, or a site that announces a feed. You see what comes before it is saved.
add-announced = the feed that { $url } announces
add-sample = The newest, { $count ->
    [one] one character
   *[other] { $count } characters
}:
add-no-text = ⚠️ The newest comes without a text, with its headline only.
add-problems = ⚠️ { $why }{ $count ->
    [1] {""}
   *[other] {" "}(and { $count } things in all)
}
add-unreadable = { $url } cannot be read: { $why }.
add-known = This source is there already:
button-add = ✅ Add
button-add-not = ✖ No
add-not = All right, it was not added.
add-done = ✅ Added: { $title }
    { $reads ->
        [soon] It is read for the first time within a minute.
       *[update] It is read at the next newsbot update.
    }
check-none = There is no source to check; add one with /add
check-title = { $bad ->
    [0] 🔎 All { $good } working
   *[other] 🔎 { $good } working, { $bad } not
}
check-now = Now: { $told }
check-more = … and { $count } more, all working
remove-title = 🗑 Remove { $title }?
remove-brought = { $count ->
    [0] It brought no articles.
    [one] It brought one article.
   *[other] It brought { $count } articles.
}
button-remove-alone = Source only
button-remove-all = { $count ->
    [one] With its article
   *[other] With its { $count } articles
}
remove-not = All right, { $title } stays.
remove-done = Removed: { $title }{ $count ->
    [0] {""}
    [one] {" "}and one article
   *[other] {" "}and { $count } articles
}
remove-in-config = { $title } is named in newsbot.toml; take it out there. It can be paused here: /check
numbers-title = 📊 Numbers
numbers-articles = Articles: { $count }, { $day } a day
numbers-newest = Newest: { $time } ({ $ago })
numbers-sources = Sources: { $well } working{ $failing ->
    [0] {""}
   *[other] , { $failing } failing
}{ $paused ->
    [0] {""}
   *[other] , { $paused } paused
}
numbers-waiting = Passages to be indexed: { $count }
numbers-people = In 7 days: people { $people }, groups and channels { $chats }
numbers-questions = Questions: { $count } ({ $day } a day), declined { $share }
numbers-subscriptions = Subscriptions: { $count }{ $paused ->
    [0] {""}
   *[other] {" "}({ $paused } paused)
}
numbers-mails = Messages waiting: { $waiting }{ $lost ->
    [0] {""}
   *[other] , given up { $lost }
}{ $unclear ->
    [0] {""}
   *[other] , unclear { $unclear }
}
numbers-tokens = Language model today: { $count } tokens
numbers-disk = On disk: { $size } MB
errors-none = 👍 Nothing went wrong lately, and all sources are read.
errors-sources = { $count ->
    [one] One source fails or is paused
   *[other] { $count } sources fail or are paused
}
errors-more = … and { $count } more: /sources
errors-nothing-else = Nothing else went wrong.
errors-title = What else went wrong
errors-source = { $title }: { $wrong }
errors-times = { $count ->
    [one] { $last }
   *[other] { $count } times: first { $first }, last { $last }
}
broadcast-usage = Send the words to everybody: /broadcast Tonight from 22:00 I am down for an hour. You see it before it goes out.
broadcast-nobody = There is no chat yet that I could write to.
broadcast-ask = So it goes to { $people ->
    [one] one person
   *[other] { $people } people
}{ $groups ->
    [0] {""}
    [one] {" "}and one group or channel
   *[other] {" "}and { $groups } groups and channels
}.
button-send = { $count ->
    [one] 📢 Send it
   *[other] 📢 Send to { $count } chats
}
button-send-not = ✖ No
button-refresh = 🔄 Progress
broadcast-not = All right, nothing was sent.
broadcast-sent = 📢 { $sent } of { $total } sent
broadcast-rest = { $what ->
    [waiting] waiting: { $count }
    [lost] did not get through: { $count }
   *[unclear] may have arrived or not: { $count }
}
unanswered-title = { $declined } declined, { $bad } judged 👎
unanswered-none = 👍 No question was declined lately, and no answer judged bad.
unanswered-exported = { $count ->
    [one] One question
   *[other] { $count } questions
} as lines for an evaluation: fill in the answers, or delete the line.
button-export = ⬇️ All { $count } as a file

# Wishes said in words, and how things are done
wish-yes = ✅ Yes, do it
wish-confirm = { $what }?
wish = { $name ->
    [subscribe] Tell you when there is news on “{ $words }”
    [digest] { $words ->
        [off] Send you no more digests
       *[other] Send you a digest of the news { $words }
    }
    [settings] Change the settings to “{ $words }”
    [new] Forget what you asked before and start afresh
   *[other] Do as you say
}
howto-latest = /latest shows the newest stories; add words and a number: /latest funding 10. Or just say “what happened today?”
howto-search = Send /search with some words to look through all articles kept, old ones too: /search funding merger. after:2023-08-01 or source:Reuters narrows it down.
howto-topics = /topics shows what the last days were about.
howto-trend = /trend with a word shows how much it was in the news: /trend funding 12w.
howto-subscribe = Just say “follow semiconductors”, or send /subscribe semiconductors: I tell you as soon as there is such news.
howto-digest = Just say “send me the news every morning at 8”, or send /digest 08:00: I send you the main stories at that time. /digest off ends it.
howto-sources = I read only the sources that the operator added; /sources shows which, and how they are doing.
howto-new = Send /new and I forget what you asked before.
howto-why = Send /why after an answer to see how it came about: which articles, and how sure I am.
howto-settings = Language, time zone, length of answers and quiet hours are in /settings; or just say it: “change the language to Chinese”, “shorter answers”.

# Who may use it
command-people = who may use me: let in, refuse, ban
command-invite = a link that lets people in: /invite, or /invite 10
command-ban = shut somebody out: /ban name or number
command-unban = let them back in: /unban name or number
command-audit = what the admins did
command-setup = go through the first steps again
door-welcome = 🎉 You are in! Ask me about the news; /help shows how.
door-group-welcome = 🎉 I answer here now: mention me, or reply to one of my messages.
door-asked = You can use me once an admin lets you in. I have asked for you and will tell you here.
door-waiting = No admin has answered yet; I will tell you here.
door-refused = Sorry, the admins did not let you in.
door-banned = You cannot use this bot. To erase everything I keep about you, you can still send /forget.
door-list = Only people on a list can use me. If you should be on it, give your number to whoever runs me: { $number }.
door-group = I can answer here once one of my admins agrees.
door-link-old = This link no longer works; ask whoever gave it to you for a new one.
door-inline = You need to be let in first
knock = 🔔 { $name } would like to use this bot.
knock-group = 🔔 { $by } has added me to “{ $name }”. Shall I answer there?
button-admit = ✅ Let in
button-refuse = ✖ No
button-ban = 🚫 Ban
button-unban = ↩ Unban
button-open = 🔓 Open to everybody
button-close = 🔒 By invitation only
button-people = 👥 Who may use me
people-title = 👥 { $mode ->
    [open] Open to everybody
    [list] Only for people on the list
   *[invitation] By invitation only
}
people-counts = waiting { $waiting } · let in { $inside } · banned { $banned }
people-hint = Press a name to see more, let in, ban or unban.
people-none = { $mode ->
    [open] To shut somebody out, send /ban and their number.
    [list] The list is NEWSBOT_PEOPLE.
   *[invitation] Nobody else yet; invite them with /invite.
}
people-unknown = I know nobody with the name or number “{ $name }”.
people-which = Which one?
people-back = ‹ All people
member-standing = { $standing ->
    [owner] Became the owner { $ago }
    [admitted] Let in { $ago }
    [waiting] Asked to be let in { $ago }
    [refused] Refused { $ago }
   *[banned] Banned { $ago }
}
member-by = by { $name }
member-number = number { $number }
ban-usage = Who? Send /ban and a name or number, or press a name in /people.
ban-admin = Admins cannot be banned.
unban-usage = Nobody with that name or number is banned; /people shows everyone.
invite-made = { $count ->
    [1] ✉️ This link lets in one person, until { $until }:
   *[other] ✉️ This link lets in { $count } people, until { $until }:
}
invite-hint = Whoever opens it is let in, so send it only to people you want here.
invite-usage = One link can let in 1 to { $most } people: /invite 10
invite-needless = { $mode ->
    [open] I am open to everybody, so no invitation is needed; just pass on { $link }
   *[list] Only people on the list may use me: add their number to NEWSBOT_PEOPLE.
}
button-revoke = ✖ Cancel ({ $count } left, until { $until })
invite-revoked = { $count ->
    [0] Cancelled. No other link works now.
    [1] Cancelled. One other link still works.
   *[other] Cancelled. { $count } other links still work.
}
audit-title = 🧾 What the admins did
audit-none = The admins have done nothing yet.
deed-nobody = The operator
deed = { $by } { $deed ->
    [own] became the owner
    [open] opened me to everybody
    [close] made me invitation only
    [admit] let in { $about }
    [refuse] refused { $about }
    [ban] banned { $about }
    [unban] unbanned { $about }
    [invite] made an invitation link (people: { $about })
    [revoke] cancelled an invitation link
    [add] added the source { $about }
    [remove] removed the source { $about }
    [pause] paused the source { $about }
    [resume] resumed the source { $about }
    [rebuild] rebuilt the index
    [backup] made a backup
   *[broadcast] wrote to everybody: { $about }
}
setup-hello = 👋 Hello! You are now the owner of this bot. Three questions, and it is ready.
setup-language = 1/3 Which language shall I speak to you?
setup-zone = 2/3 Which time zone are you in?
setup-zone-hint = Your city is not here? Press the last button, and afterwards send: /settings zone Vancouver
setup-keep = Keep { $what }
setup-sources = 3/3 Which news shall I read first?
setup-sources-hint = Press one to add it; I try to read it first.
    You can add others later with /add.
setup-added = ✅ Added: { $title }
setup-done = Done ›
setup-end = { $count ->
    [0] All set, but there is no source yet; add one with /add.
    [1] 🎉 All set, with one source. Ask me in a few minutes.
   *[other] 🎉 All set, with { $count } sources. Ask me in a few minutes.
}
setup-next = /invite – let others in
    /people – who may use me
    /add – add a source
    /help – all commands
setup-again = ↻ Start over

# How it does
command-health = how I am doing, with buttons to repair me
health-title = { $amiss ->
    [0] 💚 All is well
    [1] 🩺 One thing to look at
   *[other] 🩺 { $amiss } things to look at
}
health-database = ⚠️ The database file is gone or no database any more. What is said now may be lost: stop me, then newsbot doctor says what to do.
health-index = { $count ->
    [0] Index: matches the database
   *[other] ⚠️ Index: differs from the database in { $count ->
        [one] one place
       *[other] { $count } places
    }
}
health-sources = { $count ->
    [0] Sources: all can be read
   *[other] ⚠️ Sources that cannot be read: { $count }
}
health-passages = Passages to be indexed: { $count }
health-outbox = Messages waiting: { $waiting }, not sent: { $lost }
health-backup = Last backup: { $ago ->
    [none] none yet
   *[other] { $ago }
}
health-disk = Free disk space: { $size } GB
health-failed = That did not work: { $why }
button-rebuild = 🔧 Rebuild the index
button-backup = 💾 Back up now
button-look-again = 🔄 Refresh
