-- Version 7: the waste bin. What left the list of keys, with what was noted on it; a secret stays in its item until the entry goes.
CREATE TABLE bin (
    id TEXT PRIMARY KEY,
    reason TEXT NOT NULL,
    binned_at TEXT NOT NULL,
    key TEXT NOT NULL,
    kind TEXT NOT NULL,
    tenant TEXT NOT NULL,
    remote_id TEXT NOT NULL,
    account TEXT NOT NULL,
    facts TEXT NOT NULL,
    item TEXT,
    public_id TEXT,
    gone INTEGER NOT NULL,
    verified_at TEXT,
    made_at TEXT,
    seen_at TEXT,
    label TEXT,
    marks TEXT
) STRICT;
