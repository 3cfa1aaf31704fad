-- Who leads each desk. A lead lapses when it is not renewed; all times are this database's clock's.
create table lead (
  term bigint not null default 0,          -- grows with each change of the leader
  renewed_at timestamptz not null default '-infinity',
  desk integer primary key references desk on delete cascade,
  node text                                -- null: nobody
);

insert into lead (desk) select id from desk;

-- The servers that live: each says so twice a second.
create table node (
  seen_at timestamptz not null,
  reachable boolean not null,              -- by the others, over the bus
  id text primary key                      -- of one start of a server
);
