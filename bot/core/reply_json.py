"""Replies as JSON, for messages that are kept until they can be sent."""

from __future__ import annotations

import base64
import json
from dataclasses import asdict
from typing import Any

from bot.core.reply import About, Button, File, Piece, Reply, Style


def reply_to_json(reply: Reply) -> str:
    """All that is shown; `reply_from_json` gives an equal reply."""
    about, file = reply.about, reply.file
    return json.dumps(
        {
            "pieces": [[piece.text, piece.style.value, piece.url] for piece in reply.pieces],
            "buttons": [[[each.label, each.action, each.url] for each in row] for row in reply.buttons],
            "about": about and asdict(about),
            "file": file and [file.name, base64.b64encode(file.content).decode()],
        },
        ensure_ascii=False,
    )


def reply_from_json(text: str) -> Reply:
    """The reply that `reply_to_json` wrote."""
    read: dict[str, Any] = json.loads(text)
    about, file = read["about"], read["file"]
    return Reply(
        tuple(Piece(words, Style(style), url) for words, style, url in read["pieces"]),
        tuple(tuple(Button(*button) for button in row) for row in read["buttons"]),
        _about(about) if about else None,
        File(file[0], base64.b64decode(file[1])) if file else None,
    )


def about_to_json(about: About) -> str:
    return json.dumps(asdict(about))


def about_from_json(text: str) -> About:
    """What `about_to_json` wrote."""
    return _about(json.loads(text))


def _about(read: dict[str, Any]) -> About:
    return About(**read | {"article_ids": tuple(read["article_ids"])})
