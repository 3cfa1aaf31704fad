-- Columns stand in the order that wastes no space: fixed widths first, widest first.

-- One support organization. Its epoch is part of what clients see as the journal's: a new value here makes every client fetch afresh,
-- which is needed after a restore that the server cannot notice by itself.
create table desk (
  id integer primary key,
  epoch uuid not null default gen_random_uuid()
);

-- The truth: every event of every desk, in order, without gaps, for ever. The primary key is also the fence: of two writers one collides.
create table journal (
  sequence bigint not null,
  at_ms bigint not null,
  conversation bigint not null,            -- 0: of none
  desk integer not null,
  position integer not null,               -- place in its conversation: 1, 2, 3 ...
  batch uuid not null,                     -- what was appended together, by which a writer knows its own
  version smallint not null,               -- of the event's form
  type text not null,
  actor_kind text not null,
  actor text not null,
  actor_name text not null,
  request text,                            -- the client's id of the command
  event bytea not null,                    -- JSON in UTF-8
  primary key (desk, sequence)
);

create unique index journal_conversation on journal (desk, conversation, position)
  where conversation > 0;

-- The journal for people.
create view journal_readable as
select
  desk,
  sequence,
  to_timestamp(at_ms / 1000.0) as at,
  conversation,
  position,
  actor_kind,
  actor_name,
  type,
  convert_from(event, 'UTF8')::jsonb as event
from journal;

-- A desk's state after an entry, so that a start need not replay the whole journal. Can be thrown away at any time.
create table snapshot (
  desk integer not null,
  sequence bigint not null,
  version integer not null,
  state bytea not null,
  primary key (desk, sequence)
);

alter table snapshot alter column state set storage external; -- It is compressed already.

-- All conversations with what they are found by, also those that the desk no longer holds in memory. Follows from the journal and is
-- written with it.
create table conversation (
  number bigint not null,
  desk integer not null,
  customer text,
  customer_name text,
  organization text,
  organization_name text,
  site text,                               -- null: from the user dashboard
  site_name text,
  tier text,
  topic text,
  launched_at_ms bigint,
  agent text,                              -- who answered last; null: nobody
  agent_name text,
  outcome text,                            -- null: open
  closed_at_ms bigint,
  ticket bigint,                           -- null: none
  subject text,
  ticket_opened_at_ms bigint,
  ticket_agent text,
  ticket_agent_name text,
  ticket_resolved_at_ms bigint,            -- the last time
  primary key (desk, number)
)
with (fillfactor = 80);

create index conversation_customer on conversation (desk, customer, number);
create index conversation_organization on conversation (desk, organization, number);

-- Effects that leave the house, written with the entry that caused them and sent at least once. The key is the receiver's to tell repeats by.
create table outbox (
  sequence bigint not null,                -- the entry
  desk integer not null,
  effect smallint not null,                -- which of the entry's
  attempts integer not null default 0,
  due_at timestamptz not null default now(),
  sent_at timestamptz,
  kind text not null,
  target text not null,
  body bytea not null,
  last_failure text,
  primary key (desk, sequence, effect)
);

create index outbox_due on outbox (due_at) where sent_at is null;
