"""Form 8, of version 0.4.0: who may use the bot, what of Telegram waits for its reply, what is whose.

Until that version is out it grows, by tables: a file that lacks one goes through it again.
"""

from __future__ import annotations

FORM_8 = """
CREATE TABLE IF NOT EXISTS access (                  -- people and groups about whom something was settled
    id       INTEGER PRIMARY KEY AUTOINCREMENT,      -- buttons say it
    who      TEXT NOT NULL UNIQUE,                   -- telegram:USER_ID; of what is shared telegram:-CHAT_ID
    standing TEXT NOT NULL,                          -- data.chats.access.standings.Standing
    name     TEXT NOT NULL,                          -- as Telegram showed it; "" once forgotten
    language TEXT NOT NULL,
    by       TEXT NOT NULL,                          -- who settled it, or added the group
    at       INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS invitations (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    secret     TEXT NOT NULL UNIQUE,                 -- the hash of what stands in the link
    made_by    TEXT NOT NULL,
    expires_at INTEGER,                              -- null: the owner's link, until one is there
    uses       INTEGER NOT NULL                      -- that are left
);
CREATE TABLE IF NOT EXISTS audit (                   -- what admins did
    id    INTEGER PRIMARY KEY AUTOINCREMENT,
    at    INTEGER NOT NULL,
    by    TEXT NOT NULL,
    deed  TEXT NOT NULL,                             -- data.chats.access.audit.Deed
    about TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS updates (                 -- of Telegram, until their reply is out
    id      INTEGER PRIMARY KEY,                     -- Telegram's
    room    TEXT NOT NULL,                           -- "" where it has none
    person  TEXT NOT NULL,                           -- "" where it has none
    content TEXT NOT NULL,                           -- JSON as it came
    begun   INTEGER NOT NULL DEFAULT 0,              -- how often its handling began and did not end
    came_at INTEGER NOT NULL
);
DROP TABLE IF EXISTS views;                          -- of these two nobody could tell whose they were
DROP TABLE IF EXISTS pages;
CREATE TABLE IF NOT EXISTS buttons (                 -- what is too long for a button that stands for it
    id      INTEGER PRIMARY KEY,                     -- drawn by lot
    room    TEXT NOT NULL,                           -- where it is shown
    person  TEXT NOT NULL,                           -- who asked for it; "": nobody
    content TEXT NOT NULL,                           -- JSON
    used_at INTEGER NOT NULL,                        -- last
    UNIQUE (room, person, content)
);
CREATE INDEX IF NOT EXISTS buttons_old ON buttons (used_at);
CREATE INDEX IF NOT EXISTS buttons_of_person ON buttons (person);
CREATE TABLE IF NOT EXISTS shared_pages (            -- what people sent, to be read on: no part of the news
    id      INTEGER PRIMARY KEY,                     -- drawn by lot
    room    TEXT NOT NULL,
    person  TEXT NOT NULL,
    url     TEXT,                                    -- null: a file, which may call itself anything
    entry   TEXT NOT NULL,                           -- JSON of data.models.Entry
    read_at INTEGER NOT NULL,
    UNIQUE (room, person, url)
);
CREATE INDEX IF NOT EXISTS shared_pages_old ON shared_pages (read_at);
"""
