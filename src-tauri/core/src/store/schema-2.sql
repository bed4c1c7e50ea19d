-- Version 2: what practice clouds remember is encrypted; which of a provider's separate clouds an account is in; the user's own names of nameless keys.
ALTER TABLE accounts ADD COLUMN realm TEXT;
ALTER TABLE keys ADD COLUMN label TEXT;

DROP TABLE practice;
CREATE TABLE practice (provider TEXT PRIMARY KEY, snapshot BLOB NOT NULL) STRICT;
