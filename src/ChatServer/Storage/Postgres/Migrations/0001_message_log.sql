CREATE TABLE chat_meta (
  name text PRIMARY KEY,
  value text NOT NULL
);

INSERT INTO chat_meta (name, value) VALUES ('epoch', substr(md5(random()::text || clock_timestamp()::text), 1, 16));

-- Whoever appends holds the row's lock until the commit: so offsets have no holes, whichever servers they come from. Room is left in the pages for the row's next
-- version, which then touches no index.
CREATE TABLE log_destination (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text COLLATE "C" NOT NULL UNIQUE,
  first_offset bigint NOT NULL DEFAULT 1,  -- the oldest message that is kept
  next_offset bigint NOT NULL DEFAULT 1,   -- the one that the next message gets
  last_at bigint NOT NULL DEFAULT 0,       -- when the newest was kept, milliseconds since 1970: times never go back
  kept_bytes bigint NOT NULL DEFAULT 0     -- of the bodies that are kept
) WITH (fillfactor = 50);

CREATE TABLE log_message (
  destination_id bigint NOT NULL,
  "offset" bigint NOT NULL,
  at bigint NOT NULL,                      -- milliseconds since 1970
  is_text boolean NOT NULL,
  message_id text NOT NULL,
  content_type text,
  headers bytea,                           -- see HeaderBlock
  body bytea NOT NULL,
  PRIMARY KEY (destination_id, "offset")
);

-- Keys of messages that must not be kept twice.
CREATE TABLE log_key (
  key bytea PRIMARY KEY,
  "offset" bigint NOT NULL,
  at bigint NOT NULL
);

CREATE INDEX log_key_at ON log_key (at);

-- The last batch of each server process, written with the batch: where the answer to a commit was lost, it tells what became of it.
CREATE TABLE log_writer (
  id uuid PRIMARY KEY,
  batch bigint NOT NULL,
  at timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 50);
