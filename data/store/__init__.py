"""The only truth, in SQL: articles, passages, words, vectors, stories, sources.

Statements here and in `data.chats` are such as SQLite and PostgreSQL both understand. What only SQLite does stands in
four files: `database` (connections, PRAGMA), `schema` (types, triggers), `keyword_index` (FTS5) and `upkeep.copies`.
"""
