PRAGMA user_version = 5;
BEGIN;
CREATE TABLE articles (
        id           INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used twice: buttons and citations keep it
        key          TEXT NOT NULL UNIQUE,               -- identity, see data.identity
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
    , names_version INTEGER, author TEXT, image TEXT, time_note TEXT, source_id INTEGER REFERENCES sources ON DELETE SET NULL, story_id INTEGER REFERENCES stories ON DELETE SET NULL, copy_of INTEGER REFERENCES articles ON DELETE SET NULL, linked INTEGER NOT NULL DEFAULT 0);
CREATE TABLE passages (
        id         INTEGER PRIMARY KEY AUTOINCREMENT,    -- never used twice: the vector index goes by it
        article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
        start      INTEGER NOT NULL,                     -- characters of articles.body; start = end: the title
        "end"      INTEGER NOT NULL
    );
CREATE TABLE recipes (                               -- how vectors were made: model, cutting, prompts
        id   INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE
    );
CREATE TABLE vectors (
        passage_id INTEGER PRIMARY KEY REFERENCES passages ON DELETE CASCADE,
        recipe_id  INTEGER NOT NULL REFERENCES recipes,
        vector     BLOB NOT NULL                         -- float16, unit length
    );
CREATE VIRTUAL TABLE lexicon USING fts5 (            -- rowid = passages.id; terms by data.terms
        title, words, grams,                             -- title: its pairs, its words stand with the others
        tokenize = "unicode61 remove_diacritics 2 tokenchars '.'"
    );
CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL);
CREATE TABLE views (                                 -- what a paging button stands for
        id      INTEGER PRIMARY KEY AUTOINCREMENT,
        content TEXT NOT NULL UNIQUE,
        made_at INTEGER NOT NULL
    );
CREATE TABLE turns (                                 -- what a chat asked and was told, for follow-ups and /why
        id          INTEGER PRIMARY KEY AUTOINCREMENT,
        chat        TEXT NOT NULL,
        asked_at    INTEGER NOT NULL,
        question    TEXT NOT NULL,                       -- as typed
        whole       TEXT NOT NULL,                       -- made whole from the turns before
        answer      TEXT NOT NULL,                       -- "" for a refusal
        explanation TEXT NOT NULL                        -- JSON: why it was answered so
    );
CREATE TABLE llm_spending (                          -- tokens a person's questions cost on a day (UTC)
        day    TEXT NOT NULL,
        person TEXT NOT NULL,
        tokens INTEGER NOT NULL,
        PRIMARY KEY (day, person)
    );
CREATE TABLE names (                                 -- what an article calls one thing, see data.names_mined
        key        TEXT NOT NULL,                        -- of one name, see data.names_keys
        other      TEXT NOT NULL,                        -- another name, as written
        article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
        PRIMARY KEY (key, other, article_id)
    ) WITHOUT ROWID;
