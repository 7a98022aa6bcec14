"""Whose news is held, as questions may name it; read again only when the store has changed."""

from __future__ import annotations

from dataclasses import dataclass

from data.store.articles import Store


@dataclass(frozen=True, slots=True)
class Held:
    """Names of sources, and of sections."""

    sources: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()


class HeldNames:
    """Called, gives what `store` holds now; thread-safe."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: tuple[int, Held] | None = None

    def __call__(self) -> Held:
        sequence = self._store.sequence()
        known = self._known
        if known is None or known[0] != sequence:
            sources = tuple(source.name for source in self._store.publishers() if source.name)
            known = self._known = (sequence, Held(sources, tuple(self._store.sections())))
        return known[1]
