"""Pages of news sites as they are laid out, each built from a known text: what an extractor should give back."""

from tests.pages.chinese import CHINESE
from tests.pages.chrome import Page
from tests.pages.held_out import HELD_OUT
from tests.pages.western import WESTERN

LAYOUTS: tuple[Page, ...] = (*CHINESE, *WESTERN)

__all__ = ["HELD_OUT", "LAYOUTS", "Page"]
