-- Version 4: the passphrase vault, and which secret rests where.
-- `counter` grows with every sealing, so that an older text of an item is known from a newer one.
CREATE TABLE vault (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    id TEXT NOT NULL,
    counter INTEGER NOT NULL
) STRICT;

-- The vault's data key, encrypted once for each thing that opens it.
CREATE TABLE vault_slots (
    slot TEXT PRIMARY KEY,
    salt BLOB NOT NULL,
    memory_kib INTEGER NOT NULL,
    passes INTEGER NOT NULL,
    lanes INTEGER NOT NULL,
    sealed BLOB NOT NULL
) STRICT;

CREATE TABLE vault_items (
    item TEXT PRIMARY KEY,
    counter INTEGER NOT NULL,
    sealed BLOB NOT NULL
) STRICT;

-- Where an item rests. One without a row was never written, or is in the keychain from before there was a choice.
CREATE TABLE places (item TEXT PRIMARY KEY, place TEXT NOT NULL) STRICT;

-- Items that are being moved: a copy may lie in the other place too.
CREATE TABLE moves (item TEXT PRIMARY KEY) STRICT;
