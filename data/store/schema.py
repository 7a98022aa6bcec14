"""The database as SQL text, and the ordered steps that bring an older file to it.

Each step runs in one transaction with the row that records it, so a kill leaves the file at a whole step.
Times are integers, seconds since 1970 UTC.
"""

from __future__ import annotations

from data.store.forms.form_8 import FORM_8

MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE articles (
        id           INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used twice: buttons and citations keep it
        key          TEXT NOT NULL UNIQUE,               -- identity, see data.store.identity
        fingerprint  TEXT NOT NULL,                      -- hash of what a reader sees; another one means changed
        title        TEXT NOT NULL,
        body         TEXT NOT NULL,
        url          TEXT,
        external_id  TEXT,
        published_at INTEGER,                            -- null when the source does not say
        source       TEXT,
        section      TEXT,
        language     TEXT,
        added_at     INTEGER NOT NULL,
        changed_at   INTEGER NOT NULL
    );
    CREATE INDEX articles_newest ON articles (published_at DESC, id DESC);  -- /latest
    CREATE TABLE passages (
        id         INTEGER PRIMARY KEY AUTOINCREMENT,    -- never used twice: the vector index goes by it
        article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
        start      INTEGER NOT NULL,                     -- characters of articles.body; start = end: the title
        "end"      INTEGER NOT NULL
    );
    CREATE INDEX passages_of_article ON passages (article_id);
    CREATE TABLE recipes (                               -- how vectors were made: model, cutting, prompts
        id   INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE
    );
    CREATE TABLE vectors (
        passage_id INTEGER PRIMARY KEY REFERENCES passages ON DELETE CASCADE,
        recipe_id  INTEGER NOT NULL REFERENCES recipes,
        vector     BLOB NOT NULL                         -- float16, unit length
    );
    CREATE VIRTUAL TABLE lexicon USING fts5 (            -- rowid = passages.id; terms by data.text.tokens
        title, words, grams,                             -- title: its pairs, its words stand with the others
        tokenize = "unicode61 remove_diacritics 2 tokenchars '.'"
    );
    CREATE TRIGGER passage_leaves_lexicon AFTER DELETE ON passages BEGIN
        DELETE FROM lexicon WHERE rowid = old.id;
    END;
    CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL);
    INSERT INTO counters VALUES ('sequence', 0);         -- rises with every transaction that changes passages
    CREATE TABLE views (                                 -- what a paging button stands for
        id      INTEGER PRIMARY KEY AUTOINCREMENT,
        content TEXT NOT NULL UNIQUE,
        made_at INTEGER NOT NULL
    );
    """,
    """
    CREATE TABLE turns (                                 -- what a chat asked and was told, for follow-ups and /why
        id          INTEGER PRIMARY KEY AUTOINCREMENT,
        chat        TEXT NOT NULL,
        asked_at    INTEGER NOT NULL,
        question    TEXT NOT NULL,                       -- as typed
        whole       TEXT NOT NULL,                       -- made whole from the turns before
        answer      TEXT NOT NULL,                       -- "" for a refusal
        explanation TEXT NOT NULL                        -- JSON: why it was answered so
    );
    CREATE INDEX turns_of_chat ON turns (chat, id DESC);
    CREATE TABLE llm_spending (                          -- tokens a person's questions cost on a day (UTC)
        day    TEXT NOT NULL,
        person TEXT NOT NULL,
        tokens INTEGER NOT NULL,
        PRIMARY KEY (day, person)
    );
    """,
    """
    CREATE TABLE names (                                 -- what an article calls one thing, see data.aliases.mined
        key        TEXT NOT NULL,                        -- of one name, see data.aliases.keys
        other      TEXT NOT NULL,                        -- another name, as written
        article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
        PRIMARY KEY (key, other, article_id)
    ) WITHOUT ROWID;
    CREATE INDEX names_of_article ON names (article_id);
    ALTER TABLE articles ADD COLUMN names_version INTEGER;       -- which version looked for names; null: none yet
    CREATE VIRTUAL TABLE vocabulary USING fts5vocab('lexicon', 'row');  -- in how many passages a term stands
    """,
    """
    CREATE TABLE sources (                               -- what is read again and again
        id            INTEGER PRIMARY KEY AUTOINCREMENT,
        url           TEXT NOT NULL UNIQUE,              -- a permanent redirect changes it
        kind          TEXT NOT NULL,
        given_title   TEXT,                              -- by the operator
        own_title     TEXT,                              -- as the source says
        section       TEXT,
        css           TEXT,
        in_config     INTEGER NOT NULL,                  -- 1: named in newsbot.toml
        config_url    TEXT,                              -- as written there: a redirect does not change it
        added_at      INTEGER NOT NULL,
        due_at        INTEGER NOT NULL,
        interval      INTEGER NOT NULL,                  -- seconds
        paused        TEXT,                              -- why; null: it is read
        told_at       INTEGER,                           -- when the operator was told of that pause
        tried_at      INTEGER,
        succeeded_at  INTEGER,
        failures      INTEGER NOT NULL DEFAULT 0,        -- in a row
        error         TEXT,
        etag          TEXT,
        last_modified TEXT,
        body_hash     TEXT
    );
    CREATE INDEX sources_due ON sources (due_at) WHERE paused IS NULL;
    CREATE TABLE seen (                                  -- what a source has shown, so that nothing is read twice
        source_id  INTEGER NOT NULL REFERENCES sources ON DELETE CASCADE,
        key        TEXT NOT NULL,                        -- of the entry, see data.store.identity
        hash       TEXT NOT NULL,                        -- of what the source said of it
        verdict    TEXT NOT NULL,
        tries      INTEGER NOT NULL,                     -- how often its page was asked for in vain
        seen_at    INTEGER NOT NULL,                     -- first
        shown_at   INTEGER NOT NULL,                     -- last
        PRIMARY KEY (source_id, key)
    ) WITHOUT ROWID;
    CREATE TABLE article_keys (                          -- further identities of an article: other addresses, ids
        key        TEXT PRIMARY KEY,
        article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE
    ) WITHOUT ROWID;
    CREATE INDEX keys_of_article ON article_keys (article_id);
    CREATE TABLE robots (                                -- robots.txt of a host, kept between runs
        origin     TEXT PRIMARY KEY,                     -- scheme://host:port
        body       TEXT NOT NULL,                        -- "" where there is none
        fetched_at INTEGER NOT NULL
    );
    ALTER TABLE articles ADD COLUMN author TEXT;
    ALTER TABLE articles ADD COLUMN image TEXT;
    ALTER TABLE articles ADD COLUMN time_note TEXT;      -- data.models.TimeNote; null: the source's own time
    ALTER TABLE articles ADD COLUMN source_id INTEGER REFERENCES sources ON DELETE SET NULL;
    CREATE INDEX articles_of_source ON articles (source_id, added_at);
    CREATE TABLE versions (                              -- what an article said before its publisher changed it
        id          INTEGER PRIMARY KEY AUTOINCREMENT,
        article_id  INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
        replaced_at INTEGER NOT NULL,
        title       TEXT NOT NULL,
        body        TEXT NOT NULL
    );
    CREATE INDEX versions_of_article ON versions (article_id, id);
    CREATE TABLE stories (                               -- one event, told by one article or many
        id INTEGER PRIMARY KEY AUTOINCREMENT
    );
    ALTER TABLE articles ADD COLUMN story_id INTEGER REFERENCES stories ON DELETE SET NULL;  -- null: none yet
    ALTER TABLE articles ADD COLUMN copy_of INTEGER REFERENCES articles ON DELETE SET NULL;  -- the article it copies
    ALTER TABLE articles ADD COLUMN linked INTEGER NOT NULL DEFAULT 0;  -- 1: its copies are known, 2: its event too
    CREATE INDEX articles_of_story ON articles (story_id, copy_of, published_at, id);
    CREATE INDEX copies_of_article ON articles (copy_of) WHERE copy_of IS NOT NULL;
    CREATE INDEX articles_to_link ON articles (linked, id) WHERE linked < 2;
    DROP INDEX articles_newest;
    CREATE INDEX articles_newest ON articles (published_at DESC, id DESC, story_id, copy_of, linked);  -- /latest
    CREATE INDEX articles_of_publisher ON articles (source);         -- filters go through the names, then to the rows
    CREATE INDEX articles_of_section ON articles (section);
    CREATE TRIGGER head_leaves BEFORE DELETE ON articles BEGIN   -- what were its copies is looked at again
        UPDATE articles SET linked = 0 WHERE copy_of = old.id;
    END;
    CREATE TRIGGER teller_leaves AFTER DELETE ON articles WHEN old.story_id IS NOT NULL BEGIN
        DELETE FROM stories WHERE id = old.story_id
            AND NOT EXISTS (SELECT 1 FROM articles WHERE story_id = old.story_id);
    END;
    CREATE TRIGGER teller_moves AFTER UPDATE OF story_id ON articles WHEN old.story_id IS NOT new.story_id BEGIN
        DELETE FROM stories WHERE id = old.story_id
            AND NOT EXISTS (SELECT 1 FROM articles WHERE story_id = old.story_id);
    END;
    CREATE TABLE sketches (                              -- a sample of an article's shingles, see data.text.shingles
        hash       INTEGER NOT NULL,
        article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
        PRIMARY KEY (hash, article_id)
    ) WITHOUT ROWID;
    CREATE INDEX sketch_of_article ON sketches (article_id);
    CREATE TABLE vector_log (                            -- which vectors came or went, for an index that follows
        id         INTEGER PRIMARY KEY AUTOINCREMENT,
        passage_id INTEGER NOT NULL
    );
    CREATE TRIGGER vector_comes AFTER INSERT ON vectors BEGIN
        INSERT INTO vector_log (passage_id) VALUES (new.passage_id);
    END;
    CREATE TRIGGER vector_goes AFTER DELETE ON vectors BEGIN
        INSERT INTO vector_log (passage_id) VALUES (old.passage_id);
    END;
    """,
    """
    CREATE TABLE rooms (                                 -- chats the bot is in, and what those in them have set
        room       TEXT PRIMARY KEY,                     -- telegram:CHAT_ID; of a private chat the person's id
        kind       TEXT NOT NULL,                        -- bot.core.person.ChatKind
        title      TEXT,
        language   TEXT,                                 -- null here and below: as configured
        zone       TEXT,
        length     TEXT,                                 -- of answers
        quiet_from INTEGER,                              -- minutes of the day; both null: no quiet hours
        quiet_to   INTEGER,
        hourly     INTEGER,                              -- alerts an hour; 0: as many as there are
        closed     TEXT,                                 -- why nothing can be sent there; null: it can
        closed_at  INTEGER,
        seen_at    INTEGER NOT NULL                      -- when somebody last spoke there
    );
    CREATE TABLE subscriptions (
        id       INTEGER PRIMARY KEY AUTOINCREMENT,
        room     TEXT NOT NULL,
        thread   INTEGER,                                -- a topic of a forum
        person   TEXT NOT NULL,                          -- who made it
        language TEXT NOT NULL,                          -- in which it was made: of messages, unless the room has one
        kind     TEXT NOT NULL,                          -- words, topic, source, story, digest
        include  TEXT NOT NULL,                          -- JSON list of words: any of them
        exclude  TEXT NOT NULL,                          -- JSON list of words: none of them
        source   TEXT,
        section  TEXT,
        article_id INTEGER REFERENCES articles ON DELETE CASCADE,  -- of a story: the newest known of those that tell it
        minute   INTEGER,                                -- of a digest: of the day, in the room's zone
        weekday  INTEGER,                                -- of a weekly one: 0 is Monday
        paused   INTEGER NOT NULL DEFAULT 0,
        made_at  INTEGER NOT NULL,
        told_at  INTEGER                                 -- of a digest: when the last one was made
    );
    CREATE INDEX subscriptions_of_article ON subscriptions (article_id);
    CREATE INDEX subscriptions_of_room ON subscriptions (room, thread);
    CREATE TABLE alerts (                                -- what a subscription found, told or still to be told
        id              INTEGER PRIMARY KEY AUTOINCREMENT,
        room            TEXT NOT NULL,
        thread          INTEGER,
        key             TEXT NOT NULL,                   -- story:7, of a followed story article:7: once a room
        subscription_id INTEGER NOT NULL,
        article_id      INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
        found_at        INTEGER NOT NULL,
        told_at         INTEGER,                         -- null: waits for the end of quiet hours or of the hour
        batch           INTEGER                          -- the first alert of the message that told it
    );
    CREATE INDEX alerts_of_article ON alerts (article_id);
    CREATE UNIQUE INDEX alerts_once ON alerts (room, coalesce(thread, 0), key);
    CREATE INDEX alerts_waiting ON alerts (room, thread) WHERE told_at IS NULL;
    CREATE TABLE outbox (                                -- messages that nobody is waiting at: each is sent once
        id         INTEGER PRIMARY KEY AUTOINCREMENT,
        key        TEXT NOT NULL UNIQUE,                 -- what it says to whom: the same is never put twice
        room       TEXT NOT NULL,
        thread     INTEGER,
        reply      TEXT NOT NULL,                        -- JSON of bot.core.reply.Reply
        due_at     INTEGER NOT NULL,
        state      TEXT NOT NULL,                        -- data.chats.outbox.State
        tries      INTEGER NOT NULL DEFAULT 0,
        error      TEXT,
        message_id INTEGER,
        sent_at    INTEGER
    );
    CREATE INDEX outbox_waiting ON outbox (due_at) WHERE state = 'waiting';
    CREATE TABLE sent (                                  -- what messages of the bot speak of, for questions in reply
        room       TEXT NOT NULL,
        message_id INTEGER NOT NULL,
        about      TEXT NOT NULL,                        -- JSON of bot.core.reply.About
        sent_at    INTEGER NOT NULL,
        PRIMARY KEY (room, message_id)
    ) WITHOUT ROWID;
    CREATE INDEX sent_old ON sent (sent_at);
    CREATE TABLE feedback (                              -- questions to learn from: unanswered ones, and judged answers
        id       INTEGER PRIMARY KEY AUTOINCREMENT,
        turn_id  INTEGER NOT NULL,                       -- an id of turns, which are forgotten sooner
        person   TEXT NOT NULL,                          -- who asked what was not answered, or who judged
        question TEXT NOT NULL,                          -- made whole
        answer   TEXT NOT NULL,                          -- "" for a refusal
        articles TEXT NOT NULL,                          -- JSON list of the ids that were cited
        verdict  INTEGER NOT NULL,                       -- 1 good, -1 bad, 0 not judged
        asked_at INTEGER NOT NULL,
        UNIQUE (turn_id, person)
    );
    CREATE TABLE handled (                               -- updates of Telegram whose answer began to be sent
        update_id INTEGER PRIMARY KEY,
        at        INTEGER NOT NULL
    );
    CREATE INDEX handled_old ON handled (at);
    CREATE TABLE pages (                                 -- behind links that people sent: no part of the news
        id      INTEGER PRIMARY KEY AUTOINCREMENT,
        url     TEXT NOT NULL UNIQUE,
        entry   TEXT NOT NULL,                           -- JSON of data.models.Entry
        read_at INTEGER NOT NULL
    );
    CREATE TABLE asking (                                -- how much was asked on a day (UTC), by whomever
        day       TEXT PRIMARY KEY,
        questions INTEGER NOT NULL,
        declined  INTEGER NOT NULL
    );
    CREATE TABLE mishaps (                               -- what went wrong while the bot ran, for /errors
        id   INTEGER PRIMARY KEY AUTOINCREMENT,
        at   INTEGER NOT NULL,
        what TEXT NOT NULL
    );
    """,
    "ALTER TABLE articles DROP COLUMN fingerprint;",  # the columns themselves are compared
    """
    ALTER TABLE rooms ADD COLUMN looked_at INTEGER;      -- up to when an overview has told all that there was
    ALTER TABLE rooms ADD COLUMN overview_at INTEGER;    -- of the last one
    ALTER TABLE rooms ADD COLUMN overview TEXT;          -- JSON: how it came about
    """,
    FORM_8,
)
