"""Without the client library, and what it would pick up from the environment."""

from __future__ import annotations

import sys

import pytest

from bot.llm.client import LLMClient
from data.errors import ConfigError
from tests.bot.llm.conftest import Writers, material
from tests.bot.llm.endpoint import Endpoint, says


def test_a_missing_package_is_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openai", None)
    with pytest.raises(ConfigError, match=r"^NEWSBOT_LLM_URL: .*make run EXTRAS=llm"):
        LLMClient("http://127.0.0.1:1/v1", "small", None)


def test_a_key_for_another_service_is_not_sent(writers: Writers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-other")
    with Endpoint(says("NONE")) as endpoint:
        writers.writer(endpoint).write("有几个品牌？", [material("共有13个品牌。")], None, 60)
    assert "sk-other" not in str(endpoint.asked[0].headers)
