"""The settings of the LLM."""

from pathlib import Path

import pytest

from bot.config import load_config
from data.errors import ConfigError

URL = "http://127.0.0.1:8080/v1"


def test_no_llm_is_the_default(tmp_path: Path) -> None:
    config = load_config(tmp_path)
    assert (config.llm_url, config.llm_model, config.llm_key) == (None, None, None)


def test_the_environment_sets_all_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    values = {"URL": URL + "/", "MODEL": "small", "KEY": "sk-secret", "TIMEOUT": "3.5"}
    values |= {"TOKENS_A_DAY": "5000", "TOKENS_A_DAY_PER_PERSON": "700"}
    for name, value in values.items():
        monkeypatch.setenv(f"NEWSBOT_LLM_{name}", value)
    config = load_config(tmp_path)
    assert (config.llm_url, config.llm_model, config.llm_timeout) == (URL, "small", 3.5)
    assert (config.llm_tokens_a_day, config.llm_tokens_a_day_per_person) == (5000, 700)
    assert config.llm_key is not None
    assert config.llm_key.get_secret_value() == "sk-secret"
    assert "sk-secret" not in repr(config)


@pytest.mark.parametrize("model", [None, "", "  "])
def test_a_url_needs_a_model(model: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSBOT_LLM_URL", URL)
    if model is not None:
        monkeypatch.setenv("NEWSBOT_LLM_MODEL", model)
    with pytest.raises(ConfigError, match="NEWSBOT_LLM_MODEL: must name a model"):
        load_config(tmp_path)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("NEWSBOT_LLM_URL", "localhost:8080"),
        ("NEWSBOT_LLM_TIMEOUT", "0"),
        ("NEWSBOT_LLM_TIMEOUT", "soon"),
        ("NEWSBOT_LLM_TOKENS_A_DAY", "-1"),
        ("NEWSBOT_LLM_TOKENS_A_DAY_PER_PERSON", "many"),
    ],
)
def test_a_bad_value_names_its_variable(
    variable: str, value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSBOT_LLM_MODEL", "small")
    monkeypatch.setenv(variable, value)
    with pytest.raises(ConfigError, match=rf"^{variable}: ") as caught:
        load_config(tmp_path)
    assert "\n" not in str(caught.value)
