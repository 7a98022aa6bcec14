"""Which articles tell one story: copies of one text, reports of one event."""
