"""The page of one article: its text, title, author, times, picture. `extract` is the way in."""