CREATE VIRTUAL TABLE vocabulary USING fts5vocab('lexicon', 'row');
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
CREATE TABLE seen (                                  -- what a source has shown, so that nothing is read twice
        source_id  INTEGER NOT NULL REFERENCES sources ON DELETE CASCADE,
        key        TEXT NOT NULL,                        -- of the entry, see data.identity
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
CREATE TABLE robots (                                -- robots.txt of a host, kept between runs
        origin     TEXT PRIMARY KEY,                     -- scheme://host:port
        body       TEXT NOT NULL,                        -- "" where there is none
        fetched_at INTEGER NOT NULL
    );
CREATE TABLE versions (                              -- what an article said before its publisher changed it
        id          INTEGER PRIMARY KEY AUTOINCREMENT,
        article_id  INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
        replaced_at INTEGER NOT NULL,
        title       TEXT NOT NULL,
        body        TEXT NOT NULL
    );
CREATE TABLE stories (                               -- one event, told by one article or many
        id INTEGER PRIMARY KEY AUTOINCREMENT
    );
CREATE TABLE sketches (                              -- a sample of an article's shingles, see data.sketches
        hash       INTEGER NOT NULL,
        article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
        PRIMARY KEY (hash, article_id)
    ) WITHOUT ROWID;
CREATE TABLE vector_log (                            -- which vectors came or went, for an index that follows
        id         INTEGER PRIMARY KEY AUTOINCREMENT,
        passage_id INTEGER NOT NULL
    );
CREATE TABLE rooms (                                 -- chats the bot is in, and what those in them have set
        room       TEXT PRIMARY KEY,                     -- telegram:CHAT_ID; of a private chat the person's id
        kind       TEXT NOT NULL,                        -- bot.person.RoomKind
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
CREATE TABLE outbox (                                -- messages that nobody is waiting at: each is sent once
        id         INTEGER PRIMARY KEY AUTOINCREMENT,
        key        TEXT NOT NULL UNIQUE,                 -- what it says to whom: the same is never put twice
        room       TEXT NOT NULL,
        thread     INTEGER,
        reply      TEXT NOT NULL,                        -- JSON of bot.views.replies.Reply
        due_at     INTEGER NOT NULL,
        state      TEXT NOT NULL,                        -- data.outbox.State
        tries      INTEGER NOT NULL DEFAULT 0,
        error      TEXT,
        message_id INTEGER,
        sent_at    INTEGER
    );
CREATE TABLE sent (                                  -- what messages of the bot speak of, for questions in reply
        room       TEXT NOT NULL,
        message_id INTEGER NOT NULL,
        about      TEXT NOT NULL,                        -- JSON of bot.views.replies.About
        sent_at    INTEGER NOT NULL,
        PRIMARY KEY (room, message_id)
    ) WITHOUT ROWID;
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
INSERT INTO articles ("id", "key", "fingerprint", "title", "body", "url", "external_id", "published_at", "source", "section", "language", "added_at", "changed_at", "names_version", "author", "image", "time_note", "source_id", "story_id", "copy_of", "linked") VALUES (1, 'url:https://news.example/2026/06/storm-landfall.html', '6e8ddb4d97d8a528d6f2a3b3239d6afef5892c7450197e801a923240dac83344', '台风“白鹭”登陆青汐市，全市转移2.4万人', '青汐6月20日讯 今年第3号台风“白鹭”于今天凌晨4时20分在青汐市南湾镇登陆，登陆时中心附近最大风力12级。
青汐市防汛指挥部副指挥长罗砚秋说，截至今天早上7时，全市已转移群众2.4万人，开放避风安置点63个，渔船全部回港。
受台风影响，青汐机场取消航班118架次，轨道交通地面段今天停运。气象台预计，“白鹭”今晚将减弱为热带低压。', 'https://news.example/2026/06/storm-landfall.html', 'qs-0620-storm', 1781914200, '青汐日报', '天气', 'zh', 1782003600, 1782003600, 1, NULL, NULL, NULL, NULL, 1, NULL, 2);
INSERT INTO articles ("id", "key", "fingerprint", "title", "body", "url", "external_id", "published_at", "source", "section", "language", "added_at", "changed_at", "names_version", "author", "image", "time_note", "source_id", "story_id", "copy_of", "linked") VALUES (2, 'url:https://mirror.example/a/88120', 'e599fa03498276dc3aa80652456da2a9ee45241a9e874d9e631a87fc2ee419a9', '台风“白鹭”登陆青汐市，全市转移2.4万人', '青汐6月20日讯 今年第3号台风“白鹭”于今天凌晨4时20分在青汐市南湾镇登陆，登陆时中心附近最大风力12级。
青汐市防汛指挥部副指挥长罗砚秋说，截至今天早上7时，全市已转移群众2.4万人，开放避风安置点63个，渔船全部回港。
受台风影响，青汐机场取消航班118架次，轨道交通地面段今天停运。气象台预计，“白鹭”今晚将减弱为热带低压。', 'https://mirror.example/a/88120', 'qs-0620-storm-copy', 1781917500, '海岸网', '天气', 'zh', 1782003600, 1782003600, 1, NULL, NULL, NULL, NULL, 1, 1, 2);
INSERT INTO articles ("id", "key", "fingerprint", "title", "body", "url", "external_id", "published_at", "source", "section", "language", "added_at", "changed_at", "names_version", "author", "image", "time_note", "source_id", "story_id", "copy_of", "linked") VALUES (3, 'url:https://coastpost.example/storm-egret-qingxi', 'bf0fcf826136978ac51ccc9c57659542573d041261695a2614deb626d4d6724b', 'Typhoon Egret makes landfall in Qingxi, 24,000 people moved', 'Typhoon Egret came ashore at Nanwan, in the south of Qingxi, at 4:20 on Saturday morning with winds of force 12.
The city had moved 24,000 people to 63 shelters by seven o''clock, deputy flood commander Luo Yanqiu said. All fishing boats were back in harbour.
Qingxi airport cancelled 118 flights. The storm is expected to weaken to a tropical depression by the evening.', 'https://coastpost.example/storm-egret-qingxi', 'cp-0620-storm', 1781926200, 'Coast Post', 'weather', 'en', 1782003600, 1782003600, 1, NULL, NULL, NULL, NULL, 2, NULL, 2);
INSERT INTO articles ("id", "key", "fingerprint", "title", "body", "url", "external_id", "published_at", "source", "section", "language", "added_at", "changed_at", "names_version", "author", "image", "time_note", "source_id", "story_id", "copy_of", "linked") VALUES (4, 'url:https://coastpost.example/harbour-library', 'f5d2676ebdc47282b0039ce656cffbce15e83c41bfb5e5816c8069d33c86310a', 'Harbour Library opens after six years of building', 'The Harbour Library opened on Monday after six years of building. It holds 410,000 books and seats for 1,900 readers.
Architect Ines Kolbe said the building cost 286 million yuan, 31 million less than planned. “We kept the old customs hall instead of pulling it down,” she said.
The library is open from nine in the morning until ten at night, on Fridays until midnight.', 'https://coastpost.example/harbour-library', 'cp-0622-library', 1782111600, 'Coast Post', 'culture', 'en', 1782003600, 1782003600, 1, NULL, NULL, NULL, NULL, 3, NULL, 2);
INSERT INTO articles ("id", "key", "fingerprint", "title", "body", "url", "external_id", "published_at", "source", "section", "language", "added_at", "changed_at", "names_version", "author", "image", "time_note", "source_id", "story_id", "copy_of", "linked") VALUES (5, 'url:https://news.example/2026/06/metro-line-5.html', '8e804d1072c6ebb30d08fa56b13408feb426c2100a25a71b4a12ae5430a27221', '青汐地铁5号线7月1日开通，票价2元起', '青汐地铁5号线定于7月1日开通初期运营，全长27.6公里，设19座车站，连接南湾镇与青汐机场。
青汐地铁集团（QMG）总经理沈既白介绍，5号线票价2元起，全程7元，首班车6时发车，末班车23时30分发车。
5号线总投资142亿元，开工于2021年3月。', 'https://news.example/2026/06/metro-line-5.html', 'qs-0623-metro', 1782180000, '青汐日报', '交通', 'zh', 1782003600, 1782176400, 1, NULL, NULL, NULL, NULL, 4, NULL, 2);
INSERT INTO articles ("id", "key", "fingerprint", "title", "body", "url", "external_id", "published_at", "source", "section", "language", "added_at", "changed_at", "names_version", "author", "image", "time_note", "source_id", "story_id", "copy_of", "linked") VALUES (6, 'id:青汐日报:qs-notice', '89216950ba16f83552f7e15e4c317f6cf91ec9d43bccce377f67263d4747c471', '青汐图书节征集志愿者', '青汐图书节组委会现征集志愿者120名，年满16周岁的市民可以报名。志愿者将负责展台引导和儿童阅读角，组委会提供午餐和交通补贴。', NULL, 'qs-notice', NULL, '青汐日报', '文化', 'zh', 1782003600, 1782003600, 1, NULL, NULL, NULL, NULL, 5, NULL, 2);
INSERT INTO articles ("id", "key", "fingerprint", "title", "body", "url", "external_id", "published_at", "source", "section", "language", "added_at", "changed_at", "names_version", "author", "image", "time_note", "source_id", "story_id", "copy_of", "linked") VALUES (7, 'url:https://city.example/port-june', '3b5b6ca4c48817fa97dbb63fe4a2b4836774aa31b7b49c7381eb42c8800238e6', '青汐港6月吞吐量创新高', '青汐港集团6月22日公布，6月前三周集装箱吞吐量达到38.7万标箱，同比增长9.2%，创下同期新高。港口新增两条通往东南亚的航线，夜间作业班次由4个增加到6个。集团表示，下半年将启用3号自动化码头，届时年吞吐能力提高到800万标箱。', 'https://city.example/port-june', 'port-june', 1782093600, '青汐电台', '经济', 'zh', 1782176400, 1782176400, 1, NULL, NULL, NULL, 1, 6, NULL, 2);
INSERT INTO articles ("id", "key", "fingerprint", "title", "body", "url", "external_id", "published_at", "source", "section", "language", "added_at", "changed_at", "names_version", "author", "image", "time_note", "source_id", "story_id", "copy_of", "linked") VALUES (8, 'url:https://city.example/storm-after', '3aa5bb1ffd49cfb4fd78981d8b55546f019acba6f838ecc276429769d2b76b12', '台风“白鹭”致青汐2人受伤，轨道交通恢复运行', '青汐市应急管理局6月24日通报，台风“白鹭”过境期间全市2人受轻伤，倒伏树木1300余棵。轨道交通地面段已于今天早上6时恢复运行，避风安置点剩余人员310人。', 'https://city.example/storm-after', 'storm-after', 1782263280, '青汐电台', '天气', 'zh', 1782263400, 1782263400, 1, NULL, NULL, NULL, 1, 7, NULL, 2);
INSERT INTO passages ("id", "article_id", "start", "end") VALUES (1, 1, 0, 167);
INSERT INTO passages ("id", "article_id", "start", "end") VALUES (2, 2, 0, 167);
INSERT INTO passages ("id", "article_id", "start", "end") VALUES (3, 3, 0, 369);
INSERT INTO passages ("id", "article_id", "start", "end") VALUES (4, 4, 0, 370);
INSERT INTO passages ("id", "article_id", "start", "end") VALUES (6, 6, 0, 63);
INSERT INTO passages ("id", "article_id", "start", "end") VALUES (7, 7, 0, 116);
INSERT INTO passages ("id", "article_id", "start", "end") VALUES (8, 5, 0, 126);
INSERT INTO passages ("id", "article_id", "start", "end") VALUES (9, 8, 0, 79);
INSERT INTO recipes ("id", "name") VALUES (1, 'multilingual-e5-small-08e80ddf5628; int8; simplified; title and passage; width 220');
INSERT INTO vectors ("passage_id", "recipe_id", "vector") VALUES (1, 1, X'b9272c23eca456aa512dbd24a1a87f2c74292ba77b24de9feb2833ab76aa9b2bb422e4a127a4f5a84da83a2401afdb246b2b71252fa9cb2b072ae79fe81b5cac192d77a9322bb7290ba362a74c2835aac3a22328052bcf2f1d285f267e1c242a64ac1ea7afa83126c72204285f21c3a8dea740ad1fab882ca02c31175ea20929cf2e7e24a92c1f28d8aabe1ba5ace52a079f0ca8dc1b60a3f42c379ef52c67ac5da9aea903aaada3d0a00927342d94ac7b27d511bb292a2b5fa857a229a00aab88a8d820a82a38a4aa2d6daccd299bac0bad7629f82d2bace82a47a68aaa5b2aa6261e1dd1ac2eaa872484ad692098aaf52443ac16aac9a465a257ac302c642607ac819c4b29002489a6fc26462c112d1da816a882abe5a54b9f21253eac8f29602d112b7c2e44ac0829ba94fb2561ac6b20c12a352a84a9cca60dac4127c62ca4a876ad50aa80a179a915ad6e28652cffa913a734284a99a0ac0a2daf86f22afea8ec26532ef628189d0e23dbaea8abceac89ac2fa97aa068264b9d97a2012be9aa4ea55da63f27c8ab9424472c942d51981fadb21d6729b12bc8a218a9d62b08a95d243028c9ad06ad8b2cd0a92ea12a9c032aceab9f288ca4f0a4699f15ad062237293427fea9cda820260cabf1a644a659ada5aafcacf829082c8029e0aca0a444ac42235fae96293ea597aa0a2a00a89c29fe24a1ab52acdfac15ace525432a592ef7a607210927889e372ffb2d5d2a05ab9faa64182cab6824d2ac632b662cfaa720a61aa2332c712e87ad4dab3d2bf12853271a248f2a4ea257a9aa27d1a707aae6ad8928be28e4ac9f228e9fb414b72dd4ac562dc4aa72a15120332408ade12c35a2bfa284287b2e242d5d2b4ca9b4ac1d28892cef9f1f2c39a551a9c2a419a85ead45a82b2d742a2faa93ab5e28e41de99c681a09ad612a6dae1baa62a9f72dacaa19ac222cdd2e859f03282c9adcabd72414acebaaba2a17a70aabbd28502570a8c02888a477aa522ace2c92ac1aa2232a2f212d286524822887242f2d4cade22b1b28c2ab0ba7f5a51aa97eadf32cbfa4d3a4e7280c2ba92ae125');
INSERT INTO vectors ("passage_id", "recipe_id", "vector") VALUES (2, 1, X'b9272c23eca456aa512dbd24a1a87f2c74292ba77b24de9feb2833ab76aa9b2bb422e4a127a4f5a84da83a2401afdb246b2b71252fa9cb2b072ae79fe81b5cac192d77a9322bb7290ba362a74c2835aac3a22328052bcf2f1d285f267e1c242a64ac1ea7afa83126c72204285f21c3a8dea740ad1fab882ca02c31175ea20929cf2e7e24a92c1f28d8aabe1ba5ace52a079f0ca8dc1b60a3f42c379ef52c67ac5da9aea903aaada3d0a00927342d94ac7b27d511bb292a2b5fa857a229a00aab88a8d820a82a38a4aa2d6daccd299bac0bad7629f82d2bace82a47a68aaa5b2aa6261e1dd1ac2eaa872484ad692098aaf52443ac16aac9a465a257ac302c642607ac819c4b29002489a6fc26462c112d1da816a882abe5a54b9f21253eac8f29602d112b7c2e44ac0829ba94fb2561ac6b20c12a352a84a9cca60dac4127c62ca4a876ad50aa80a179a915ad6e28652cffa913a734284a99a0ac0a2daf86f22afea8ec26532ef628189d0e23dbaea8abceac89ac2fa97aa068264b9d97a2012be9aa4ea55da63f27c8ab9424472c942d51981fadb21d6729b12bc8a218a9d62b08a95d243028c9ad06ad8b2cd0a92ea12a9c032aceab9f288ca4f0a4699f15ad062237293427fea9cda820260cabf1a644a659ada5aafcacf829082c8029e0aca0a444ac42235fae96293ea597aa0a2a00a89c29fe24a1ab52acdfac15ace525432a592ef7a607210927889e372ffb2d5d2a05ab9faa64182cab6824d2ac632b662cfaa720a61aa2332c712e87ad4dab3d2bf12853271a248f2a4ea257a9aa27d1a707aae6ad8928be28e4ac9f228e9fb414b72dd4ac562dc4aa72a15120332408ade12c35a2bfa284287b2e242d5d2b4ca9b4ac1d28892cef9f1f2c39a551a9c2a419a85ead45a82b2d742a2faa93ab5e28e41de99c681a09ad612a6dae1baa62a9f72dacaa19ac222cdd2e859f03282c9adcabd72414acebaaba2a17a70aabbd28502570a8c02888a477aa522ace2c92ac1aa2232a2f212d286524822887242f2d4cade22b1b28c2ab0ba7f5a51aa97eadf32cbfa4d3a4e7280c2ba92ae125');
INSERT INTO vectors ("passage_id", "recipe_id", "vector") VALUES (3, 1, X'b12938a990a7a4a8ad2cdfa4a21c9b2af827caa29f2ec2a1651764aadea80b2bc529f0aba29d1dae09258e2031a8382bf62b57261ca87c2c922871af00a9d3ac42200aa4b52cea2675a328ace82acdad62aa0f2d3428d81c891e2d2b5fa4f42501ad36a5bfa96a2d101edf95ff2b06addcad4fa9deabdb2dd12ae3aa32a4a826232f192c0a2a382943a809a7e5ad842910257c1c5f2409213b2436a44527c3a943a8558b06a8352198a9b22c6f2b05ac9f2e12a83628532b9dace9aabd993ea64a28c32b802cefa6492ce4aaf72ca4aa7dac1b2e5e2df4ac272ce4abc6ac082a172be02983ad33a827243328d692c4a87027af90cbac74acfbab5b9d2525f6264827d59dcd2c362a679b0229d72d112cfda945aa0aa299aa78abbf2802abbe1ba72ec82c362d02aac82ba0a20d29f1a9ba298f2027222ba9d2aaf6abda27b8287a1f23adc1a60da721a8c1aa1b266e2b94ab3aa13ea9142365ab47296924072411ac0c250b2db82691ab389621ab92aa8da84daa59ad07a73628aea485a4c6287324f4a8dbac7f252aabe929152d7e2ddc1dc1a8252b2d2ceb20a3216facab264baac02d572c38afb5a709236ba836a603a5212bbfaa1928f72b2e26742bb4ac26a5391e102be8a97ea7d11074a73da7dca4faa889ac03ab76984226af29f4ac0cab2ca9692c1dae2124c39df31b2b9ba1a2ae1e2f28ccab24ac2aac8ba9cf27b228942fdaa0ad214d204627d02d7b2b962e23280eaa66ab29a947a614a7e5271c295794b9ab7f9f3410592d67a41f21182da9263329b127ff2b5ca9e8a9d12425ab3aaadfa2c9a1832abc9ada2dc7292f23f02da5a80f29ebacefacd227c0a590ad6aa0bd28e91c2c29ad2b3b2a9523428e6caba928682af420502472a9eeacaca9bcaa7ba8dca85f2b1d2922aaa9ac2023fe255a2a50a87aad8f2d9daeb6acfca5df23a9abb4aaa62ad52b37aa792a52aa81ae5929a9a3cbaaba9feb27dcaf13299d2793a48b2abb2378ab0a2d6118dfae06a65c287d259c22e92a12a7821df92c9da8342d9626c7a8511846aa07acb6259c2cb4acc8abc72a1e2cc59d162c');
INSERT INTO vectors ("passage_id", "recipe_id", "vector") VALUES (4, 1, X'be99ef22eaa093a6dc2c3dabf6a08d2efc2cae204c263426ff9e7aaac7ace52c252df3a941a3e8a30a298028f8aa982ab7298d294b20c29fd12c27acc7a59cac92287aaca92a5426eba40cab162bbfa91daaa22bcd25822a6e9f002c22a66f2901ae59a88dab0b2cee29a720832b8eab1eae01a95fad2f2b4b2cd0ac3da4cd26e02c6d2a322b7025f2ad7ba6cda7ef2ad5227198ee99f994111d50a875a5c5afa4acf9a98ea8062c27adda2e129754aa122e281b652d882e6c9a9da7aea897ab14a6139c1e2bb820ca2c81aa812c22ac0ea8eca17a2124ade52b5eaa25ade81b301adf2bc3a16ca91ba017ad232ce2a2002dffa5afab08aa5cab51a52f8fb32cf61a5a9b0328f52158255c26182bc1285face127a2a823a843a1242835244d29af2eb82d312aecaca2299faef42b02a7f2256f298324f5a991aa28acc829bb2082ac38a17aad671d69ad38a92921b0299fa50aad9eab5b2b47aa7e2df61faa28d5a9cf2860286a2e0aa7a62820ab4ca856aca1aa2ca7532c43106aa4eea54a2a09a970a72da819287aa87f27a725702cdfa7e5a98a289d29519ec0a15ba9c62a4fab5e2d3e27c1adb6a82f2a7d1dbaa2f6a5c9238baa34297c297a1db6288bafbbaa262cd22815ad41a03e2b46a982ac25a9ccaeb9a2d4a295a99728052d5bac38a72325149e4aaae2293ca91c26532048a15527bb2ae6a8a6a79cab8ba92aa61a2dbb2f36a50b275a2b221a602dc52e3b233f2bd2a896ad67acdfab87ac72037c2c22a879ab2baa2e9aed2bc3a33dab582b552d7b28e01c392a80a804acdc28c4a7d0aba7a885abac2c10a1072c042855abfe2eabab5d2e86aa36aaf1259423bdaa1e208fa74226032cc22d0d29ff28aea92eac862cce281a1ec12767ab38a8e3ac6fa4219902ac731d5e289dab58a6b6242e23652d59a51fac1a2b0aaab49c6eaba52c2ea881aa2da958274ea8192c9eaa5bac362cf2222ea90a29142b13ac4620941dfba6812740a440a9142e972c3fac269933244329392c8e2b451ce29dcf28e6aadc289529bca94026c7a029ac25a7782b28ac77aaf32b052c66249e26');
INSERT INTO vectors ("passage_id", "recipe_id", "vector") VALUES (6, 1, X'b22a8a243fa758ac142f099e92a8a7198c2ba7a99728cca4382be5a5d9ad9a29762bd9a70da831ad0b2b262381a7ba2b752db72346abbf2b022cb9a97fa9e5ab6d264fabea2cab294294bca84f2986ac7aaaee24e624d82d3925862c2c1e672b0dad28a530a06d27a32654291b9b01adcda8f1a918aec929f02cbf9ece236d2af52c331c672ac625c3acbd2488a56d2b959c3b24d89cff26c02cbca1ba28caac07aeeaa6aca4d8269ead2d2a8e2d20a770205d9c832bb31e7fa932a84aad86a802a45f215e2bec99df2a13ad5aa85eac56a8a3291b2cc4adff2911a9c9aafb2a6fa4a021cfaadfa898a123af3b2b39a6a82a6cab5fa852a684ab06aa9f28902828ad149fe6280126c0229e1bc0256d2e55adb8943ea12b9da1a1722a1fa9672b682a1f2bd52efeaa6028baa9f229d8a84b19fe2b9c24e4a75e262ca7382c3f2af9a806acbfa88fa889ad27a7ec1a2b2ef4aadaaab6258e28faab0c2dd821042cc8a57e28bb2cca2c0e266ba425ad74ab0cadd3a75922ef24ed264f10689c6c2b36a4422162ab5f269ca95b27362afa277aa586acc8a4fc21298c2eac8bad492c1ea779283d29d1ab93aa252d2ea686a51f207b27a8acac262a2083203f29b4ada623622cf028d5a879a49e2437aaf2a6bfa534abeea8cba952249a2bc12a69aeaca824a09c1ae5aeac2b78aaf4a806a0d9a2af286f232eae3aa905ae51a9c9262126b52f5ca9b6279c2607aa0d2e2e2cbf29cc271bac262580a9daa8fe0ce0a5212ea5a99aa51ca73c1dc12d40a507acc428b0221327352a5f2a47a9e91cd928c6a9299e9eab7022232baeabd527bc2727a60e2c42acb52d46acbba4d027c52751adc428c025679d072aa9282c2e762c87a850ac89272d29e1a5ca2bd2a87aa5e9ad62aa0fad35a7a22ce1a336acd0a90d2c5a22022510a097ad12294dadbda850ae0b2dedabc3aa8d2b232ed325f19cb3a814ab7328f3aa57a8642989a21fad4028112969a9a12854a9aaa57b2db229dda942a914282828cb2ba7a01c22bf9296279cadb2253a2d99a92da620a68baea1aea42c5324eaa73d2c2a303c2d792c');
INSERT INTO vectors ("passage_id", "recipe_id", "vector") VALUES (7, 1, X'c029a81caeaa75a70e2c669cec9deb283f2ceea99d01bba4b12642aa6eacab2a532760a51d9582ac7327c92895ab8825542de328ebaa4f290f2d86aa4ea84fa79720e8ac9a2bd629feaa95a8c89bb7acdfa82f22e924ab2a321a132a6795e7218dadd2a962a8cc28b025de29c02433ad19a54eac43afd2280a2c10a9d9a8102b182fbf18ec2b062818a9f72198245c2cc6a268a02a912720592e4f94362c5caba0ad30a944a9539356acf927a12b35a98d274625b72a1b2c1da5591ee4a9e7aae4946328c9244fa74e2987acba24a0ace415992ad92c22add22ab7a58eace728c229459ea9a90fa9a526a9ac292c99a88526cbac6ba89d26f4a541acff258625b4aa9aa651276d9550a86f1ebb2a532b25acc5a6e5aa77a83ca43b28a5abe1225d2d002c562e94ad2c2ae0a4712953a8c42a992a102ba4a9cc197da97027372d29a90aab9fac389c10a980adfea52e2dbbabf6a2d720d22a3eaa52265ba0482ca3a7e624352d5a2973a644a524ae0fa2bead7aa4c3aba89925a4fe28e01d362bc1a870a8ddaa392a2fabd224622a0d2ea0a6e8ac011e8e29e72581985eab902e74a8ee29462868ad93abc42cf7a525a582a7102c1ea9a12a29275fa7c99cd3ae631c9929d52678aac3a96c2912ace9a834ab3aab23ad0ea98e187e2ae02827aaeaa4f5a8912999ad3a2bbea7cea14023b7a83f2e992835aa58ac87aec2aad529982c5b2dd4a85526192b30ac1c2e0e2d8b28f6a854a65c9e37a9e6a3a6aba42d682c519dc4ab19a72d2817302aac94a98a2c7728462a0b24bc2d69aab1a6042af7a9e2aae5ad7a249829b5abed266da18013842d2eae6e2b9fa8df239a1910a07cae9629dca609a46c29e92d472f3f2d54aa3baa1c28792cbf9e572d81a817a48ba927a91caa6caa642c3d2951a594a7552cd49db3a01aa18aad6623a7ab27a967a9732e85a7a2ac1a2b64303226002b759c89ace11e62a4d9a0b82810a9d7a901296728b92418299aac77abea2c53259bad50a638297824842cc71f6e195e25c12905ac202a8e2802aa0ba4eca852aba4ac372d36a5c9aa0b287428032c3e2b');
INSERT INTO vectors ("passage_id", "recipe_id", "vector") VALUES (8, 1, X'aa2b23a5389d9ba4992ca70ebea9da2b1e2e142596267fa973a04eaabfae412a202b44a8baa6c3a90e29c226bdabad1f9d286b2929a4992bba296fa675ac0cac742965ac032cbe29d6a23ca80628d4ad03a1e726f02ca52ef12cb928391a1129b8acb9aac0a99f28c52bcb2814a5ffab91a807ae58a9e4285f2d56a73e181f24842da426272c792177a8eaa2d3a7f12964a45aa7aa2743a90a2c98a8fd25ebaca0aa44ad2921512351aa412abc2b04ad6f26782c332cf62aa4982aa5f4a8c4aaa2216a29802a638be42ba8ab3b0c61ac7eaa5a2b172cdda852257da87aa68320fb21852902aca1a5562078b0202eb5aac02523ab1aacbba2dea49da83d232d2c95ac1ca8e71c792917255322f628e52919a540a269a8f5084022de2963aa7428112d3b2cd92de0a8262ce6a7232db2a84f219129822295a8eca6f3a89327c62bdda76cac67ac7ca4bdac4aadcb277d2e0aad44a9689bf22c76ad15297b208728fe1d8d26b02e552ae620032279ac43a8d2aaad9715ab5fa61b9b109cada0692c5baae7226cabf024d0aa3c2603255426b7a44eaea19da926e82865a1ffa9c22c41a9a69998230ba9adacc12c16a6c8a24b9f482c5aab572a7d2622a4ac2482acb9a3252b6f2ac5ab64a61e2860a96ca345ac20ac75ad68ad1426d0295d2befad37ab94a4dd21cfac3227d9aa54a496291ca4782932299dac5cac0eaf3baab4225f2bb02de6aacc29fc257aa99f2d722b302de5a5b8a8e09755ac4f27bfa9a92a172e7da9e9a8a4ab1c22892b48aad0a7122dd228d228a627ee2b89a93d9f3c2911a7f7ac12ad3820df2bc0aca218269e8524e02c94af1a2972abff9b9c28341d6dab0c292824f3a455296e2dc52e182cc6ac96aba8a2912bf8a8192de3a983a8d6a290aa22ad6aac322d212c83a801abb62ef9a27b9c86a322a99e28f8a957ab46a9ed2db0aafaaa7d27dd2fad2b1f2b52a52fad2f28fca6f2a6cb2d259892a96522282b19244f21fdaae5ac172bf02ae9a9be9e9324db9fb62b83a30b2858243e282eae3126932b56adfda10c9da9a97aac492c65a8b7a85020122bc62b3e26');
INSERT INTO vectors ("passage_id", "recipe_id", "vector") VALUES (9, 1, X'852b7d1e31a967a8b82da603e9a85729302ceda84423db90a329fda9d5a99b29bf2987a5bea603aac2a27622a1aba426762baf27e0ab772cb028a9a2fda035ac002c6ba7872c512a6ca5c4a9002748aa4ba88f2b74293f309c24542a80a5fb27e3abc9a521a479284528f72ac62427a693a9a5af09aafc27752c6695baa2c92ba92fb0220d2c4c2ceba82ba179a7652c12a403a5e3a1d6a4682c44a1fa2888ace7abfbac21a9101c279e4a24382da6ac8e2a8c253429032901aa58a0bfa7e5ac94a4a09c002eada9402e75ad202870ad84aa502adf2c79aca12ad90bfeaad62a0e28111f9cab9faa1026b5ad8f22f1acfa9b4ea949a9e4a7979044acf42a20297da9e592ba243522bda50e26162a582c17aa828823aa41a518a13224d9aa0e265c2c0828f22e2fac882bb6a6df27f8abab280628bc25a4ac519748acf126522d31a929ae04ac7fa5c4acbeab0528742c8da9201bb0299a24c3a9b62cee1da72a53a76420e42cb12bf02624233eac1bacb0adc1aa02a88622c72a2c9e69a2202c5ca969a4c0a4c7255dad0b28e72bdc290818d2ac911ef225f829dba71baa62291aac2a297927eaadbbad3a2e02a8e3215a17f22c7dab5d2b4ba1d8a7b699daac8126f62aba29fea2e3abed2411a453a8b8a8ebab9eaa07ae9523f42ade255babaaa4d8ac721c10aea02806a966a8132b6fa86f28a02899acddac01aa16ad202a212c6c30d8acd11e1d2481a8982db02d7e286baa9dac282348acee207babb327812b57aae1a9b2a55a2aad2c6babc4a8602c132aff299929e52a9ea51da7132b6ca4b6a442af762a302a6baa601d9b241ca5e52c95acff28e8ac0ba9ef1e3d22d5ad0e2c5b1a19a92627bb2cc32d672c95a722ab651b322cdca77e295ba637a8ec9cefa87dac8dab8b2c9a29f8a7e7ac1e2cdf225e8880a53fad072a3bad49ac5fa9fd2cc6a4dda6fa29f92f78903329caa549ac422ca9a859a94d28d5a748ac5e269d2844a85827f3a87fac6029f62aacadbd9e9b290894832927a37a2a4f251b2bbbac10265428d3a7dd0efca9a1a5ababd82d34a881a9b529162c092de723');
INSERT INTO lexicon ("rowid", "title", "words", "grams") VALUES (1, '台风 风 白鹭 鹭 登陆 陆青 青汐 汐市 市 全市 市转 转移 移 万人 人', '台风 白鹭 登陆 青汐市 全市 转移 2.4 万人 青汐 6 月 20 日讯 今年 第 3 号 台风 白鹭 于 今天 凌晨 4 时 20 分在 青汐市 南湾 镇 登陆 登陆 时 中心 附近 最大 风力 12 级 青汐市 防汛 指挥 指挥部 副 指挥 长罗砚秋 说 截至 今天 早上 7 时 全市 已 转移 群众 2.4 万人 开放 避风 安置 点 63 个 渔船 全部 回港 受 台风 影响 青汐 机场 取消 航班 118 架次 轨道 交通 轨道交通 地面 段 今天 停运 气象 气象台 预计 白鹭 今晚 将 减弱 为 热带 低压', '青汐 汐 月 日讯 讯 今年 年第 第 号台 台风 风 白鹭 鹭 于今 今天 天凌 凌晨 晨 时 分在 在青 青汐 汐市 市南 南湾 湾镇 镇登 登陆 陆 登陆 陆时 时中 中心 心附 附近 近最 最大 大风 风力 力 级 青汐 汐市 市防 防汛 汛指 指挥 挥部 部副 副指 指挥 挥长 长罗 罗砚 砚秋 秋说 说 截至 至今 今天 天早 早上 上 时 全市 市已 已转 转移 移群 群众 众 万人 人 开放 放避 避风 风安 安置 置点 点 个 渔船 船全 全部 部回 回港 港 受台 台风 风影 影响 响 青汐 汐机 机场 场取 取消 消航 航班 班 架次 次 轨道 道交 交通 通地 地面 面段 段今 今天 天停 停运 运 气象 象台 台预 预计 计 白鹭 鹭 今晚 晚将 将减 减弱 弱为 为热 热带 带低 低压 压');
INSERT INTO lexicon ("rowid", "title", "words", "grams") VALUES (2, '台风 风 白鹭 鹭 登陆 陆青 青汐 汐市 市 全市 市转 转移 移 万人 人', '台风 白鹭 登陆 青汐市 全市 转移 2.4 万人 青汐 6 月 20 日讯 今年 第 3 号 台风 白鹭 于 今天 凌晨 4 时 20 分在 青汐市 南湾 镇 登陆 登陆 时 中心 附近 最大 风力 12 级 青汐市 防汛 指挥 指挥部 副 指挥 长罗砚秋 说 截至 今天 早上 7 时 全市 已 转移 群众 2.4 万人 开放 避风 安置 点 63 个 渔船 全部 回港 受 台风 影响 青汐 机场 取消 航班 118 架次 轨道 交通 轨道交通 地面 段 今天 停运 气象 气象台 预计 白鹭 今晚 将 减弱 为 热带 低压', '青汐 汐 月 日讯 讯 今年 年第 第 号台 台风 风 白鹭 鹭 于今 今天 天凌 凌晨 晨 时 分在 在青 青汐 汐市 市南 南湾 湾镇 镇登 登陆 陆 登陆 陆时 时中 中心 心附 附近 近最 最大 大风 风力 力 级 青汐 汐市 市防 防汛 汛指 指挥 挥部 部副 副指 指挥 挥长 长罗 罗砚 砚秋 秋说 说 截至 至今 今天 天早 早上 上 时 全市 市已 已转 转移 移群 群众 众 万人 人 开放 放避 避风 风安 安置 置点 点 个 渔船 船全 全部 部回 回港 港 受台 台风 风影 影响 响 青汐 汐机 机场 场取 取消 消航 航班 班 架次 次 轨道 道交 交通 通地 地面 面段 段今 今天 天停 停运 运 气象 象台 台预 预计 计 白鹭 鹭 今晚 晚将 将减 减弱 弱为 为热 热带 带低 低压 压');
INSERT INTO lexicon ("rowid", "title", "words", "grams") VALUES (3, '', 'typhoon egret make landfal in qingxi 24 000 peopl move typhoon egret came ashor at nanwan in the south of qingxi at 4 20 on saturday morn with wind of forc 12 the citi had move 24 000 peopl to 63 shelter by seven o clock deputi flood command luo yanqiu said all fish boat were back in harbour qingxi airport cancel 118 flight the storm is expect to weaken to a tropic depress by the evening', '');
INSERT INTO lexicon ("rowid", "title", "words", "grams") VALUES (4, '', 'harbour librari open after six year of build the harbour librari open on monday after six year of build it hold 410 000 book and seat for 1 900 reader architect ine kolb said the build cost 286 million yuan 31 million less than plan we kept the old custom hall instead of pull it down she said the librari is open from nine in the morn until ten at night on friday until midnight', '');
INSERT INTO lexicon ("rowid", "title", "words", "grams") VALUES (6, '青汐 汐图 图书 书节 节征 征集 集志 志愿 愿者 者', '青汐 图书 节 征集 志愿 愿者 志愿者 青汐 图书 节 组委 委会 组委会 现 征集 志愿 愿者 志愿者 120 名 年满 16 周岁 的 市民 可以 报名 志愿 愿者 志愿者 将 负责 展台 引导 和 儿童 阅读 角 组委 委会 组委会 提供 午餐 和 交通 补贴', '青汐 汐图 图书 书节 节组 组委 委会 会现 现征 征集 集志 志愿 愿者 者 名 年满 满 周岁 岁的 的市 市民 民可 可以 以报 报名 名 志愿 愿者 者将 将负 负责 责展 展台 台引 引导 导和 和儿 儿童 童阅 阅读 读角 角 组委 委会 会提 提供 供午 午餐 餐和 和交 交通 通补 补贴 贴');
INSERT INTO lexicon ("rowid", "title", "words", "grams") VALUES (7, '青汐 汐港 港 月吞 吞吐 吐量 量创 创新 新高 高', '青汐港 6 月 吞吐 吞吐量 创新 高 青汐港 集团 6 月 22 日 公布 6 月 前 三周 集装 装箱 集装箱 吞吐 吞吐量 达到 38.7 万标箱 同比 增长 9.2 创下 同期 新高 港口 新增 两条 通往 东南 南亚 东南亚 的 航线 夜间 作业 班次 由 4 个 增加 到 6 个 集团 表示 下半 半年 下半年 将 启用 3 号 自动 自动化 码头 届时 年 吞吐 能力 吞吐能力 提高 到 800 万标箱', '青汐 汐港 港集 集团 团 月 日公 公布 布 月前 前三 三周 周集 集装 装箱 箱吞 吞吐 吐量 量达 达到 到 万标 标箱 箱 同比 比增 增长 长 创下 下同 同期 期新 新高 高 港口 口新 新增 增两 两条 条通 通往 往东 东南 南亚 亚的 的航 航线 线 夜间 间作 作业 业班 班次 次由 由 个增 增加 加到 到 个 集团 团表 表示 示 下半 半年 年将 将启 启用 用 号自 自动 动化 化码 码头 头 届时 时年 年吞 吞吐 吐能 能力 力提 提高 高到 到 万标 标箱 箱');
INSERT INTO lexicon ("rowid", "title", "words", "grams") VALUES (8, '青汐 汐地 地铁 铁 号线 线 月 日开 开通 通 票价 价 元起 起', '青汐 地铁 5 号线 7 月 1 日 开通 票价 2 元起 青汐 地铁 5 号线 定于 7 月 1 日 开通 初期 运营 全长 27.6 公里 设 19 座 车站 连接 南湾 镇 与 青汐 机场 青汐 地铁 集团 qmg 经理 总经理 沈既白 介绍 5 号线 票价 2 元起 全程 7 元 首班 班车 首班车 6 时 发车 末班 班车 末班车 23 时 30 分 发车 5 号线 总 投资 142 亿元 开工 于 2021 年 3 月', '青汐 汐地 地铁 铁 号线 线定 定于 于 月 日开 开通 通初 初期 期运 运营 营 全长 长 公里 里 设 座车 车站 站 连接 接南 南湾 湾镇 镇与 与青 青汐 汐机 机场 场 青汐 汐地 地铁 铁集 集团 团 总经 经理 理沈 沈既 既白 白介 介绍 绍 号线 线票 票价 价 元起 起 全程 程 元 首班 班车 车 时发 发车 车 末班 班车 车 时 分发 发车 车 号线 线总 总投 投资 资 亿元 元 开工 工于 于 年 月');
INSERT INTO lexicon ("rowid", "title", "words", "grams") VALUES (9, '台风 风 白鹭 鹭 致青 青汐 汐 人受 受伤 伤 轨道 道交 交通 通恢 恢复 复运 运行 行', '台风 白鹭 致青汐 2 人 受伤 轨道 交通 轨道交通 恢复 运行 青汐市 应急 管理 管理局 6 月 24 日 通报 台风 白鹭 过境 期间 全市 2 人受 轻伤 倒伏 树木 1300 余棵 轨道 交通 轨道交通 地面 段 已于 今天 早上 6 时 恢复 运行 避风 安置 点 剩余 人员 310 人', '青汐 汐市 市应 应急 急管 管理 理局 局 月 日通 通报 报 台风 风 白鹭 鹭 过境 境期 期间 间全 全市 市 人受 受轻 轻伤 伤 倒伏 伏树 树木 木 余棵 棵 轨道 道交 交通 通地 地面 面段 段已 已于 于今 今天 天早 早上 上 时恢 恢复 复运 运行 行 避风 风安 安置 置点 点剩 剩余 余人 人员 员 人');
INSERT INTO counters ("name", "value") VALUES ('alerts', 8);
INSERT INTO counters ("name", "value") VALUES ('saved index logged', 9);
INSERT INTO counters ("name", "value") VALUES ('saved index sequence', 1962199);
INSERT INTO counters ("name", "value") VALUES ('sequence', 2847758);
INSERT INTO views ("id", "content", "made_at") VALUES (1, '{"kind": "latest", "words": "", "size": 5, "newest": false}', 1782263100);
INSERT INTO views ("id", "content", "made_at") VALUES (2, '{"kind": "latest", "words": "", "size": 3, "newest": false}', 1782263100);
INSERT INTO views ("id", "content", "made_at") VALUES (3, '{"kind": "search", "words": "青汐", "size": 5, "newest": false}', 1782263100);
INSERT INTO views ("id", "content", "made_at") VALUES (4, '{"kind": "search", "words": "青汐", "size": 5, "newest": true}', 1782263100);
INSERT INTO views ("id", "content", "made_at") VALUES (5, '{"kind": "sources", "words": "", "size": 10, "newest": false}', 1782263100);
INSERT INTO views ("id", "content", "made_at") VALUES (6, '{"kind": "latest", "words": "section:\"天气\"", "size": 5, "newest": false}', 1782263100);
INSERT INTO views ("id", "content", "made_at") VALUES (7, '{"kind": "latest", "words": "section:\"culture\"", "size": 5, "newest": false}', 1782263100);
INSERT INTO views ("id", "content", "made_at") VALUES (8, '{"kind": "latest", "words": "section:\"weather\"", "size": 5, "newest": false}', 1782263100);
INSERT INTO views ("id", "content", "made_at") VALUES (12, '{"kind": "latest", "words": "青汐", "size": 5, "newest": false}', 1782263100);
INSERT INTO views ("id", "content", "made_at") VALUES (13, '{"broadcast": "明天凌晨升级", "at": "2026-06-24T01:05:00+00:00"}', 1782263100);
INSERT INTO views ("id", "content", "made_at") VALUES (14, '{"kind": "story", "words": "1", "size": 5, "newest": false}', 1782263100);
INSERT INTO views ("id", "content", "made_at") VALUES (30, '{"x": 1}', 1782263400);
INSERT INTO turns ("id", "chat", "asked_at", "question", "whole", "answer", "explanation") VALUES (1, 'telegram:7:-:-', 1782262860, '火星移民计划的预算是多少？', '火星移民计划的预算是多少？', '', '{"question": "火星移民计划的预算是多少？", "searched": "火星移民计划的预算是多少？", "filters": {}, "seen": [{"article_id": 6, "title": "青汐图书节征集志愿者", "cosine": 0.8116276264190674, "lexical": 1.0, "fused": 0.8616276264190674, "read": "120名", "span_score": -17.580299377441406, "relevance": -4.458228588104248, "score": 30.629012695855376}, {"article_id": 7, "title": "青汐港6月吞吐量创新高", "cosine": 0.8001083731651306, "lexical": 0.8452836265550143, "fused": 0.8423725544928813, "read": "38.7万标箱，同比增长9.2%，", "span_score": -16.891448974609375, "relevance": -4.432775974273682, "score": 29.95174982548299}, {"article_id": 5, "title": "青汐地铁5号线7月1日开通，票价2元起", "cosine": 0.8171005845069885, "lexical": 0.0, "fused": 0.8171005845069885, "read": "142亿元", "span_score": -15.717045783996582, "relevance": -4.429693222045898, "score": 29.08015703581875}, {"article_id": 1, "title": "台风“白鹭”登陆青汐市，全市转移2.4万人", "cosine": 0.7943607568740845, "lexical": 0.0, "fused": 0.7943607568740845, "read": "2.4万人", "span_score": -18.582134246826172, "relevance": -4.476131439208984, "score": 27.214452154348656}, {"article_id": 3, "title": "Typhoon Egret makes landfall in Qingxi, 24,000 people moved", "cosine": 0.7421776056289673, "lexical": 0.0, "fused": 0.7421776056289673, "read": "24,000", "span_score": -11.694313049316406, "relevance": -4.298773288726807, "score": 27.344565845131218}, {"article_id": 4, "title": "Harbour Library opens after six years of building", "cosine": 0.7301008701324463, "lexical": 0.0, "fused": 0.7301008701324463, "read": "286 million", "span_score": -7.556116580963135, "relevance": -2.9039175510406494, "score": 28.168957260473164}], "signs": {"span": -17.5803, "relevance": -4.4582, "cosine": 0.8116, "lexical": 1.0, "sentence": 0.0, "shared": 0.0714, "covered": 0.0714, "typed": 1.0, "asks": 0.0, "names": 0.0, "crossed": 0.0, "latin": 0.0}, "confidence": 0.022989270251752066, "threshold": 0.4178506879650079, "verdict": "refused"}');
INSERT INTO turns ("id", "chat", "asked_at", "question", "whole", "answer", "explanation") VALUES (2, 'telegram:7:-:-', 1782262920, '台风白鹭登陆后青汐转移了多少人？', '台风白鹭登陆后青汐转移了多少人？', '青汐市防汛指挥部副指挥长罗砚秋说，截至今天早上7时，全市已转移群众2.4万人，开放避风安置点63个，渔船全部回港。 [1]', '{"question": "台风白鹭登陆后青汐转移了多少人？", "searched": "台风白鹭登陆后青汐转移了多少人？", "filters": {}, "seen": [{"article_id": 1, "title": "台风“白鹭”登陆青汐市，全市转移2.4万人", "cosine": 0.9251664876937866, "lexical": 1.0, "fused": 0.9751664876937867, "read": "2.4万人", "span_score": -5.502232074737549, "relevance": -2.305356502532959, "score": 38.566114722581744}, {"article_id": 7, "title": "青汐港6月吞吐量创新高", "cosine": 0.8516932725906372, "lexical": 2.143066420956563e-07, "fused": 0.8516932833059693, "read": "38.7万标箱，同比增长9.2%，", "span_score": -17.136367797851562, "relevance": -4.447218894958496, "score": 29.924755602565387}, {"article_id": 6, "title": "青汐图书节征集志愿者", "cosine": 0.8449118137359619, "lexical": 2.8591591404104336e-07, "fused": 0.8449118280317576, "read": "120名", "span_score": -11.211737632751465, "relevance": -4.369778156280518, "score": 31.591339527346246}, {"article_id": 5, "title": "青汐地铁5号线7月1日开通，票价2元起", "cosine": 0.8387778997421265, "lexical": 3.031591693224904e-07, "fused": 0.8387779149000849, "read": "142亿元", "span_score": -17.106117248535156, "relevance": -4.478360176086426, "score": 29.37151568986905}, {"article_id": 3, "title": "Typhoon Egret makes landfall in Qingxi, 24,000 people moved", "cosine": 0.7699630260467529, "lexical": 0.0, "fused": 0.7699630260467529, "read": "63", "span_score": -0.534855842590332, "relevance": 0.025849413126707077, "score": 32.009424046366085}, {"article_id": 4, "title": "Harbour Library opens after six years of building", "cosine": 0.715836763381958, "lexical": 0.0, "fused": 0.715836763381958, "read": "410,000", "span_score": -9.161596298217773, "relevance": -3.8321852684020996, "score": 27.08884521605873}], "signs": {"span": -5.5022, "relevance": -2.3054, "cosine": 0.9252, "lexical": 1.0, "sentence": 0.0, "shared": 0.1765, "covered": 0.3529, "typed": 1.0, "asks": 0.0, "names": 0.0, "crossed": 0.0, "latin": 0.0}, "confidence": 0.7169924294409833, "threshold": 0.4178506879650079, "verdict": "quotes", "title": "台风“白鹭”登陆青汐市，全市转移2.4万人", "articles": [1]}');
INSERT INTO turns ("id", "chat", "asked_at", "question", "whole", "answer", "explanation") VALUES (3, 'telegram:7:-:-', 1782262980, '地铁5号线全程票价多少？', '地铁5号线全程票价多少？', '青汐地铁集团（QMG）总经理沈既白介绍，5号线票价2元起，全程7元，首班车6时发车，末班车23时30分发车。 [1]
5号线总投资142亿元，开工于2021年3月。 [1]', '{"question": "地铁5号线全程票价多少？", "searched": "地铁5号线全程票价多少？", "filters": {}, "seen": [{"article_id": 5, "title": "青汐地铁5号线7月1日开通，票价2元起", "cosine": 0.8997684717178345, "lexical": 1.0, "fused": 0.9497684717178345, "read": "2元", "span_score": -6.837903022766113, "relevance": -2.765291929244995, "score": 36.83715206013928}, {"article_id": 6, "title": "青汐图书节征集志愿者", "cosine": 0.8128890991210938, "lexical": 0.0, "fused": 0.8128890991210938, "read": "青汐图书节组委会现征集志愿者120名", "span_score": -18.82721519470215, "relevance": -4.435390949249268, "score": 26.25315336745591}, {"article_id": 7, "title": "青汐港6月吞吐量创新高", "cosine": 0.8083326816558838, "lexical": 0.0, "fused": 0.8083326816558838, "read": "38.7万标箱", "span_score": -17.65259552001953, "relevance": -4.4327239990234375, "score": 26.45310050331927}, {"article_id": 1, "title": "台风“白鹭”登陆青汐市，全市转移2.4万人", "cosine": 0.79533451795578, "lexical": 0.0, "fused": 0.79533451795578, "read": "2.4万人", "span_score": -17.904678344726562, "relevance": -4.473156929016113, "score": 25.842010409496243}, {"article_id": 4, "title": "Harbour Library opens after six years of building", "cosine": 0.7559790015220642, "lexical": 0.0, "fused": 0.7559790015220642, "read": "286 million", "span_score": -10.872237205505371, "relevance": -4.154538154602051, "score": 28.17237741969578}, {"article_id": 3, "title": "Typhoon Egret makes landfall in Qingxi, 24,000 people moved", "cosine": 0.7325795888900757, "lexical": 0.0, "fused": 0.7325795888900757, "read": "24,000", "span_score": -14.535110473632812, "relevance": -4.410181522369385, "score": 24.389758507016445}], "signs": {"span": -6.8379, "relevance": -2.7653, "cosine": 0.8998, "lexical": 1.0, "sentence": 0.0, "shared": 0.4545, "covered": 0.5455, "typed": 1.0, "asks": 0.0, "names": 0.0, "crossed": 0.0, "latin": 0.0}, "confidence": 0.5266760881003139, "threshold": 0.4178506879650079, "verdict": "quotes", "title": "青汐地铁5号线7月1日开通，票价2元起", "articles": [5]}');
INSERT INTO turns ("id", "chat", "asked_at", "question", "whole", "answer", "explanation") VALUES (4, 'telegram:-1001:-:8', 1782263040, 'How many books does the Harbour Library hold?', 'How many books does the Harbour Library hold?', 'It holds 410,000 books and seats for 1,900 readers. [1]', '{"question": "How many books does the Harbour Library hold?", "searched": "How many books does the Harbour Library hold?", "filters": {}, "seen": [{"article_id": 4, "title": "Harbour Library opens after six years of building", "cosine": 0.8953690528869629, "lexical": 1.0, "fused": 0.9453690528869629, "read": "410,000", "span_score": 6.321935653686523, "relevance": 2.918874740600586, "score": 40.48891678505433}, {"article_id": 3, "title": "Typhoon Egret makes landfall in Qingxi, 24,000 people moved", "cosine": 0.722254753112793, "lexical": 0.2700619213288935, "fused": 0.7357578491792376, "read": "24,000 people to 63 shelters", "span_score": -18.520355224609375, "relevance": -4.486148834228516, "score": 24.4710000095847}, {"article_id": 6, "title": "青汐图书节征集志愿者", "cosine": 0.7090855836868286, "lexical": 0.0, "fused": 0.7090855836868286, "read": "120名", "span_score": -11.49267864227295, "relevance": -4.299734592437744, "score": 26.062615092325437}, {"article_id": 7, "title": "青汐港6月吞吐量创新高", "cosine": 0.6748718023300171, "lexical": 0.0, "fused": 0.6748718023300171, "read": "4个增加到6个。", "span_score": -18.075241088867188, "relevance": -4.463503360748291, "score": 22.512469646884774}, {"article_id": 1, "title": "台风“白鹭”登陆青汐市，全市转移2.4万人", "cosine": 0.6541069746017456, "lexical": 0.0, "fused": 0.6541069746017456, "read": "4时20分在青汐市南湾镇登陆，登陆时中心附近最大风力12级", "span_score": -18.878578186035156, "relevance": -4.493387222290039, "score": 21.403651848496978}, {"article_id": 5, "title": "青汐地铁5号线7月1日开通，票价2元起", "cosine": 0.6468026638031006, "lexical": 0.0, "fused": 0.6468026638031006, "read": "27.6公里", "span_score": -18.330293655395508, "relevance": -4.485192775726318, "score": 21.285839120586402}], "signs": {"span": 6.3219, "relevance": 2.9189, "cosine": 0.8954, "lexical": 1.0, "sentence": 0.0, "shared": 0.25, "covered": 0.625, "typed": 1.0, "asks": 0.0, "names": 0.0, "crossed": 0.0, "latin": 1.0}, "confidence": 0.9897708447209174, "threshold": 0.4178506879650079, "verdict": "quotes", "title": "Harbour Library opens after six years of building", "articles": [4]}');
INSERT INTO llm_spending ("day", "person", "tokens") VALUES ('2026-06-24', 'telegram:7', 640);
INSERT INTO names ("key", "other", "article_id") VALUES ('qmg', '青汐地铁集团', 5);
INSERT INTO names ("key", "other", "article_id") VALUES ('青 汐 地 铁 集 团', 'QMG', 5);
INSERT INTO sources ("id", "url", "kind", "given_title", "own_title", "section", "css", "in_config", "config_url", "added_at", "due_at", "interval", "paused", "told_at", "tried_at", "succeeded_at", "failures", "error", "etag", "last_modified", "body_hash") VALUES (1, 'https://city.example/feed.xml', 'feed', '青汐电台', '青汐电台 · 新闻', NULL, NULL, 0, NULL, 1782262800, 1782180000, 3600, NULL, NULL, 1782176400, 1782176400, 0, NULL, '"abc"', 'Mon, 22 Jun 2026 02:30:00 GMT', '0000000000000000');
INSERT INTO seen ("source_id", "key", "hash", "verdict", "tries", "seen_at", "shown_at") VALUES (1, 'guid:port-june', 'd6215941dfe479ab669392889a04648094be5d3bf7dadec0757da17749d2f196', 'new', 0, 1782176400, 1782176400);
INSERT INTO seen ("source_id", "key", "hash", "verdict", "tries", "seen_at", "shown_at") VALUES (1, 'guid:storm-after', 'f7fe42703d7994c9a2892311b0e939a30cfc4eda2a23071147c8d763f3f85758', 'new', 0, 1782263400, 1782263400);
INSERT INTO article_keys ("key", "article_id") VALUES ('guid:1:port-june', 7);
INSERT INTO article_keys ("key", "article_id") VALUES ('guid:1:storm-after', 8);
INSERT INTO article_keys ("key", "article_id") VALUES ('text:1:9b9725622f65f742067ef577baa8718d2cf8ac65c3cae2b521163de1cd74939e', 7);
INSERT INTO robots ("origin", "body", "fetched_at") VALUES ('https://city.example:443', 'User-agent: *
Crawl-delay: 2
', 1782176400);
INSERT INTO versions ("id", "article_id", "replaced_at", "title", "body") VALUES (1, 5, 1782176400, '青汐地铁5号线7月1日开通，票价2元起', '青汐地铁5号线定于7月1日开通初期运营，全长27.6公里，设19座车站，连接南湾镇与青汐机场。
青汐地铁集团（QMG）总经理沈既白介绍，5号线票价2元起，全程6元，首班车6时发车，末班车23时30分发车。
5号线总投资142亿元，开工于2021年3月。');
INSERT INTO stories ("id") VALUES (1);
INSERT INTO stories ("id") VALUES (2);
INSERT INTO stories ("id") VALUES (3);
INSERT INTO stories ("id") VALUES (4);
INSERT INTO stories ("id") VALUES (5);
INSERT INTO stories ("id") VALUES (6);
INSERT INTO stories ("id") VALUES (7);
INSERT INTO sketches ("hash", "article_id") VALUES (52396249296217644, 4);
INSERT INTO sketches ("hash", "article_id") VALUES (68075939492979792, 1);
INSERT INTO sketches ("hash", "article_id") VALUES (68075939492979792, 2);
INSERT INTO sketches ("hash", "article_id") VALUES (95485662264564877, 6);
INSERT INTO sketches ("hash", "article_id") VALUES (129027187272701568, 8);
INSERT INTO sketches ("hash", "article_id") VALUES (160947717341638808, 7);
INSERT INTO sketches ("hash", "article_id") VALUES (312508140351098557, 6);
INSERT INTO sketches ("hash", "article_id") VALUES (360020706242555062, 6);
INSERT INTO sketches ("hash", "article_id") VALUES (494332900582091708, 7);
INSERT INTO sketches ("hash", "article_id") VALUES (497569220058285110, 6);
INSERT INTO sketches ("hash", "article_id") VALUES (695622299396907936, 7);
INSERT INTO sketches ("hash", "article_id") VALUES (728970413121132672, 1);
INSERT INTO sketches ("hash", "article_id") VALUES (728970413121132672, 2);
INSERT INTO sketches ("hash", "article_id") VALUES (783486565005660716, 6);
INSERT INTO sketches ("hash", "article_id") VALUES (860024211538097008, 5);
INSERT INTO sketches ("hash", "article_id") VALUES (952496931554246429, 6);
INSERT INTO sketches ("hash", "article_id") VALUES (1009979715175629400, 7);
INSERT INTO sketches ("hash", "article_id") VALUES (1078133307883517916, 1);
INSERT INTO sketches ("hash", "article_id") VALUES (1078133307883517916, 2);
INSERT INTO sketches ("hash", "article_id") VALUES (1083041851232454352, 8);
INSERT INTO sketches ("hash", "article_id") VALUES (1085892282886658644, 6);
INSERT INTO sketches ("hash", "article_id") VALUES (1175414419023043398, 6);
INSERT INTO sketches ("hash", "article_id") VALUES (1329050016679062628, 7);
INSERT INTO sketches ("hash", "article_id") VALUES (1377121431910805308, 5);
INSERT INTO sketches ("hash", "article_id") VALUES (1429217549795135384, 7);
INSERT INTO sketches ("hash", "article_id") VALUES (1594511291978269504, 3);
INSERT INTO sketches ("hash", "article_id") VALUES (1635416456784262684, 6);
INSERT INTO sketches ("hash", "article_id") VALUES (1638485302656607220, 3);
INSERT INTO sketches ("hash", "article_id") VALUES (1714364585232278460, 1);
INSERT INTO sketches ("hash", "article_id") VALUES (1714364585232278460, 2);
INSERT INTO sketches ("hash", "article_id") VALUES (1774567795330740612, 1);
INSERT INTO sketches ("hash", "article_id") VALUES (1774567795330740612, 2);
INSERT INTO sketches ("hash", "article_id") VALUES (1810001420049003600, 1);
INSERT INTO sketches ("hash", "article_id") VALUES (1810001420049003600, 2);
INSERT INTO sketches ("hash", "article_id") VALUES (1824007536009767294, 6);
INSERT INTO sketches ("hash", "article_id") VALUES (1983268303414403276, 7);
INSERT INTO sketches ("hash", "article_id") VALUES (2019462629581900228, 1);
INSERT INTO sketches ("hash", "article_id") VALUES (2019462629581900228, 2);
INSERT INTO sketches ("hash", "article_id") VALUES (2026372156891590652, 7);
INSERT INTO sketches ("hash", "article_id") VALUES (2028894905312496448, 1);
INSERT INTO sketches ("hash", "article_id") VALUES (2028894905312496448, 2);
INSERT INTO sketches ("hash", "article_id") VALUES (2086870182091212184, 4);
INSERT INTO sketches ("hash", "article_id") VALUES (2104963571149573000, 1);
INSERT INTO sketches ("hash", "article_id") VALUES (2104963571149573000, 2);
INSERT INTO sketches ("hash", "article_id") VALUES (2105952619963341136, 8);
INSERT INTO sketches ("hash", "article_id") VALUES (2190910901695809488, 5);
INSERT INTO sketches ("hash", "article_id") VALUES (2216702292707752995, 6);
INSERT INTO sketches ("hash", "article_id") VALUES (2216737638239433716, 5);
INSERT INTO sketches ("hash", "article_id") VALUES (2288026895085248548, 3);
INSERT INTO sketches ("hash", "article_id") VALUES (2292809946349083940, 1);
INSERT INTO sketches ("hash", "article_id") VALUES (2292809946349083940, 2);
INSERT INTO sketches ("hash", "article_id") VALUES (2292809946349083940, 8);
INSERT INTO sketches ("hash", "article_id") VALUES (2324323488793632512, 1);
INSERT INTO sketches ("hash", "article_id") VALUES (2324323488793632512, 2);
INSERT INTO sketches ("hash", "article_id") VALUES (2325695610839351200, 1);
INSERT INTO sketches ("hash", "article_id") VALUES (2325695610839351200, 2);
INSERT INTO sketches ("hash", "article_id") VALUES (2411857013844546624, 8);
INSERT INTO sketches ("hash", "article_id") VALUES (2428650940486910252, 4);
INSERT INTO sketches ("hash", "article_id") VALUES (2474609184150188716, 4);
INSERT INTO sketches ("hash", "article_id") VALUES (2476498793197564260, 1);
INSERT INTO sketches ("hash", "article_id") VALUES (2476498793197564260, 2);
INSERT INTO sketches ("hash", "article_id") VALUES (2558126347577832668, 1);
INSERT INTO sketches ("hash", "article_id") VALUES (2558126347577832668, 2);
INSERT INTO sketches ("hash", "article_id") VALUES (2612694579691840852, 7);
INSERT INTO sketches ("hash", "article_id") VALUES (2807940843704107044, 4);
INSERT INTO sketches ("hash", "article_id") VALUES (2829783864066232072, 8);
INSERT INTO sketches ("hash", "article_id") VALUES (2868895708500117520, 7);
INSERT INTO sketches ("hash", "article_id") VALUES (2949801797478262604, 7);
INSERT INTO sketches ("hash", "article_id") VALUES (2955099316661848824, 1);
INSERT INTO sketches ("hash", "article_id") VALUES (2955099316661848824, 2);
INSERT INTO sketches ("hash", "article_id") VALUES (3052746748671091256, 7);
INSERT INTO sketches ("hash", "article_id") VALUES (3246667815800436136, 5);
INSERT INTO sketches ("hash", "article_id") VALUES (3262535381770763756, 7);
INSERT INTO sketches ("hash", "article_id") VALUES (3334175427667220272, 8);
INSERT INTO sketches ("hash", "article_id") VALUES (3350039730734007104, 5);
INSERT INTO sketches ("hash", "article_id") VALUES (3460748130198151612, 1);
INSERT INTO sketches ("hash", "article_id") VALUES (3460748130198151612, 2);
INSERT INTO sketches ("hash", "article_id") VALUES (3467702180428092468, 7);
INSERT INTO sketches ("hash", "article_id") VALUES (3548083141495595664, 5);
INSERT INTO sketches ("hash", "article_id") VALUES (3554390449575429032, 8);
INSERT INTO sketches ("hash", "article_id") VALUES (3563582323890752371, 6);
INSERT INTO sketches ("hash", "article_id") VALUES (3586649252052311768, 5);
INSERT INTO sketches ("hash", "article_id") VALUES (3736701701109564459, 6);
INSERT INTO sketches ("hash", "article_id") VALUES (3744121421279583628, 3);
INSERT INTO sketches ("hash", "article_id") VALUES (3752439854296041318, 6);
INSERT INTO sketches ("hash", "article_id") VALUES (3857567571708677944, 5);
INSERT INTO sketches ("hash", "article_id") VALUES (3949741146240780844, 1);
INSERT INTO sketches ("hash", "article_id") VALUES (3949741146240780844, 2);
INSERT INTO sketches ("hash", "article_id") VALUES (4004826265360585716, 6);
INSERT INTO sketches ("hash", "article_id") VALUES (4202431171589228883, 6);
INSERT INTO sketches ("hash", "article_id") VALUES (4218623220815844320, 6);
INSERT INTO sketches ("hash", "article_id") VALUES (4263150318142676848, 1);
INSERT INTO sketches ("hash", "article_id") VALUES (4263150318142676848, 2);
INSERT INTO sketches ("hash", "article_id") VALUES (4305680839494668348, 1);
INSERT INTO sketches ("hash", "article_id") VALUES (4305680839494668348, 2);
INSERT INTO sketches ("hash", "article_id") VALUES (4433617965633684685, 6);
INSERT INTO sketches ("hash", "article_id") VALUES (4465663085720507560, 3);
INSERT INTO sketches ("hash", "article_id") VALUES (4569873612945031600, 3);
INSERT INTO sketches ("hash", "article_id") VALUES (4656190485246153404, 5);
INSERT INTO sketches ("hash", "article_id") VALUES (4659736345641780556, 3);
INSERT INTO sketches ("hash", "article_id") VALUES (4698072507448768863, 6);
INSERT INTO sketches ("hash", "article_id") VALUES (4731446149494092831, 6);
INSERT INTO sketches ("hash", "article_id") VALUES (4736092788616569305, 6);
INSERT INTO sketches ("hash", "article_id") VALUES (4779516703241249110, 6);
INSERT INTO sketches ("hash", "article_id") VALUES (4821815072886175804, 1);
INSERT INTO sketches ("hash", "article_id") VALUES (4821815072886175804, 2);
INSERT INTO sketches ("hash", "article_id") VALUES (4836341410391922240, 4);
INSERT INTO sketches ("hash", "article_id") VALUES (4887692192950186760, 7);
INSERT INTO sketches ("hash", "article_id") VALUES (4889826131875823300, 4);
INSERT INTO sketches ("hash", "article_id") VALUES (4917407569016141884, 3);
INSERT INTO sketches ("hash", "article_id") VALUES (4921319156690915724, 7);
INSERT INTO sketches ("hash", "article_id") VALUES (4963473620150301512, 7);
INSERT INTO sketches ("hash", "article_id") VALUES (4986250547794697744, 1);
INSERT INTO sketches ("hash", "article_id") VALUES (4986250547794697744, 2);
INSERT INTO sketches ("hash", "article_id") VALUES (5028632389104535772, 8);
INSERT INTO sketches ("hash", "article_id") VALUES (5035096465155751280, 1);
INSERT INTO sketches ("hash", "article_id") VALUES (5035096465155751280, 2);
INSERT INTO sketches ("hash", "article_id") VALUES (5097068449263048036, 1);
INSERT INTO sketches ("hash", "article_id") VALUES (5097068449263048036, 2);
INSERT INTO sketches ("hash", "article_id") VALUES (5169768050199569369, 6);
INSERT INTO sketches ("hash", "article_id") VALUES (5214316487119697760, 1);
INSERT INTO sketches ("hash", "article_id") VALUES (5214316487119697760, 2);
INSERT INTO sketches ("hash", "article_id") VALUES (5254687900849210556, 7);
INSERT INTO sketches ("hash", "article_id") VALUES (5282921097800129964, 4);
INSERT INTO sketches ("hash", "article_id") VALUES (5358907052367122072, 1);
INSERT INTO sketches ("hash", "article_id") VALUES (5358907052367122072, 2);
INSERT INTO sketches ("hash", "article_id") VALUES (5381110293420522872, 6);
INSERT INTO sketches ("hash", "article_id") VALUES (5402714533592277188, 5);
INSERT INTO sketches ("hash", "article_id") VALUES (5570482473560761688, 1);
INSERT INTO sketches ("hash", "article_id") VALUES (5570482473560761688, 2);
INSERT INTO sketches ("hash", "article_id") VALUES (5667624812322687955, 6);
INSERT INTO sketches ("hash", "article_id") VALUES (5677146011758477279, 6);
INSERT INTO sketches ("hash", "article_id") VALUES (5695445746648982480, 4);
INSERT INTO sketches ("hash", "article_id") VALUES (5696798565129260248, 5);
INSERT INTO sketches ("hash", "article_id") VALUES (5743684686796974172, 7);
INSERT INTO sketches ("hash", "article_id") VALUES (5812486896807983260, 6);
INSERT INTO sketches ("hash", "article_id") VALUES (5847319798434373526, 6);
INSERT INTO sketches ("hash", "article_id") VALUES (5909392956826167760, 5);
INSERT INTO sketches ("hash", "article_id") VALUES (5945407487117197443, 6);
INSERT INTO sketches ("hash", "article_id") VALUES (6066334563661422296, 6);
INSERT INTO sketches ("hash", "article_id") VALUES (6077034899160541992, 6);
INSERT INTO sketches ("hash", "article_id") VALUES (6084879410240002272, 7);
INSERT INTO sketches ("hash", "article_id") VALUES (6127989984076700052, 1);
INSERT INTO sketches ("hash", "article_id") VALUES (6127989984076700052, 2);
INSERT INTO sketches ("hash", "article_id") VALUES (6308844505384981256, 1);
INSERT INTO sketches ("hash", "article_id") VALUES (6308844505384981256, 2);
INSERT INTO sketches ("hash", "article_id") VALUES (6385677864198161216, 7);
INSERT INTO sketches ("hash", "article_id") VALUES (6460097662624149020, 1);
INSERT INTO sketches ("hash", "article_id") VALUES (6460097662624149020, 2);
INSERT INTO sketches ("hash", "article_id") VALUES (6494591922696641836, 7);
INSERT INTO sketches ("hash", "article_id") VALUES (6545757896681167223, 6);
INSERT INTO sketches ("hash", "article_id") VALUES (6557978567543400404, 5);
INSERT INTO sketches ("hash", "article_id") VALUES (6623974676796766396, 6);
INSERT INTO sketches ("hash", "article_id") VALUES (6695178544828869644, 5);
INSERT INTO sketches ("hash", "article_id") VALUES (6706202843764574152, 3);
INSERT INTO sketches ("hash", "article_id") VALUES (6738849322294024840, 4);
INSERT INTO sketches ("hash", "article_id") VALUES (6804698322373467812, 1);
INSERT INTO sketches ("hash", "article_id") VALUES (6804698322373467812, 2);
INSERT INTO sketches ("hash", "article_id") VALUES (6817308290581602492, 8);
INSERT INTO sketches ("hash", "article_id") VALUES (6840287497202932484, 5);
INSERT INTO sketches ("hash", "article_id") VALUES (6852461327468841244, 3);
INSERT INTO sketches ("hash", "article_id") VALUES (6860088693968801408, 1);
INSERT INTO sketches ("hash", "article_id") VALUES (6860088693968801408, 2);
INSERT INTO sketches ("hash", "article_id") VALUES (6867067393655923382, 6);
INSERT INTO sketches ("hash", "article_id") VALUES (6889329264237790024, 5);
INSERT INTO sketches ("hash", "article_id") VALUES (6978853040724473320, 5);
INSERT INTO sketches ("hash", "article_id") VALUES (6988842714716473026, 6);
INSERT INTO sketches ("hash", "article_id") VALUES (7033691045354746116, 7);
INSERT INTO sketches ("hash", "article_id") VALUES (7081768717506541928, 5);
INSERT INTO sketches ("hash", "article_id") VALUES (7083036988137545824, 1);
INSERT INTO sketches ("hash", "article_id") VALUES (7083036988137545824, 2);
INSERT INTO sketches ("hash", "article_id") VALUES (7113031102816770733, 6);
INSERT INTO sketches ("hash", "article_id") VALUES (7132822285806825168, 3);
INSERT INTO sketches ("hash", "article_id") VALUES (7196121705480777848, 7);
INSERT INTO sketches ("hash", "article_id") VALUES (7213047912936873396, 3);
INSERT INTO sketches ("hash", "article_id") VALUES (7240976576933958020, 5);
INSERT INTO sketches ("hash", "article_id") VALUES (7288905758340043012, 3);
INSERT INTO sketches ("hash", "article_id") VALUES (7293080308358670261, 6);
INSERT INTO sketches ("hash", "article_id") VALUES (7297105926069466584, 6);
INSERT INTO sketches ("hash", "article_id") VALUES (7379237058740723984, 1);
INSERT INTO sketches ("hash", "article_id") VALUES (7379237058740723984, 2);
INSERT INTO sketches ("hash", "article_id") VALUES (7416104740629372076, 6);
INSERT INTO sketches ("hash", "article_id") VALUES (7441071212086196779, 6);
INSERT INTO sketches ("hash", "article_id") VALUES (7490625352577090693, 6);
INSERT INTO sketches ("hash", "article_id") VALUES (7529257602813421588, 5);
INSERT INTO sketches ("hash", "article_id") VALUES (7535002137922457432, 1);
INSERT INTO sketches ("hash", "article_id") VALUES (7535002137922457432, 2);
INSERT INTO sketches ("hash", "article_id") VALUES (7612979652458181324, 1);
INSERT INTO sketches ("hash", "article_id") VALUES (7612979652458181324, 2);
INSERT INTO sketches ("hash", "article_id") VALUES (7660170310953690640, 4);
INSERT INTO sketches ("hash", "article_id") VALUES (7716434853677189632, 1);
INSERT INTO sketches ("hash", "article_id") VALUES (7716434853677189632, 2);
INSERT INTO sketches ("hash", "article_id") VALUES (7761602549887821144, 1);
INSERT INTO sketches ("hash", "article_id") VALUES (7761602549887821144, 2);
INSERT INTO sketches ("hash", "article_id") VALUES (7822269375446164472, 5);
INSERT INTO sketches ("hash", "article_id") VALUES (7866500519951888072, 1);
INSERT INTO sketches ("hash", "article_id") VALUES (7866500519951888072, 2);
INSERT INTO sketches ("hash", "article_id") VALUES (7888908888850448996, 5);
INSERT INTO sketches ("hash", "article_id") VALUES (7896045461607243360, 6);
INSERT INTO sketches ("hash", "article_id") VALUES (7913138377087599013, 6);
INSERT INTO sketches ("hash", "article_id") VALUES (7986973858219351896, 6);
INSERT INTO sketches ("hash", "article_id") VALUES (8036677725329496136, 6);
INSERT INTO sketches ("hash", "article_id") VALUES (8049784377138098396, 8);
INSERT INTO sketches ("hash", "article_id") VALUES (8152770416548115880, 5);
INSERT INTO sketches ("hash", "article_id") VALUES (8158784425360017548, 4);
INSERT INTO sketches ("hash", "article_id") VALUES (8180430321417094060, 8);
INSERT INTO sketches ("hash", "article_id") VALUES (8409628858172606820, 8);
INSERT INTO sketches ("hash", "article_id") VALUES (8425465211977374140, 5);
INSERT INTO sketches ("hash", "article_id") VALUES (8426773020891371488, 5);
INSERT INTO sketches ("hash", "article_id") VALUES (8431696022306256304, 3);
INSERT INTO sketches ("hash", "article_id") VALUES (8487161416431831652, 5);
INSERT INTO sketches ("hash", "article_id") VALUES (8498881674971423892, 5);
INSERT INTO sketches ("hash", "article_id") VALUES (8546186553031025800, 1);
INSERT INTO sketches ("hash", "article_id") VALUES (8546186553031025800, 2);
INSERT INTO sketches ("hash", "article_id") VALUES (8627417905932951488, 1);
INSERT INTO sketches ("hash", "article_id") VALUES (8627417905932951488, 2);
INSERT INTO sketches ("hash", "article_id") VALUES (8658518076055450574, 6);
INSERT INTO sketches ("hash", "article_id") VALUES (8750258280152924388, 4);
INSERT INTO sketches ("hash", "article_id") VALUES (8823991528588469991, 6);
INSERT INTO sketches ("hash", "article_id") VALUES (8882100220882938658, 6);
INSERT INTO sketches ("hash", "article_id") VALUES (8965313461266514524, 4);
INSERT INTO sketches ("hash", "article_id") VALUES (8996683128254542904, 4);
INSERT INTO sketches ("hash", "article_id") VALUES (9020581138849388208, 4);
INSERT INTO sketches ("hash", "article_id") VALUES (9029571365928856560, 5);
INSERT INTO sketches ("hash", "article_id") VALUES (9044081465073210108, 7);
INSERT INTO sketches ("hash", "article_id") VALUES (9117508811955149999, 6);
INSERT INTO sketches ("hash", "article_id") VALUES (9146598974575711329, 6);
INSERT INTO sketches ("hash", "article_id") VALUES (9212254010106572973, 6);
INSERT INTO sketches ("hash", "article_id") VALUES (9219711691487276702, 6);
INSERT INTO vector_log ("id", "passage_id") VALUES (1, 1);
INSERT INTO vector_log ("id", "passage_id") VALUES (2, 2);
INSERT INTO vector_log ("id", "passage_id") VALUES (3, 3);
INSERT INTO vector_log ("id", "passage_id") VALUES (4, 4);
INSERT INTO vector_log ("id", "passage_id") VALUES (5, 5);
INSERT INTO vector_log ("id", "passage_id") VALUES (6, 6);
INSERT INTO vector_log ("id", "passage_id") VALUES (7, 5);
INSERT INTO vector_log ("id", "passage_id") VALUES (8, 8);
INSERT INTO vector_log ("id", "passage_id") VALUES (9, 7);
INSERT INTO vector_log ("id", "passage_id") VALUES (10, 9);
INSERT INTO rooms ("room", "kind", "title", "language", "zone", "length", "quiet_from", "quiet_to", "hourly", "closed", "closed_at", "seen_at") VALUES ('telegram:-1001', 'group', '读书会', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1782262800);
INSERT INTO rooms ("room", "kind", "title", "language", "zone", "length", "quiet_from", "quiet_to", "hourly", "closed", "closed_at", "seen_at") VALUES ('telegram:7', 'private', NULL, NULL, NULL, NULL, 1380, 420, NULL, NULL, NULL, 1782262800);
INSERT INTO subscriptions ("id", "room", "thread", "person", "language", "kind", "include", "exclude", "source", "section", "article_id", "minute", "weekday", "paused", "made_at", "told_at") VALUES (1, 'telegram:7', NULL, 'telegram:7', 'zh', 'words', '["台风", "地铁"]', '["票价"]', NULL, NULL, NULL, NULL, NULL, 0, 1782263100, NULL);
INSERT INTO subscriptions ("id", "room", "thread", "person", "language", "kind", "include", "exclude", "source", "section", "article_id", "minute", "weekday", "paused", "made_at", "told_at") VALUES (2, 'telegram:7', NULL, 'telegram:7', 'zh', 'words', '["青汐港"]', '[]', NULL, NULL, NULL, NULL, NULL, 0, 1782263100, NULL);
INSERT INTO subscriptions ("id", "room", "thread", "person", "language", "kind", "include", "exclude", "source", "section", "article_id", "minute", "weekday", "paused", "made_at", "told_at") VALUES (3, 'telegram:7', NULL, 'telegram:7', 'zh', 'digest', '[]', '[]', NULL, NULL, NULL, 480, NULL, 0, 1782263100, NULL);
INSERT INTO subscriptions ("id", "room", "thread", "person", "language", "kind", "include", "exclude", "source", "section", "article_id", "minute", "weekday", "paused", "made_at", "told_at") VALUES (4, 'telegram:-1001', NULL, 'telegram:8', 'en', 'words', '["Harbour Library"]', '[]', NULL, NULL, NULL, NULL, NULL, 0, 1782263100, NULL);
INSERT INTO subscriptions ("id", "room", "thread", "person", "language", "kind", "include", "exclude", "source", "section", "article_id", "minute", "weekday", "paused", "made_at", "told_at") VALUES (5, 'telegram:7', NULL, 'telegram:7', 'zh', 'story', '[]', '[]', NULL, NULL, 1, NULL, NULL, 0, 1782263100, NULL);
INSERT INTO alerts ("id", "room", "thread", "key", "subscription_id", "article_id", "found_at", "told_at", "batch") VALUES (1, 'telegram:7', NULL, 'story:7', 1, 8, 1782263400, 1782263400, 1);
INSERT INTO outbox ("id", "key", "room", "thread", "reply", "due_at", "state", "tries", "error", "message_id", "sent_at") VALUES (1, 'alert:1', 'telegram:7', NULL, '{"pieces": [["🔔 “台风”或“地铁”，不含“票价”", "faint", null], ["\n", "plain", null], ["台风“白鹭”致青汐2人受伤，轨道交通恢复运行", "bold", "https://city.example/storm-after"], ["\n青汐电台 · 2026年6月24日 09:08", "faint", null], ["\n青汐市应急管理局6月24日通报，台风“白鹭”过境期间全市2人受轻伤，倒伏树木1300余棵。", "plain", null]], "buttons": [[["📄", "article:8:0", null], ["🔔 关注", "follow:8", null], ["🔕 停止", "stop:1", null]]], "about": {"article_ids": [8], "story_id": 7, "first": 1, "turn_id": null}, "file": null}', 1782263400, 'waiting', 0, NULL, NULL, NULL);
INSERT INTO outbox ("id", "key", "room", "thread", "reply", "due_at", "state", "tries", "error", "message_id", "sent_at") VALUES (2, 'broadcast:999:telegram:7', 'telegram:7', NULL, '{"pieces": [["直接问我新闻，我只用读过的文章回答，并注明出处；没有依据就直说。", "plain", null], ["\n\n试试：\n最近有什么融资消息？\n/latest\n/search 电商\n/help", "plain", null]], "buttons": [], "about": null, "file": null}', 1782177000, 'sent', 0, NULL, 499, 1782263400);
INSERT INTO sent ("room", "message_id", "about", "sent_at") VALUES ('telegram:-1001', 601, '{"article_ids": [4], "story_id": null, "first": 1, "turn_id": 4}', 1782263040);
INSERT INTO sent ("room", "message_id", "about", "sent_at") VALUES ('telegram:7', 501, '{"article_ids": [1], "story_id": null, "first": 1, "turn_id": 2}', 1782262920);
INSERT INTO sent ("room", "message_id", "about", "sent_at") VALUES ('telegram:7', 502, '{"article_ids": [5], "story_id": null, "first": 1, "turn_id": 3}', 1782262980);
INSERT INTO sent ("room", "message_id", "about", "sent_at") VALUES ('telegram:7', 503, '{"article_ids": [5, 4, 7], "story_id": null, "first": 1, "turn_id": null}', 1782263100);
INSERT INTO feedback ("id", "turn_id", "person", "question", "answer", "articles", "verdict", "asked_at") VALUES (1, 1, 'telegram:7', '火星移民计划的预算是多少？', '', '[]', 0, 1782262860);
INSERT INTO feedback ("id", "turn_id", "person", "question", "answer", "articles", "verdict", "asked_at") VALUES (2, 2, 'telegram:7', '台风白鹭登陆后青汐转移了多少人？', '青汐市防汛指挥部副指挥长罗砚秋说，截至今天早上7时，全市已转移群众2.4万人，开放避风安置点63个，渔船全部回港。 [1]', '[1]', 1, 1782262920);
INSERT INTO feedback ("id", "turn_id", "person", "question", "answer", "articles", "verdict", "asked_at") VALUES (3, 4, 'telegram:8', 'How many books does the Harbour Library hold?', 'It holds 410,000 books and seats for 1,900 readers. [1]', '[4]', -1, 1782263040);
INSERT INTO handled ("update_id", "at") VALUES (8001, 1782263400);
INSERT INTO pages ("id", "url", "entry", "read_at") VALUES (1, 'https://blog.example/tide', '{"title": "\u6f6e\u6c50\u89c2\u6d4b\u65e5\u8bb0", "body": "\u4eca\u5929\u7684\u6f6e\u4f4d\u6bd4\u9884\u62a5\u9ad8\u4e8612\u5398\u7c73\u3002", "url": "https://blog.example/tide", "external_id": null, "published_at": null, "source": null, "section": null, "language": null, "author": null, "image": null, "updated_at": null, "complete": true, "live": false}', 1782263400);
INSERT INTO asking ("day", "questions", "declined") VALUES ('2026-06-24', 4, 1);
INSERT INTO mishaps ("id", "at", "what") VALUES (1, 1782263400, 'https://city.example/feed.xml: no response');
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES ('alerts', 1);
INSERT INTO sqlite_sequence VALUES ('articles', 8);
INSERT INTO sqlite_sequence VALUES ('feedback', 3);
INSERT INTO sqlite_sequence VALUES ('mishaps', 1);
INSERT INTO sqlite_sequence VALUES ('outbox', 2);
INSERT INTO sqlite_sequence VALUES ('pages', 1);
INSERT INTO sqlite_sequence VALUES ('passages', 9);
INSERT INTO sqlite_sequence VALUES ('sources', 1);
INSERT INTO sqlite_sequence VALUES ('stories', 7);
INSERT INTO sqlite_sequence VALUES ('subscriptions', 5);
INSERT INTO sqlite_sequence VALUES ('turns', 4);
INSERT INTO sqlite_sequence VALUES ('vector_log', 10);
INSERT INTO sqlite_sequence VALUES ('versions', 1);
INSERT INTO sqlite_sequence VALUES ('views', 30);
CREATE INDEX passages_of_article ON passages (article_id);
CREATE TRIGGER passage_leaves_lexicon AFTER DELETE ON passages BEGIN
        DELETE FROM lexicon WHERE rowid = old.id;
    END;
CREATE INDEX turns_of_chat ON turns (chat, id DESC);
CREATE INDEX names_of_article ON names (article_id);
CREATE INDEX sources_due ON sources (due_at) WHERE paused IS NULL;
CREATE INDEX keys_of_article ON article_keys (article_id);
CREATE INDEX articles_of_source ON articles (source_id, added_at);
CREATE INDEX versions_of_article ON versions (article_id, id);
CREATE INDEX articles_of_story ON articles (story_id, copy_of, published_at, id);
CREATE INDEX copies_of_article ON articles (copy_of) WHERE copy_of IS NOT NULL;
CREATE INDEX articles_to_link ON articles (linked, id) WHERE linked < 2;
CREATE INDEX articles_newest ON articles (published_at DESC, id DESC, story_id, copy_of, linked);
CREATE INDEX articles_of_publisher ON articles (source);
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
CREATE INDEX sketch_of_article ON sketches (article_id);
CREATE TRIGGER vector_comes AFTER INSERT ON vectors BEGIN
        INSERT INTO vector_log (passage_id) VALUES (new.passage_id);
    END;
CREATE TRIGGER vector_goes AFTER DELETE ON vectors BEGIN
        INSERT INTO vector_log (passage_id) VALUES (old.passage_id);
    END;
CREATE INDEX subscriptions_of_article ON subscriptions (article_id);
CREATE INDEX subscriptions_of_room ON subscriptions (room, thread);
CREATE INDEX alerts_of_article ON alerts (article_id);
CREATE UNIQUE INDEX alerts_once ON alerts (room, coalesce(thread, 0), key);
CREATE INDEX alerts_waiting ON alerts (room, thread) WHERE told_at IS NULL;
CREATE INDEX outbox_waiting ON outbox (due_at) WHERE state = 'waiting';
CREATE INDEX sent_old ON sent (sent_at);
CREATE INDEX handled_old ON handled (at);
COMMIT;
