import pytest

from data.aliases.gazetteer import country_signs, known_places


@pytest.mark.parametrize(
    ("chinese", "english", "level"),
    [("湖北", "hubei", "province"), ("青岛", "qingdao", "city"), ("法国", "france", "country")],
)
def test_a_place_is_one_in_both_languages(chinese: str, english: str, level: str) -> None:
    assert known_places()[chinese] == known_places()[english]
    assert known_places()[chinese].level == level


@pytest.mark.parametrize("word", ["城市", "法拉利", "apple"])
def test_other_words_are_no_places(word: str) -> None:
    assert word not in known_places()


@pytest.mark.parametrize(("code", "text"), [("ES", "Spanish fans"), ("US", "赴美访问"), ("GB", "a British firm")])
def test_what_hints_at_a_country(code: str, text: str) -> None:
    assert country_signs(code).search(text)
    assert not country_signs("JP").search(text)
