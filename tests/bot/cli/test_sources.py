"""`newsbot sources`, as an operator types it, against sites on loopback."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli.main import cli
from data.errors import NewsError
from data.models import Entry, Source, SourceKind, SourceSpec
from data.parse.feeds.opml import parse_opml
from data.store.articles import Store
from data.store.derived import Draft
from data.store.sources import PAUSED_BY_HAND, Sources
from tests.support.paths import ROOT
from tests.support.sites import bad, good
from tests.support.sites.server import SiteServer
from tests.support.sites.site import Site

SITES = (good.rss20_full, good.home_with_feed, good.listing_css, bad.not_found, bad.binary)


@pytest.fixture(scope="module")
def sites() -> Iterator[dict[str, Site]]:
    with SiteServer(SITES) as server:
        yield {site.name: site for site in server.sites}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty one, of which sites on loopback may be read without delay."""
    settings = {"HOME": tmp_path, "ALLOW_PRIVATE": "all", "SPACING": 0}
    for name, value in settings.items():
        monkeypatch.setenv(f"NEWSBOT_{name}", str(value))
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    return tmp_path


def newsbot(*words: str) -> Result:
    """What a shell would show; a mistake that the program tells in one line has exit code 1."""
    result = CliRunner().invoke(cli, words)
    if isinstance(result.exception, NewsError):
        result.stderr_bytes = (result.stderr_bytes or b"") + f"newsbot: {result.exception}\n".encode()
    elif result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def sources(home: Path) -> list[Source]:
    store = Store(home / "news.db")
    try:
        return Sources(store.database).all()
    finally:
        store.close()


def added(home: Path, *specs: SourceSpec) -> list[Source]:
    store = Store(home / "news.db")
    try:
        return [Sources(store.database).add(spec) for spec in specs]
    finally:
        store.close()


def test_adding_shows_what_would_be_read_and_then_saves_it(home: Path, sites: dict[str, Site]) -> None:
    site = sites["rss20-full"]
    result = newsbot("sources", "add", site.url, "--yes", "--section", "Local")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == site.url
    assert lines[1].startswith(f"  a feed “Fennwick Courier”, {len(site.told)} entries, the newest of 2026-09-14 ")
    assert [line.split("  ")[-1] for line in lines[2:7]] == [told.title for told in site.told[:5]]
    sample = result.stdout.partition("The newest, as it would be stored:\n")[2]
    newest = site.told[0]
    assert newest.title in sample
    assert f"by {newest.author}" in sample
    assert f"{len(newest.body):,} characters: {newest.body[:100]}" in sample.replace("\n", " ").replace("  ", " ")
    [saved] = sources(home)
    assert saved.spec == SourceSpec(site.url, SourceKind.FEED, None, "Local", None)
    assert saved.title == "Fennwick Courier"


def test_a_page_that_announces_a_feed_is_read_by_it_and_says_so(home: Path, sites: dict[str, Site]) -> None:
    site = sites["home"]
    result = newsbot("sources", "add", site.url, "--yes", "--title", "The Star")
    assert f"is the feed that {site.url} announces" in result.stdout
    [saved] = sources(home)
    assert saved.spec.url != site.url
    assert saved.spec.url in result.stdout.splitlines()[0]
    assert saved.title == "The Star"


def test_a_css_rule_is_saved_and_entries_without_a_time_are_counted(home: Path, sites: dict[str, Site]) -> None:
    site = sites["listing-css"]
    result = newsbot("sources", "add", site.url, "--css", site.css or "", "--yes")
    assert f"{len(site.told)} entries, {len(site.told)} without a time" in result.stdout
    [saved] = sources(home)
    assert (saved.spec.css, saved.spec.kind) == (site.css, SourceKind.LISTING)


@pytest.mark.parametrize(
    ("name", "reason"),
    [("not-found", "there is no such page (HTTP 404)"), ("binary", "is not a feed, a listing page, an article")],
)
def test_what_cannot_be_read_is_one_line_and_is_not_saved(
    home: Path, sites: dict[str, Site], name: str, reason: str
) -> None:
    result = newsbot("sources", "add", sites[name].url, "--yes")
    assert result.exit_code == 1
    [line] = result.stderr.splitlines()
    assert line.startswith(f"newsbot: {sites[name].url}: {reason}")
    assert sources(home) == []


def test_without_a_terminal_nothing_is_saved_unless_told_to(home: Path, sites: dict[str, Site]) -> None:
    result = newsbot("sources", "add", sites["rss20-full"].url)
    assert result.exit_code == 1
    assert "a feed “Fennwick Courier”" in result.stdout
    assert result.stderr == "newsbot: nothing was changed: there is no terminal to ask; say --yes\n"
    assert sources(home) == []


@pytest.mark.skipif(sys.platform == "win32", reason="has no pseudo-terminal")
def test_in_a_terminal_it_asks_and_no_means_no(home: Path, sites: dict[str, Site]) -> None:
    ours, theirs = pty.openpty()
    os.write(ours, b"n\n")
    command = [sys.executable, "-m", "bot", "sources", "add", sites["rss20-full"].url]
    root = ROOT
    done = subprocess.run(command, cwd=root, stdin=theirs, capture_output=True, text=True, check=False, timeout=120)
    os.close(ours)
    os.close(theirs)
    assert "Save it? [Y/n]" in done.stdout
    assert (done.returncode, done.stderr, sources(home)) == (1, "nothing was changed\n", [])


def test_a_source_is_added_once(home: Path) -> None:
    added(home, SourceSpec("https://a.example/rss"))
    result = newsbot("sources", "add", "a.example/rss", "--yes")
    assert result.stderr == "newsbot: https://a.example/rss: is a source already (number 1)\n"


