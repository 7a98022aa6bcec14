"""More of the kind: stories like those that an answer cites or that were read, by meaning."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.core.person import Person
from bot.core.reply import Pressed, plain
from bot.features.feature import Feature
from bot.replies.articles import ListPage, article_list
from data.store.articles import Store
from data.store.stories import Stories

FindSimilar = Callable[[Sequence[int], int], list[int]]
"""Articles of other stories that are like some, nearest first, at most so many: embeddings.search.similar.Similar."""
_SHOWN = 5


class SimilarStories(Feature):
    """Lists what `similar` finds in `store`."""

    def __init__(self, store: Store, similar: FindSimilar) -> None:
        self._store, self._stories, self._similar = store, Stories(store.database), similar
        self.presses = {"alike": self._press}

    def _press(self, numbers: Sequence[int], person: Person) -> Pressed | None:
        known = self._store.articles(numbers)
        if not known:
            return None
        articles = list(self._store.articles(self._similar(list(known), _SHOWN)).values())
        if not articles:
            return Pressed(plain(person.say("alike-none")), in_place=False)
        page = ListPage(articles, 0, _SHOWN, len(articles), 0)
        tellings = self._stories.tellings([each.id for each in articles])
        return Pressed(article_list(person, person.say("alike-title"), page, tellings=tellings), in_place=False)
