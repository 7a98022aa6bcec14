"""Where things lie that tests and benches read beside the code."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
EVAL = SHARED / "eval"
SEED = SHARED / "seed" / "industry_news_page.txt"
