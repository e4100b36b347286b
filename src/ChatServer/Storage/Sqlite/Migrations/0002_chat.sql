-- Rooms that were created with a title; any other exists by being talked in.
CREATE TABLE room (
  id TEXT NOT NULL PRIMARY KEY,
  title TEXT NOT NULL,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL     -- milliseconds since 1970, as all times here
) STRICT, WITHOUT ROWID;

-- Who is in which room now. What a crash leaves here gets its LEAVE at the next start.
CREATE TABLE visit (
  id TEXT NOT NULL PRIMARY KEY,
  room_id TEXT NOT NULL,
  name TEXT NOT NULL,
  member_id TEXT NOT NULL,
  since INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Who was in which room, and when last.
CREATE TABLE seen (
  room_id TEXT NOT NULL,
  name TEXT NOT NULL,
  user TEXT,                      -- null for an anonymous session
  at INTEGER NOT NULL,
  PRIMARY KEY (room_id, name)
) STRICT, WITHOUT ROWID;

CREATE INDEX seen_at ON seen (room_id, at);

-- Who talks with whom in private; the two in the order of their ids.
CREATE TABLE conversation (
  first TEXT NOT NULL,
  second TEXT NOT NULL,
  first_name TEXT NOT NULL,
  second_name TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (first, second)
) STRICT, WITHOUT ROWID;

CREATE INDEX conversation_first ON conversation (first, at);
CREATE INDEX conversation_second ON conversation (second, at);
