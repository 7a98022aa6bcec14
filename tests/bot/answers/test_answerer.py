"""How an answer is put together: what is quoted, declined, widened, dated and kept."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from bot.answers.answerer import Answerer
from bot.answers.candidates import Candidate
from bot.answers.confidence import Calibration, ConfidenceModel
from bot.core.answer import Answer
from bot.question.asked import Asked
from bot.question.held import Held
from data.models import Filters
from embeddings.search.retriever import Hit
from tests.support.answering import Found, Marked, answer
from tests.support.hits import NOW, article, candidate, hit, on

TOLL = "全市转移了5480人。"
QUIET = "没有人员伤亡。"
LEVEL = "临江河水位昨晚涨到24.86米。"


class Read(Marked):
    """Remembers what it was asked."""

    def __init__(self, *candidates: Candidate) -> None:
        super().__init__(*candidates)
        self.questions = list[str]()

    def read(self, question: str, hits: Sequence[Hit], asked_at: datetime | None = None) -> list[Candidate]:
        self.questions.append(question)
        return super().read(question, hits, asked_at)


def messages(given: Answer) -> list[str]:
    return [note.message for note in given.notes]


# -- quotes


def test_the_words_that_answer_come_first_each_sentence_with_its_number() -> None:
    one = hit(article(LEVEL + TOLL + QUIET, 1))
    two = hit(article("学校下周一复课。", 2))
    given = answer(
        "转移了多少人?",
        candidate(one, QUIET, span=1.0),
        candidate(one, TOLL, "5480人", span=2.0),
        candidate(two, "学校下周一复课。", span=1.5),
    )
    assert given.form == "quotes"
    assert given.text == f"{TOLL} [1]\n学校下周一复课。 [2]\n{QUIET} [1]"
    assert given.statements[0].marked is not None
    assert given.statements[0].marked.of(TOLL) == "5480人"
    assert [each.id for each in given.articles] == [1, 2]
    assert all(each.quote in each.article.body for each in given.citations)
    assert (given.confidence, given.nearest, given.notes) == (0.5, (), ())


def test_what_does_not_answer_by_itself_is_left_out() -> None:
    one = hit(article(TOLL + QUIET))
    marked = [candidate(one, TOLL, span=2.0), candidate(one, QUIET, span=1.9, relevance=-0.1)]
    assert answer("转移了多少人?", *marked).text == f"{TOLL} [1]"


def test_an_english_question_is_answered_with_the_original_words() -> None:
    assert answer("How many people were moved?", candidate(article(TOLL), TOLL, "5480人")).text == f"{TOLL} [1]"


# -- refusals


def test_below_the_threshold_it_declines_and_names_the_nearest_articles() -> None:
    hits = [hit(article(TOLL, number)) for number in range(1, 6)]
    given = answer("谁赢了?", *(candidate(each, TOLL, relevance=-0.1) for each in hits))
    assert not given.answered
    assert (given.text, given.citations, given.notes) == ("", (), ())
    assert 0 < given.confidence < 0.5
    assert [each.id for each in given.closest] == [1, 2, 3]


def test_nearest_articles_are_named_once_each() -> None:
    one, two = article(LEVEL + TOLL, 1), article(TOLL, 2)
    found = Found(hit(one), hit(one, score=0.8), hit(two))
    given = answer("谁赢了?", candidate(found.hits[0], TOLL, relevance=-1.0), found=found)
    assert [each.id for each in given.closest] == [1, 2]


def test_of_each_of_the_nearest_the_best_sentence_is_quoted_or_its_lead() -> None:
    one, two = hit(article(LEVEL + TOLL, 1)), hit(article(LEVEL + TOLL, 2))
    marked = [candidate(one, LEVEL, span=1.0, relevance=-1.0), candidate(one, TOLL, span=2.0, relevance=-1.0)]
    given = answer("谁赢了?", *marked, found=Found(one, two))
    assert [each.quote for each in given.nearest] == [TOLL, LEVEL]


def test_nothing_found_is_a_refusal_without_confidence() -> None:
    given = answer("水位?", found=Found())
    assert (given.answered, given.confidence, given.nearest) == (False, 0.0, ())
    assert given.explanation is not None
    assert given.explanation.verdict == "refused"


def test_hits_in_which_nothing_can_be_read_are_a_refusal_too() -> None:
    given = answer("水位?", found=Found(hit(article(TOLL))))
    assert not given.answered
    assert [each.id for each in given.closest] == [1]


# -- time and source


def test_what_was_published_later_is_not_known() -> None:
    early, late = hit(article(TOLL, 1, published=on(20))), hit(article(QUIET, 2, published=on(24)))
    marked = [candidate(early, TOLL), candidate(late, QUIET, span=0.5)]
    assert answer("情况?", *marked, known_at=on(21)).text == f"{TOLL} [1]"
    assert answer("情况?", *marked).articles[0].id == 2


def test_news_of_the_time_asked_for_is_preferred_without_a_word() -> None:
    old, new = hit(article(TOLL, 1, published=on(10))), hit(article(QUIET, 2, published=on(24)))
    given = answer("昨天有什么人员伤亡新闻?", candidate(old, TOLL, span=3.0), candidate(new, QUIET))
    assert [each.id for each in given.articles] == [2]
    assert messages(given) == []


def test_where_that_time_has_none_the_search_is_widened_and_it_is_said() -> None:
    old = hit(article(TOLL, 1, published=on(10)))
    given = answer("6月20日以后转移了多少人?", candidate(old, TOLL))
    assert given.text == f"{TOLL} [1]"
    [note] = given.notes
    assert (note.message, note.values["period"]) == ("note-widened", "6月20日")


def test_another_source_answers_where_the_one_named_does_not_and_it_is_said() -> None:
    one = hit(article(TOLL, 1, source="临江日报"))
    given = answer("江岸晚报怎么说转移了多少人", candidate(one, TOLL))
    assert given.text == f"{TOLL} [1]"
    [note] = given.notes
    assert (note.message, note.values["source"]) == ("note-scope-widened", "江岸晚报")


def test_the_source_named_is_the_only_one_where_it_answers() -> None:
    one, two = hit(article(TOLL, 1, source="临江日报")), hit(article(QUIET, 2, source="江岸晚报"))
    given = answer("江岸晚报怎么说转移了多少人", candidate(one, TOLL, span=3.0), candidate(two, QUIET))
    assert [each.id for each in given.articles] == [2]
    assert messages(given) == []


def test_a_refusal_has_no_notes_but_shows_what_the_wider_search_found() -> None:
    old = hit(article(TOLL, 1, published=on(10)))
    given = answer("6月20日以后转移了多少人?", candidate(old, TOLL, relevance=-3.0))
    assert (given.answered, given.notes) == (False, ())
    assert [each.id for each in given.closest] == [1]


@pytest.mark.parametrize(("question", "leads"), [("最新转移了多少人?", 2), ("转移了多少人?", 1)])
def test_the_newest_leads_where_new_ones_are_asked_for(question: str, leads: int) -> None:
    old = candidate(article("转移的人很多。", 1, published=on(23)), "转移的人很多。", span=1.01)
    new = candidate(article("又有人转移了。", 2, published=on(24)), "又有人转移了。", span=1.0)
    undated = candidate(article("大家都转移了。", 3, published=None), "大家都转移了。", span=1.0)
    assert answer(question, undated, old, new).articles[0].id == leads


def test_what_is_new_does_not_lead_where_it_answers_much_worse() -> None:
    old = candidate(article(TOLL, 1, published=on(23)), TOLL, span=9.0)
    new = candidate(article("学校下周一复课。", 2, published=on(24)), "学校下周一复课。", span=0.0)
    assert answer("最新转移了多少人?", old, new).articles[0].id == 1


@pytest.mark.parametrize(
    ("question", "age", "told"),
    [
        ("转移了多少人?", timedelta(days=170), []),
        ("转移了多少人?", timedelta(days=400), ["note-old"]),
        ("现在转移了多少人?", timedelta(days=1), []),
        ("现在转移了多少人?", timedelta(days=20), ["note-old"]),
    ],
)
def test_how_old_the_news_is_is_said_where_it_matters(question: str, age: timedelta, told: list[str]) -> None:
    given = answer(question, candidate(article(TOLL, published=NOW - age), TOLL))
    assert messages(given) == told
    assert all(note.values["newest"] == NOW - age for note in given.notes)


def test_of_several_cited_articles_the_newest_tells_the_age() -> None:
    old = candidate(article(TOLL, 1, published=NOW - timedelta(days=400)), TOLL, span=1.0)
    new = candidate(article(QUIET, 2, published=NOW - timedelta(days=2)), QUIET, span=0.9)
    assert messages(answer("转移了多少人?", old, new)) == []


def test_undated_news_has_no_age() -> None:
    assert messages(answer("现在转移了多少人?", candidate(article(TOLL, published=None), TOLL))) == []


# -- what goes in, what is kept


def test_a_very_long_question_is_cut_before_it_is_searched() -> None:
    found = Found()
    answer("水" * 4000, found=found)
    assert len(found.asked[0].text) == 500


def test_a_follow_up_is_searched_and_answered_as_it_was_made_whole() -> None:
    found = Found(hit(article(TOLL)))
    judge = ConfidenceModel(Calibration({}, {}, 0.0, 0.5))
    given = Answerer(found, Marked(candidate(found.hits[0], TOLL)), judge).answer(
        Asked("多少人?", NOW, whole="临江转移了多少人?")
    )
    assert [query.text for query in found.asked] == ["临江转移了多少人?"]
    assert given.explanation is not None
    assert (given.explanation.question, given.explanation.searched) == ("多少人?", "临江转移了多少人?")


def test_why_it_was_answered_so_is_kept_with_the_answer() -> None:
    one = hit(article(TOLL + QUIET, published=on(24)))
    given = answer("昨天转移了多少人?", candidate(one, TOLL, "5480人", span=2.0, relevance=1.0), candidate(one, QUIET))
    why = given.explanation
    assert why is not None
    assert (why.verdict, why.threshold, why.confidence) == ("quotes", 0.5, given.confidence)
    assert set(why.filters) >= {"after", "before"}
    assert (why.seen[0].article_id, why.seen[0].read, why.seen[0].score) == (1, "5480人", 2.0)
    assert why.signs["relevance"] == 1.0


def test_the_filters_told_are_those_that_found_something() -> None:
    one = hit(article(TOLL, published=datetime(2020, 1, 1, tzinfo=UTC)))
    why = answer("昨天转移了多少人?", candidate(one, TOLL)).explanation
    assert why is not None
    assert why.filters == {}


# -- slips


class Picky(Read):
    """Finds nothing for a question that holds `slip`."""

    def __init__(self, slip: str, *candidates: Candidate) -> None:
        super().__init__(*candidates)
        self.slip = slip

    def read(self, question: str, hits: Sequence[Hit], asked_at: datetime | None = None) -> list[Candidate]:
        found = super().read(question, hits, asked_at)
        return [] if self.slip in question else found


def asked_with_slips(question: str, slip: str) -> tuple[Answer, list[str]]:
    one = hit(article("全市转移了5480人。Port Callan is safe.", 1))
    read = Picky(slip, candidate(one, TOLL, "5480人"))
    judge = ConfidenceModel(Calibration({"span": 1.0}, {"relevance": 1.0}, 0.0, 0.5))
    return Answerer(Found(one), read, judge).answer(Asked(question, NOW)), read.questions


def test_a_question_with_slips_is_read_again_as_the_news_spells_it_and_says_so() -> None:
    given, read = asked_with_slips("全市转宜了多少人?", "转宜")
    assert given.answered
    assert [(note.message, note.values) for note in given.notes] == [("note-respelled", {"text": "全市转移了多少人?"})]
    assert read == ["全市转宜了多少人?", "全市转移了多少人?"]


def test_what_is_answered_as_typed_is_left_as_typed() -> None:
    given, read = asked_with_slips("全市转宜了多少人?", "no slip")
    assert (given.answered, messages(given)) == (True, [])
    assert len(read) == 1


def test_where_nothing_can_be_mended_nothing_is_read_again() -> None:
    given, read = asked_with_slips("谁赢了?", "谁赢")
    assert (given.answered, messages(given)) == (False, [])
    assert len(read) == 1


# -- what goes on with a turn


def test_it_is_found_by_what_was_talked_about_and_read_by_its_own_words() -> None:
    spoken, other = hit(article(TOLL, 1)), hit(article(LEVEL + TOLL, 2))
    judge = ConfidenceModel(Calibration({"span": 1.0}, {"relevance": 1.0}, 0.0, 0.5))
    found = Found(other, spoken)
    read = Read(candidate(other, TOLL, "5480人", span=1.5), candidate(spoken, TOLL, "5480人", span=1.0))
    asked = Asked("多少人", NOW, whole="江水 转移 多少人", spoken_of=Filters(article_ids=(1,)))
    given = Answerer(found, read, judge).answer(asked)
    assert [query.text for query in found.asked] == ["江水 转移 多少人", "多少人"]
    assert read.questions == ["多少人"]
    assert given.articles[0].id == 1  # though the other is marked a little better


def test_what_the_question_is_limited_to_holds_for_what_was_spoken_of_too() -> None:
    found = Found(hit(article(TOLL, 1)))
    asked = Asked("多少人 source:新华社", NOW, whole="转移 多少人 source:新华社", spoken_of=Filters(article_ids=(1,)))
    judge = ConfidenceModel(Calibration({"span": 1.0}, {"relevance": 1.0}, 0.0, 0.5))
    Answerer(found, Read(), judge, lambda: Held(("新华社",), ())).answer(asked)
    inside = [query.filters for query in found.asked if query.filters and query.filters.article_ids]
    assert inside
    assert inside[0].source == "新华社"
