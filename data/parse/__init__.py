"""Bytes to entries: feeds, listing pages, article pages, JSON lines, mail. Pure, no I/O; `forms.read` is the way in."""
