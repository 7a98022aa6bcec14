"""Pages of news sites as they are laid out, each built from a known text: what an extractor should give back."""

from tests.support.pages.chinese import CHINESE
from tests.support.pages.chrome import Page
from tests.support.pages.held_out import HELD_OUT
from tests.support.pages.western import WESTERN

LAYOUTS: tuple[Page, ...] = (*CHINESE, *WESTERN)

__all__ = ["HELD_OUT", "LAYOUTS", "Page"]
