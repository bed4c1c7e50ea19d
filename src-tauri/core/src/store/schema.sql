-- Version 1. A change of the schema is a new file and a new step in mod.rs; this one is never edited again.
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

CREATE TABLE accounts (
    id TEXT PRIMARY KEY,
    provider TEXT NOT NULL,
    kind TEXT NOT NULL,
    label TEXT NOT NULL,
    scope_id TEXT,
    scope_name TEXT,
    own_key TEXT,
    ends_with TEXT,
    endpoint TEXT,
    practice INTEGER NOT NULL,
    item TEXT NOT NULL,
    created_at TEXT NOT NULL,
    looked_at TEXT
) STRICT;

-- What clouds said of keys at the last look, and what we know beside it.
CREATE TABLE keys (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    tenant TEXT NOT NULL,
    remote_id TEXT NOT NULL,
    account TEXT NOT NULL,
    practice INTEGER NOT NULL,
    facts TEXT NOT NULL,
    item TEXT,
    public_id TEXT,
    lost INTEGER NOT NULL DEFAULT 0,
    gone INTEGER NOT NULL DEFAULT 0,
    verified_at TEXT,
    made_at TEXT,
    seen_at TEXT,
    UNIQUE (kind, tenant, remote_id)
) STRICT;

-- The journal: an operation stands here from before its first act until its end is known.
CREATE TABLE operations (
    id TEXT PRIMARY KEY,
    op TEXT NOT NULL,
    state TEXT NOT NULL,
    provider TEXT NOT NULL,
    kind TEXT NOT NULL,
    account TEXT,
    key TEXT,
    name TEXT NOT NULL,
    detail TEXT NOT NULL,
    op_item TEXT,
    final_item TEXT,
    started_at TEXT NOT NULL,
    sent_at TEXT,
    next_look_at TEXT,
    looks INTEGER NOT NULL DEFAULT 0,
    code TEXT
) STRICT;

-- Encrypted with the operation's own key, which lies in the keychain.
CREATE TABLE sealed (
    operation TEXT NOT NULL,
    part INTEGER NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (operation, part)
) STRICT;

-- Keychain items that were written or are to be removed, and that nothing owns (yet).
CREATE TABLE leftovers (item TEXT PRIMARY KEY) STRICT;

CREATE TABLE events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    op TEXT NOT NULL,
    result TEXT NOT NULL,
    code TEXT,
    provider TEXT,
    account TEXT,
    account_label TEXT,
    key TEXT,
    key_name TEXT,
    practice INTEGER NOT NULL
) STRICT;
CREATE INDEX events_key ON events (key, id);

CREATE TABLE practice (provider TEXT PRIMARY KEY, snapshot TEXT NOT NULL) STRICT;
