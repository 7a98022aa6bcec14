"""Articles as JSON."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from data.models import Entry, Parsed
from data.parse.jsonlines import parse_jsonlines

SHANGHAI = ZoneInfo("Asia/Shanghai")
MOMENT = datetime(2022, 6, 24, 9, 50, 54, tzinfo=UTC)
RECORD = {
    "id": "n1",
    "url": "https://example.com/1",
    "title": "海岸城推出夜间图书馆",
    "published": "2022-06-24T17:50:54+08:00",
    "source": "海城日报",
    "language": "zh",
    "section": "文化",
    "body": "首周接待三千人次。  馆方很高兴。\n第二段。",
}
ENTRY = Entry(
    "海岸城推出夜间图书馆",
    "首周接待三千人次。\n馆方很高兴。\n第二段。",
    "https://example.com/1",
    "n1",
    MOMENT,
    "海城日报",
    "文化",
    "zh",
)


def parse(*lines: object) -> Parsed:
    text = "\n".join(line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines)
    return parse_jsonlines(text.encode(), SHANGHAI)


def ids(parsed: Parsed) -> list[str | None]:
    return [entry.external_id for entry in parsed.entries]


def reasons(parsed: Parsed) -> list[str]:
    return [str(problem) for problem in parsed.problems]


def test_a_line_gives_all_its_fields_and_unknown_keys_are_ignored():
    assert parse({**RECORD, "extra": [1]}) == Parsed((ENTRY,))


def test_gzip_is_seen_from_the_bytes():
    assert parse_jsonlines(gzip.compress(json.dumps(RECORD).encode()), SHANGHAI) == Parsed((ENTRY,))


def test_an_array_and_a_single_object_over_several_lines_are_read_too():
    assert parse(json.dumps([RECORD, RECORD], indent=1)) == Parsed((ENTRY, ENTRY))
    assert parse(json.dumps(RECORD, indent=2)) == Parsed((ENTRY,))
    assert parse("[]") == parse(" [ ] ")


def test_numbers_are_ids_and_missing_values_are_none():
    parsed = parse({"id": 0, "title": "Title", "published": None, "url": None, "body": None})
    assert parsed == Parsed((Entry("Title", "", external_id="0"),))


def test_common_other_names_are_understood():
    parsed = parse(
        {
            "link": "https://e.com/1",
            "title": "T",
            "content": "The port and that ship.",
            "date": "2022-06-24 17:50:54",
            "publisher": "P",
        },
        {"title": "T", "text": "x", "published_at": 1656064254, "source": {"id": None, "name": "P"}},
    )
    assert [(entry.published_at, entry.source) for entry in parsed.entries] == [(MOMENT, "P"), (MOMENT, "P")]
    assert parsed.entries[0].url == "https://e.com/1"


def test_a_missing_title_is_the_first_sentence():
    assert parse({"body": "港口开放了。很多人来。"}).entries[0].title == "港口开放了。"


def test_markup_in_a_body_is_read_and_entities_in_plain_text_stay_verbatim():
    parsed = parse(
        {"title": "a", "body": "<p>one</p><p>two &amp; three</p>"}, {"title": "b", "body": "if a < b: caf&eacute;\n2"}
    )
    assert [entry.body for entry in parsed.entries] == ["one\ntwo & three", "if a < b: caf&eacute;\n2"]


def test_bad_lines_are_named_and_the_rest_is_kept():
    parsed = parse(
        RECORD, '{"id": 2, "title": ', "", {"id": 3}, [1], {"id": 4, "title": 5}, "null", {**RECORD, "id": 9}
    )
    assert ids(parsed) == ["n1", "9"]
    assert reasons(parsed) == [
        "line 2: bad JSON (Expecting value, column 20)",
        "line 4: has neither title nor body",
        "line 5: is not a JSON object",
        "line 6: title is a number, not text",
        "line 7: is not a JSON object",
    ]


def test_a_bad_first_line_does_not_hide_the_others():
    assert ids(parse("{broken", RECORD)) == ["n1"]
    assert ids(parse("Exported 2022", RECORD)) == ["n1"]
    assert ids(parse("[broken", RECORD)) == ["n1"]


@pytest.mark.parametrize(
    ("key", "value", "reason"),
    [
        ("published", "next week", 'line 1: published "next week" is no date'),
        ("published", [2022], "line 1: published [2022] is no date"),
        ("source", 7, "line 1: source is a number, not text"),
        ("language", True, "line 1: language is true or false, not text"),
    ],
)
def test_a_bad_detail_is_named_and_the_article_kept(key, value, reason):
    parsed = parse({**RECORD, key: value})
    assert ids(parsed) == ["n1"]
    assert reasons(parsed) == [reason]


@pytest.mark.parametrize(("key", "value"), [("id", [1]), ("url", 5), ("body", {"a": 1}), ("id", True)])
def test_a_wrong_type_in_what_makes_the_article_leaves_it_out(key, value):
    parsed = parse({**RECORD, key: value}, RECORD)
    assert len(parsed.entries) == 1
    assert [problem.where for problem in parsed.problems] == ["line 1"]


def test_a_truncated_gzip_file_keeps_its_whole_lines():
    lines = b"".join(json.dumps({"id": n, "title": f"title {n * 7919 % 1009}"}).encode() + b"\n" for n in range(3000))
    packed = gzip.compress(lines)
    parsed = parse_jsonlines(packed[: len(packed) // 2], SHANGHAI)
    assert 500 < len(parsed.entries) < 2900
    assert ids(parsed) == [str(n) for n in range(len(parsed.entries))]
    assert reasons(parsed) == [f"line {len(parsed.entries) + 1}: the gzip file is cut off here or damaged"]


def test_an_array_cut_off_keeps_its_whole_items():
    text = json.dumps([{"id": 1, "title": "a"}, {"id": 2, "title": "b"}, {"id": 3, "title": "c"}])
    parsed = parse(text[:-8])
    assert ids(parsed) == ["1", "2"]
    assert [problem.where for problem in parsed.problems] == ["item 3"]


def test_strange_json_is_a_problem_and_not_a_crash():
    parsed = parse(
        "[" * 100_000, '{"title": ' * 100_000, '{"title": "a", "published": NaN}', '{"id": ' + "9" * 5000 + "}"
    )
    assert [entry.title for entry in parsed.entries] == ["a"]
    assert len(parsed.problems) == 4


def test_a_lone_surrogate_does_not_reach_the_store():
    parsed = parse(
        r'{"id": "a\ud800", "title": "b\ud800", "body": "c\udfff", "source": "d\ud800", "url": "https://e.com/\ud800"}'
    )
    repr(parsed.entries).encode()
    assert parsed.entries[0] == Entry("b", "c", "https://e.com/", "a", source="d")


def test_a_line_separator_inside_a_string_does_not_end_the_line():
    assert parse('{"id": 1, "title": "a", "body": "b\u2028c"}').entries[0].body == "b\nc"


def test_a_gzip_bomb_is_refused():
    bomb = gzip.compress(json.dumps(RECORD).encode()) + gzip.compress(bytes(2**20)) * 513
    assert reasons(parse_jsonlines(bomb, SHANGHAI)) == ["file: unpacks to more than 512 MB"]


def test_authors_picture_and_change_are_read():
    parsed = parse(
        {
            "title": "T",
            "authors": [{"name": "Ann"}, "Bo"],
            "image": "https://e.com/1.jpg",
            "date_modified": "2022-06-24T09:50:54.7Z",
        },
        {"title": "T", "author": "Ann", "image": {"url": "https://e.com/2.jpg"}, "updated": 1656064254},
        {"title": "T", "author": 7},
    )
    assert [(entry.author, entry.image, entry.updated_at) for entry in parsed.entries] == [
        ("Ann, Bo", "https://e.com/1.jpg", MOMENT),
        ("Ann", "https://e.com/2.jpg", MOMENT),
        (None, None, None),
    ]
    assert reasons(parsed) == ["line 3: author is a number, not text"]
