-- Version 7: what exactly was copied or changed, and a chain over the history in which a change by hand shows.
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
