"""The commands and buttons, a desk for each concern; `newsroom` puts them together."""
