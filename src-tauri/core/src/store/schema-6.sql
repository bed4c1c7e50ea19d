-- Version 6: what exactly was copied or changed; a chain over the history in which a change by hand shows; what clouds
-- say in their own logs.
ALTER TABLE events ADD COLUMN detail TEXT;
ALTER TABLE events ADD COLUMN hash BLOB;

-- Where the chain ends. `head` is empty until the lines that were there before are chained, in the same change.
CREATE TABLE events_chain (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    since TEXT NOT NULL,
    lines INTEGER NOT NULL,
    head BLOB
) STRICT;
INSERT INTO events_chain VALUES (1, strftime('%Y-%m-%dT%H:%M:%SZ'), 0, NULL);

-- What clouds said in their own logs was done with keys, as of the last look. `at` in seconds, by the cloud's clock.
CREATE TABLE cloud_log (
    account TEXT NOT NULL,
    id TEXT NOT NULL,
    at INTEGER NOT NULL,
    line TEXT NOT NULL,
    key_name TEXT,
    PRIMARY KEY (account, id)
) STRICT;
CREATE TABLE cloud_log_looks (account TEXT PRIMARY KEY, read_at TEXT NOT NULL) STRICT;

CREATE TRIGGER cloud_log_goes_with_its_account AFTER DELETE ON accounts BEGIN
    DELETE FROM cloud_log WHERE account = OLD.id;
    DELETE FROM cloud_log_looks WHERE account = OLD.id;
END;
