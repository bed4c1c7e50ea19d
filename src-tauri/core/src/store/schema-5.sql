-- Version 5: what people note on keys. By what a key is at its cloud, so that it outlives a list that misses the key for a while.
CREATE TABLE marks (
    kind TEXT NOT NULL,
    tenant TEXT NOT NULL,
    remote_id TEXT NOT NULL,
    marks TEXT NOT NULL,
    PRIMARY KEY (kind, tenant, remote_id)
) STRICT;
