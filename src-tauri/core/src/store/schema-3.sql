-- Version 3: tokens that keys were exchanged for; accounts whose undocumented calls the user allowed.
ALTER TABLE accounts ADD COLUMN undocumented INTEGER NOT NULL DEFAULT 0;

CREATE TABLE tokens (
    key TEXT NOT NULL,
    token TEXT NOT NULL,
    item TEXT NOT NULL,
    issued_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    assumed INTEGER NOT NULL,
    renews INTEGER NOT NULL DEFAULT 0,
    renew_at TEXT,
    checked_at TEXT,
    ended INTEGER NOT NULL DEFAULT 0,
    problem TEXT,
    PRIMARY KEY (key, token)
) STRICT;

-- Whatever takes a key away takes its tokens too.
CREATE TRIGGER tokens_go_with_their_key AFTER DELETE ON keys BEGIN
    INSERT OR IGNORE INTO leftovers SELECT item FROM tokens WHERE key = OLD.id;
    DELETE FROM tokens WHERE key = OLD.id;
END;
