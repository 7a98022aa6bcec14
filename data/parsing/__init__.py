"""Bytes to entries: feeds, listing pages, article pages and JSON lines. Pure, no I/O; `forms.read` is the way in."""
