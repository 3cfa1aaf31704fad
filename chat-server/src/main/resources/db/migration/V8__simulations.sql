-- What each node simulates, so that any other can tell of it. Kept for an hour.
create table simulation (
  desk integer not null references desk (id),
  id uuid not null,
  -- as JSON; only the program reads it
  status text not null,
  cancelled boolean not null default false,
  changed_at timestamptz not null,
  primary key (desk, id)
);

create index simulation_changed_at on simulation (changed_at);
