"""A chat as a page that looks like one on a phone: what people wrote, what the bot sent, its buttons. Pure."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from itertools import groupby, pairwise
from pathlib import Path

from babel.dates import format_datetime, format_timedelta

from tests.bot.telegram.day.stage import SHANGHAI
from tests.support.bot_api import Button, Chat, SentMessage
from tests.support.bot_api.types import Json

WIDTH = 390
_STYLE = Path(__file__).with_name("chat.css").read_text("utf-8")
_LINKS = {"text_link", "url", "bot_command", "mention", "hashtag", "email"}


@dataclass(frozen=True, slots=True)
class View:
    """What a picture shows: a chat, or a topic of one, to the one whose messages stand at the right."""

    chat: Chat
    language: str
    posts: Sequence[Json]  # of people, as the Bot API tells them
    sent: Sequence[SentMessage]
    owner: int  # user id
    title: str = "News"
    subtitle: str = "bot"


def page(view: View) -> str:
    """The whole HTML page."""
    entries = sorted(
        [(each["message_id"], _post(each, view)) for each in view.posts]
        + [(each.message_id, _sent(each, view)) for each in view.sent]
    )
    dates = [each["date"] for each in view.posts] + [each.date for each in view.sent]
    day = f"<div class=day><span>{_day(min(dates), view.language)}</span></div>" if dates else ""
    head = f"<b>{escape(view.title)}</b><small>{escape(view.subtitle)}</small>"
    messages = "".join(html for _, html in entries)
    return (
        f'<!doctype html><html lang={view.language}><meta charset=utf-8><meta name=viewport content="width={WIDTH}">'
        f"<style>{_STYLE}</style><header><i>‹</i><div>{head}</div></header><main>{day}{messages}</main></html>"
    )


def _post(post: Json, view: View) -> str:
    mine = post.get("from", {}).get("id") == view.owner
    name = "" if mine or view.chat.type == "private" else _name(post.get("from", {}).get("first_name", view.chat.title))
    words = _quoted(post.get("reply_to_message")) + _marked(post.get("text", ""), post.get("entities", ()))
    return _bubble("mine" if mine else "other", name + words, post["date"], tick=mine)


def _sent(sent: SentMessage, view: View) -> str:
    name = "" if view.chat.type != "supergroup" else _name("News")
    quoted = next((post for post in view.posts if post["message_id"] == sent.reply_to), None)
    picture = f"<img src='data:image/png;base64,{b64encode(sent.photo).decode()}'>" if sent.photo else ""
    rows = "".join(f"<div class=row>{''.join(map(_button, row))}</div>" for row in sent.rows)
    picture += "<div class=preview>🖼</div>" if (sent.preview or {}).get("url") else ""
    body = name + picture + _quoted(quoted) + _marked(sent.text, sent.entities, Now(sent.date, view.language))
    return _bubble("other wide" if rows or picture else "other", body, sent.date, rows)


def _bubble(kind: str, body: str, date: int, rows: str = "", tick: bool = False) -> str:
    time = f"<time>{_time(date)}{' ✓✓' if tick else ''}</time>"
    return f"<div class='message {kind}'><div class=bubble>{body}{time}</div>{rows}</div>"


def _name(name: str) -> str:
    return f"<div class=name>{escape(name)}</div>"


def _quoted(post: Json | None) -> str:
    """What a message replies to, in one line above it; the post that opens a topic is none."""
    if post is None or "text" not in post:
        return ""
    author = escape(post.get("from", {}).get("first_name", ""))
    line = escape(post["text"].splitlines()[0])
    return f"<div class=reply><b>{author}</b><br>{line}</div>"


def _button(button: Button) -> str:
    out = f"<span class=out>{'↗' if button.url else '❐'}</span>" if button.url or button.copy else ""
    return f"<span class=button><span class=label>{escape(button.text)}</span>{out}</span>"


@dataclass(frozen=True, slots=True)
class Now:
    """When a message is looked at, and in which language the phone speaks."""

    date: int
    language: str


def _marked(text: str, entities: Sequence[Json], now: Now | None = None) -> str:
    html = ""
    for folded, runs in groupby(_runs(text, entities), lambda run: "expandable_blockquote" in run[1]):
        words = "".join(_run(words, over, now) for words, over in runs)
        html = html.removesuffix("\n") if folded else html
        words = f"<blockquote><div>{words}</div></blockquote>" if folded else words
        html += words.removeprefix("\n") if html.endswith("</blockquote>") else words
    return html


def _runs(text: str, entities: Sequence[Json]) -> Iterator[tuple[str, dict[str, Json]]]:
    """The text in pieces of one look each, with the entities over it by type; these count in UTF-16 units."""
    units = text.encode("utf-16-le")
    bounds = {0, len(units) // 2}
    for each in entities:
        bounds |= {each["offset"], each["offset"] + each["length"]}
    edges = sorted(bounds)
    for start, end in pairwise(edges):
        over = (each for each in entities if each["offset"] <= start and end <= each["offset"] + each["length"])
        yield units[2 * start : 2 * end].decode("utf-16-le"), {each["type"]: each for each in over}


def _run(words: str, over: dict[str, Json], now: Now | None) -> str:
    html = escape(words)
    if "date_time" in over and now:
        html = f"<span class=moment>{escape(_moment(over['date_time'], now))}</span>"
    if "bold" in over:
        html = f"<b>{html}</b>"
    return f"<a>{html}</a>" if over.keys() & _LINKS else html


def _moment(entity: Json, now: Now) -> str:
    """A time as an app says it."""
    moment = datetime.fromtimestamp(entity["unix_time"], UTC).astimezone(SHANGHAI)
    if entity["date_time_format"] == "r":
        passed = moment - datetime.fromtimestamp(now.date, UTC)
        return str(format_timedelta(passed, add_direction=True, locale=now.language))
    return str(
        format_datetime(moment, "y年M月d日 HH:mm" if now.language == "zh" else "d MMM y, HH:mm", locale=now.language)
    )


def _time(date: int) -> str:
    return f"{datetime.fromtimestamp(date, UTC).astimezone(SHANGHAI):%H:%M}"


def _day(date: int, language: str) -> str:
    day = datetime.fromtimestamp(date, UTC).astimezone(SHANGHAI)
    return f"{day.month}月{day.day}日" if language == "zh" else f"{day:%B} {day.day}"
