-- The servers that share the database. One whose time is over is taken for dead: whoever deletes its row takes its visits over, and says their LEAVEs.
CREATE TABLE server (
  name text COLLATE "C" PRIMARY KEY,       -- Chat:ServerName
  until timestamptz NOT NULL
);

ALTER TABLE visit ADD COLUMN is_orphan boolean NOT NULL DEFAULT false;   -- taken over, and its LEAVE not said yet

CREATE INDEX visit_room ON visit (room_id);
