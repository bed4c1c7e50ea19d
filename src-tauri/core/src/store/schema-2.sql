-- Version 2: which of a provider's separate clouds an account is in; the user's own names of nameless keys.
ALTER TABLE accounts ADD COLUMN realm TEXT;
ALTER TABLE keys ADD COLUMN label TEXT;
