CREATE TABLE meta (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- How far each destination is indexed: from its first message that is, to the first that is not.
CREATE TABLE indexed (
  name TEXT NOT NULL PRIMARY KEY,
  first_offset INTEGER NOT NULL,
  next_offset INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Its rows have the keys of log_message in chat.db. What it finds is looked at again, so it knows neither texts nor positions.
CREATE VIRTUAL TABLE search USING fts5 (tokens, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');
