"""The only truth, in SQL: articles, passages, words, vectors, stories, sources."""
