"""Passages found: vectors kept in step with the store, searched by meaning and by words."""
