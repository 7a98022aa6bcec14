"""An article opened: its text in parts, a quote in its paragraph, what its publisher changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.core.person import ChatKind, Person
from bot.core.reply import Button, Piece, Pressed, Reply, ReplyKind, plain
from bot.features.feature import Feature
from bot.replies.articles import ListPage, ListPosition, article_list, article_text
from bot.replies.history import history_reply
from bot.replies.quotes import quote_reply
from data.models import Article
from data.store.articles import Store
from data.store.stories import Stories
from data.text.passages import Span

FindSimilar = Callable[[Sequence[int], int], list[int]]
"""Articles of other stories that are like some, nearest first, at most so many: embeddings.search.similar.Similar."""
_ALIKE = 5  # stories


class ArticleTexts(Feature):
    """Articles of `store`, by the buttons that open them."""

    def __init__(self, store: Store) -> None:
        self._store, self._stories = store, Stories(store.database)
        self.presses = {
            "article": self._press_article, "part": self._press_part, "quote": self._press_quote,
            "history": self._press_history,
        }  # fmt: skip

    def open(self, article_id: int, part: int, person: Person, back: ListPosition | None = None) -> Reply:
        """Part `part` of the article's text, opened from the page `back` of a list; kind words where there is none."""
        article = self._store.article(article_id)
        telling = self._stories.tellings([article_id]).get(article_id)
        text = article and article_text(person, article, part, telling, back)
        return text or plain(person.say("article-gone"), ReplyKind.NOTHING)

    def _press_article(self, numbers: Sequence[int], person: Person) -> Pressed | None:
        """From a list in its place, as it has a way back; where others read the list too, and from elsewhere, as a
        message of its own."""
        opened = self._opened(numbers, person)
        alone = person.chat is None or person.chat.kind is ChatKind.PRIVATE
        return Pressed(opened, in_place=alone and len(numbers) == 4) if opened else None

    def _press_part(self, numbers: Sequence[int], person: Person) -> Pressed | None:
        opened = self._opened(numbers, person)
        return Pressed(opened, in_place=True) if opened else None

    def _opened(self, numbers: Sequence[int], person: Person) -> Reply | None:
        if len(numbers) not in (2, 4):
            return None
        back = (numbers[2], numbers[3]) if len(numbers) == 4 else None
        return self.open(numbers[0], numbers[1], person, back)

    def _press_quote(self, numbers: Sequence[int], person: Person) -> Pressed | None:
        if len(numbers) != 4:
            return None
        return Pressed(self._quote(numbers[0], Span(*numbers[1:3]), numbers[3], person), in_place=False)

    def _quote(self, article_id: int, span: Span, check: int, person: Person) -> Reply:
        article = self._store.article(article_id)
        if article is None:
            return plain(person.say("article-gone"))
        return quote_reply(person, article, span, check) or _changed(article, person)

    def _press_history(self, numbers: Sequence[int], person: Person) -> Pressed | None:
        return Pressed(self._history(numbers[0], numbers[1], person), in_place=True) if len(numbers) == 2 else None

    def _history(self, article_id: int, number: int, person: Person) -> Reply:
        article = self._store.article(article_id)
        if article is None:
            return plain(person.say("article-gone"))
        return history_reply(person, article, self._store.versions(article_id), number)


def _changed(article: Article, person: Person) -> Reply:
    """For a quote that no longer stands where it stood."""
    button = Button(person.say("button-text"), f"article:{article.id}:0")
    return Reply((Piece(person.say("quote-gone")),), ((button,),))


class SimilarStories(Feature):
    """Lists what `similar` finds in `store`."""

    def __init__(self, store: Store, similar: FindSimilar) -> None:
        self._store, self._stories, self._similar = store, Stories(store.database), similar
        self.presses = {"alike": self._press}

    def _press(self, numbers: Sequence[int], person: Person) -> Pressed | None:
        known = self._store.articles(numbers)
        if not known:
            return None
        articles = list(self._store.articles(self._similar(list(known), _ALIKE)).values())
        if not articles:
            return Pressed(plain(person.say("alike-none")), in_place=False)
        page = ListPage(articles, 0, _ALIKE, len(articles), 0)
        tellings = self._stories.tellings([each.id for each in articles])
        return Pressed(article_list(person, person.say("alike-title"), page, tellings=tellings), in_place=False)
