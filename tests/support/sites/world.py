"""All sites, and those of them that can be read."""

from __future__ import annotations

from tests.support.sites import bad, good, moody, odd

EVERYTHING = (*good.SITES, *odd.SITES, *moody.SITES, *bad.SITES)
