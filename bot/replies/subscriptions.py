"""Subscriptions as messages: what was understood, the list, one of them with what can be done with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.core.catalogue import local_day
from bot.core.person import Person
from bot.core.reply import Button, Piece, Reply, ReplyKind, Style
from bot.question.criteria import criteria_words
from bot.replies.articles import paging
from bot.replies.briefs import times_words
from data.chats.subscriptions import Kind, Subscription
from data.models import Article
from data.store.recent import WantedNews

PAGE_SIZE = 8
DIGEST_TIMES = (7 * 60, 8 * 60, 12 * 60, 18 * 60, 20 * 60 + 30)
_SIGNS = {Kind.STORY: "🧵", Kind.DIGEST: "🗞"}


def described(person: Person, subscription: Subscription, articles: Mapping[int, Article]) -> str:
    """A line that says what it is to; `articles` are those of followed stories."""
    if subscription.kind is Kind.STORY:
        article = articles.get(subscription.article_id or 0)
        return article.title if article else ""
    words = criteria_words(person, subscription.criteria)
    if subscription.times is None:
        return words
    times = times_words(person, subscription.times)
    return f"{times} · {words}" if subscription.criteria else times


def subscribed(person: Person, subscription: Subscription, week: WantedNews, changed: bool = False) -> Reply:
    """What was understood, and how much of that there was in the last `week`."""
    head = person.say(
        "subscribe-changed" if changed else "subscribe-done", words=criteria_words(person, subscription.criteria)
    )
    pieces = (Piece(f"🔔 {head}"), Piece("\n" + expected(person, week), Style.FAINT))
    undo = Button(person.say("button-undo"), f"undo:{subscription.id}")
    change = Button(person.say("button-change"), f"edit:{subscription.id}")
    return Reply(pieces, ((undo, change),), kind=ReplyKind.DONE)


def expected(person: Person, week: WantedNews) -> str:
    """How many stories a week it would have told of."""
    return person.say("subscribe-week", count=week.stories, more="no" if week.complete else "yes")


def subscription_list(
    person: Person, subscriptions: Sequence[Subscription], number: int, articles: Mapping[int, Article]
) -> Reply:
    """Page `number` (from 0), with a button for each that leads to what can be done with it."""
    if not subscriptions:
        return Reply((Piece(person.say("subscriptions-none")),))
    pages = -(-len(subscriptions) // PAGE_SIZE)
    number = min(number, pages - 1)
    pieces = [Piece("🔔 " + person.say("subscriptions-title", count=len(subscriptions)), Style.BOLD)]
    if pages > 1:
        pieces.append(Piece("  " + person.say("page", page=number + 1, pages=pages), Style.FAINT))
    buttons = []
    for at, each in list(enumerate(subscriptions, 1))[number * PAGE_SIZE : (number + 1) * PAGE_SIZE]:
        pieces += [Piece(f"\n{at}. "), Piece(_line(person, each, articles))]
        if each.paused:
            pieces.append(Piece(" ⏸", Style.FAINT))
        buttons.append(Button(person.say("button-subscription", number=at), f"sub:{each.id}"))
    rows = [tuple(buttons[at : at + 4]) for at in range(0, len(buttons), 4)]
    return Reply(tuple(pieces), (*rows, *paging(person, "subs", number, pages)), kind=ReplyKind.LIST)


def _line(person: Person, subscription: Subscription, articles: Mapping[int, Article]) -> str:
    sign = _SIGNS.get(subscription.kind)
    words = described(person, subscription, articles)
    return f"{sign} {words}" if sign else words


def subscription_card(
    person: Person, subscription: Subscription, number: int, week: WantedNews | None, articles: Mapping[int, Article]
) -> Reply:
    """One of the list, `number` there; `week`: what it would have told of in seven days, where that makes sense."""
    made = person.say(
        "subscription-made", day=local_day(person.language, subscription.made_at.astimezone(person.zone).date())
    )
    pieces = [Piece(f"{number}. {_line(person, subscription, articles)}", Style.BOLD), Piece(f"\n{made}", Style.FAINT)]
    if subscription.paused:
        pieces.append(Piece(" · " + person.say("subscription-paused"), Style.FAINT))
    if week:
        pieces.append(Piece("\n" + expected(person, week), Style.FAINT))
    back = Button(person.say("button-all-subscriptions"), f"subs:{(number - 1) // PAGE_SIZE}")
    if not person.chat or not person.chat.manages:
        return Reply(tuple(pieces), ((back,),))
    pause = "button-resume" if subscription.paused else "button-pause"
    row = [Button(person.say(pause), f"pause:{subscription.id}:{int(not subscription.paused)}")]
    if subscription.kind is not Kind.STORY:
        row.append(Button(person.say("button-change"), f"edit:{subscription.id}"))
    row.append(Button(person.say("button-stop"), f"unsub:{subscription.id}"))
    times = [_time_button(subscription, minute) for minute in DIGEST_TIMES] if subscription.times else []
    return Reply(tuple(pieces), tuple(filter(None, (tuple(row), tuple(times), (back,)))))


def _time_button(subscription: Subscription, minute: int) -> Button:
    chosen = subscription.times is not None and subscription.times.minute == minute
    clock = f"{minute // 60:02}:{minute % 60:02}"
    return Button(f"✓ {clock}" if chosen else clock, f"retime:{subscription.id}:{minute}")
