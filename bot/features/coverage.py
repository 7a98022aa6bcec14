"""How much was written on something, day by day or week by week, and when most: counted, not drawn."""

from __future__ import annotations

_DEFAULT, _LONGEST = 30, 366 * 2  # days
