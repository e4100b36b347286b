-- About to end: its LEAVE is on its way, and other servers do not count it any more.
ALTER TABLE visit ADD COLUMN is_ending boolean NOT NULL DEFAULT false;
