"""Replies as JSON, for messages that are kept until they can be sent."""

from __future__ import annotations

import base64
import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

from bot.core.reply import About, Button, File, Piece, Reply, Style


def reply_to_json(reply: Reply) -> str:
    """All that is shown; `reply_from_json` gives an equal reply."""
    about, file = reply.about, reply.file
    return json.dumps(
        {
            "pieces": [
                [each.text, each.style.value, each.url, each.time and each.time.isoformat(), each.quoted]
                for each in reply.pieces
            ],
            "buttons": [
                [[each.label, each.action, each.url, each.copy, each.unquoted] for each in row] for row in reply.buttons
            ],
            "about": about and asdict(about),
            "file": file and [file.name, base64.b64encode(file.content).decode()],
            "preview": reply.preview,
        },
        ensure_ascii=False,
    )


def reply_from_json(text: str) -> Reply:
    """The reply that `reply_to_json` wrote, also one of version 0.3 or before, which knew less."""
    read: dict[str, Any] = json.loads(text)
    about, file = read["about"], read["file"]
    return Reply(
        tuple(_piece(*piece) for piece in read["pieces"]),
        tuple(tuple(Button(*button) for button in row) for row in read["buttons"]),
        _about(about) if about else None,
        File(file[0], base64.b64decode(file[1])) if file else None,
        read.get("preview"),
    )


def _piece(text: str, style: str, url: str | None, time: str | None = None, quoted: bool = False) -> Piece:
    return Piece(text, Style(style), url, datetime.fromisoformat(time) if time else None, quoted)


def about_to_json(about: About) -> str:
    return json.dumps(asdict(about))


def about_from_json(text: str) -> About:
    """What `about_to_json` wrote."""
    return _about(json.loads(text))


def _about(read: dict[str, Any]) -> About:
    return About(**read | {"article_ids": tuple(read["article_ids"])})
