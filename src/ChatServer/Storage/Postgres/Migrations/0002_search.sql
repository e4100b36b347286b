-- What was said, by its pairs of characters: see SearchText. It follows the log, and can be made anew from it.
CREATE TABLE log_search (
  destination_id bigint NOT NULL,
  "offset" bigint NOT NULL,
  tokens tsvector NOT NULL,
  PRIMARY KEY (destination_id, "offset")
);

CREATE INDEX log_search_tokens ON log_search USING gin (tokens);

-- How far each destination is indexed.
CREATE TABLE log_indexed (
  destination_id bigint PRIMARY KEY,
  first_offset bigint NOT NULL,
  next_offset bigint NOT NULL
);
