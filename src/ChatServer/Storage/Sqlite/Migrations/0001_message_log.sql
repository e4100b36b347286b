CREATE TABLE meta (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO meta (name, value) VALUES ('epoch', lower(hex(randomblob(8))));

CREATE TABLE log_destination (
  id INTEGER NOT NULL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  first_offset INTEGER NOT NULL,  -- the oldest message that is kept
  next_offset INTEGER NOT NULL,   -- the one that the next message gets
  last_at INTEGER NOT NULL,       -- when the newest was kept, milliseconds since 1970: times never go back
  kept_bytes INTEGER NOT NULL     -- of the bodies that are kept
) STRICT;

-- place = id of the destination * 2^40 + offset: the row's own key, so that neither a second index nor the pair has to be kept.
CREATE TABLE log_message (
  place INTEGER NOT NULL PRIMARY KEY,
  at INTEGER NOT NULL,            -- milliseconds since 1970
  message_id TEXT NOT NULL,
  content_type TEXT,
  headers BLOB,                   -- see HeaderBlock
  body ANY NOT NULL               -- TEXT where it is UTF-8, else BLOB
) STRICT;

-- Keys of messages that must not be kept twice.
CREATE TABLE log_key (
  key BLOB NOT NULL PRIMARY KEY,
  place INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX log_key_at ON log_key (at);
