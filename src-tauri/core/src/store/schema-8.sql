-- What the user last knew of a key, and what others changed since (JSON). `told_at`: when a cloud last answered to a change
-- of ours; a list that is older says nothing.
ALTER TABLE keys ADD COLUMN agreed TEXT;
ALTER TABLE keys ADD COLUMN changed TEXT;
ALTER TABLE keys ADD COLUMN told_at TEXT;