def test_the_list_has_a_line_a_source_and_json_for_scripts(home: Path) -> None:
    assert newsbot("sources").stderr == "no source yet; add one: newsbot sources add URL\n"
    added(home, SourceSpec("https://a.example/rss", title="新华社"), SourceSpec("https://b.example/rss"))
    for words in ([], ["list"]):
        table = newsbot("sources", *words).stdout
        assert "新华社" in table
        assert "https://b.example/rss" in table
    for words in (["--json"], ["list", "--json"]):
        told = json.loads(newsbot("sources", *words).stdout)
        assert [(each["id"], each["title"]) for each in told["sources"]] == [
            (1, "新华社"),
            (2, "https://b.example/rss"),
        ]
        assert told["others"] == []


def test_a_source_is_paused_and_resumed_by_part_of_its_title(home: Path) -> None:
    added(home, SourceSpec("https://a.example/rss", title="新华社国际"))
    assert newsbot("sources", "pause", "新华").exit_code == 0
    assert [source.paused for source in sources(home)] == [PAUSED_BY_HAND]
    assert newsbot("sources", "resume", "1").exit_code == 0
    assert [source.paused for source in sources(home)] == [None]


def test_a_name_that_means_none_or_several_is_one_line(home: Path) -> None:
    added(home, SourceSpec("https://a.example/rss", title="Star A"), SourceSpec("https://b.example/", title="Star B"))
    for command, name, why in (("resume", "nobody", "no source has"), ("pause", "star", "several sources")):
        result = newsbot("sources", command, name)
        assert result.exit_code == 1
        [line] = result.stderr.splitlines()
        assert why in line


def test_removing_keeps_articles_unless_told_otherwise(home: Path) -> None:
    now = datetime.now(UTC)
    first, second = added(home, SourceSpec("https://a.example/rss"), SourceSpec("https://b.example/rss"))
    store = Store(home / "news.db")
    for source in (first, second):
        store.keep([Draft(Entry(f"Title {source.id}", "Text.", f"https://x.example/{source.id}"))], source.id, [], now)
    assert newsbot("sources", "remove", "1").exit_code == 1  # nobody can be asked
    assert newsbot("sources", "remove", "1", "--yes").exit_code == 0
    assert store.count() == 2
    assert newsbot("sources", "remove", "2", "--articles", "--yes").exit_code == 0
    assert [article.title for article in store.latest(9)] == ["Title 1"]
    assert sources(home) == []
    store.close()


def test_a_source_of_the_configuration_is_taken_out_there(home: Path) -> None:
    (home / "newsbot.toml").write_text('[[sources]]\nurl = "https://a.example/rss"\ntitle = "A"\n')
    assert "A" in newsbot("sources").stdout
    result = newsbot("sources", "remove", "A", "--yes")
    assert result.stderr == "newsbot: https://a.example/rss: is named in newsbot.toml; take it out there\n"


def test_checking_says_of_each_source_what_came_and_stores_nothing(home: Path, sites: dict[str, Site]) -> None:
    feed = sites["rss20-full"]
    added(home, SourceSpec(feed.url), SourceSpec(sites["not-found"].url, title="Lost"))
    result = newsbot("sources", "check")
    assert result.exit_code == 1
    assert result.stdout == (
        f"1 {feed.url}: a feed “Fennwick Courier”, {len(feed.told)} entries, the newest of 2026-09-14 09:47; "
        f"the newest has {len(feed.told[0].body)} characters\n"
    )
    assert result.stderr == f"newsbot: 2 Lost ({sites['not-found'].url}): there is no such page (HTTP 404)\n"
    assert newsbot("sources", "check", "1").exit_code == 0
    assert [(source.tried_at, source.error) for source in sources(home)] == [(None, None)] * 2


OPML = """<opml version="2.0"><head/><body>
<outline text="科技"><outline type="rss" text="36氪" xmlUrl="https://36.example/feed"/></outline>
<outline type="rss" text="A" xmlUrl="https://a.example/rss"/></body></opml>"""


def test_opml_comes_in_with_its_folders_and_goes_out_again(home: Path) -> None:
    (home / "feeds.opml").write_text(OPML, encoding="utf-8")
    added(home, SourceSpec("https://a.example/rss", title="A"))
    path = str(home / "feeds.opml")
    asked = newsbot("sources", "import", path)
    assert asked.exit_code == 1
    assert asked.stdout == f"{path}: 2 sources, 1 of them here already\n  科技: 1 new\n"
    assert newsbot("sources", "import", path, "--yes").exit_code == 0
    assert [(each.title, each.spec.section) for each in sources(home)] == [("A", None), ("36氪", "科技")]
    assert newsbot("sources", "import", path, "--yes").stderr == "added 0\n"
    for out in (newsbot("sources", "export").stdout_bytes, _exported(home / "out.opml")):
        specs, problems = parse_opml(out)
        assert problems == ()
        assert [(spec.url, spec.title, spec.section) for spec in specs] == [
            ("https://a.example/rss", "A", None),
            ("https://36.example/feed", "36氪", "科技"),
        ]


def _exported(path: Path) -> bytes:
    assert newsbot("sources", "export", str(path)).exit_code == 0
    return path.read_bytes()


def test_a_file_that_is_no_list_is_one_line(home: Path) -> None:
    (home / "feeds.opml").write_text("hello")
    result = newsbot("sources", "import", str(home / "feeds.opml"), "--yes")
    assert result.exit_code == 1
    assert "names no source" in result.stderr
    assert newsbot("sources", "import", str(home / "missing.opml")).exit_code == 2
