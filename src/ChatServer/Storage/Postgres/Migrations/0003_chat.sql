-- Rooms that were created with a title; any other exists by being talked in.
CREATE TABLE room (
  id text COLLATE "C" PRIMARY KEY,
  title text NOT NULL,
  created_by text NOT NULL,
  created_at bigint NOT NULL               -- milliseconds since 1970, as all times here
);

-- Who is in which room now. What a server's crash leaves here gets its LEAVE when that server starts again.
CREATE TABLE visit (
  id text COLLATE "C" PRIMARY KEY,
  server text COLLATE "C" NOT NULL,        -- Chat:ServerName
  room_id text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  member_id text COLLATE "C" NOT NULL,
  since bigint NOT NULL
);

CREATE INDEX visit_server ON visit (server);

-- Who was in which room, and when last.
CREATE TABLE seen (
  room_id text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  member_id text COLLATE "C",              -- null for an anonymous session
  at bigint NOT NULL,
  PRIMARY KEY (room_id, name)
);

CREATE INDEX seen_at ON seen (room_id, at);

-- Who talks with whom in private; the two in the order of their ids.
CREATE TABLE conversation (
  first text COLLATE "C" NOT NULL,
  second text COLLATE "C" NOT NULL,
  first_name text NOT NULL,
  second_name text NOT NULL,
  at bigint NOT NULL,
  server text COLLATE "C",                 -- whose session one of the two is; null where both are users
  PRIMARY KEY (first, second)
);

CREATE INDEX conversation_first ON conversation (first, at);
CREATE INDEX conversation_second ON conversation (second, at);
