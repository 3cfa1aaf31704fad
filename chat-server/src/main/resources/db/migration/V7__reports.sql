-- What reports are made of. Follows from the journal, a moment later, and can be thrown away at any time: without a row in report_progress a
-- desk's rows are made anew from its journal.

-- How far each desk's rows are, written in the same transaction as they are: whoever finds another sequence here than expected has been overtaken.
create table report_progress (
  sequence bigint not null,                -- of the last entry that the rows follow from
  at_ms bigint not null,                   -- its time
  desk integer primary key,
  version integer not null                 -- of the fold that made the rows (ReportFold.VERSION)
);

create table report_chat (
  number bigint not null,
  launched_at_ms bigint not null,
  answered_at_ms bigint,                   -- the first time; null: not
  replied_at_ms bigint,                    -- an agent's first message to the customer
  ended_at_ms bigint,                      -- of the exchange; wrap-up follows
  closed_at_ms bigint,
  handled_ms bigint not null,              -- all handling that is over
  target_ms bigint not null,
  desk integer not null,
  transfers integer not null,
  rating smallint,                         -- 1 to 5; null: not rated
  ticket boolean not null,                 -- it became one, or has one beside
  held boolean not null,                   -- by the desk, so that it may still change
  queue text not null,                     -- in which it was answered, or left unanswered
  tier text not null,
  first_agent text,
  last_agent text,
  outcome text,
  primary key (desk, number)
)
with (fillfactor = 80);

create index report_chat_launched on report_chat (desk, launched_at_ms);
create index report_chat_held on report_chat (desk) where held;

-- A chat in the hands of one agent, from assignment to the end of wrap-up: a chat that is passed on has several.
create table report_handling (
  sequence bigint not null,                -- of the entry with which it began
  chat bigint not null,
  from_ms bigint not null,
  wrap_up_from_ms bigint,
  to_ms bigint,                            -- null: goes on
  desk integer not null,
  passed_on boolean not null,              -- ended by going to another agent or a queue, by hand
  agent text not null,
  primary key (desk, sequence)
);

create index report_handling_from on report_handling (desk, from_ms);
create index report_handling_open on report_handling (desk) where to_ms is null;

-- Offers that an agent declined or let expire.
create table report_offer (
  sequence bigint not null,
  chat bigint not null,
  at_ms bigint not null,
  desk integer not null,
  agent text not null,
  outcome text not null,
  primary key (desk, sequence)
);

create index report_offer_at on report_offer (desk, at_ms);

-- What an agent was, without gaps from the first time that the desk knew them.
create table report_status (
  sequence bigint not null,                -- of the entry with which it began
  from_ms bigint not null,
  to_ms bigint,                            -- null: goes on
  desk integer not null,
  handling boolean not null,               -- held a chat meanwhile
  agent text not null,
  status text not null,
  reason text,
  primary key (desk, agent, sequence)
);

create index report_status_from on report_status (desk, from_ms);
create index report_status_open on report_status (desk) where to_ms is null;

create table report_agent (
  desk integer not null,
  agent text not null,
  name text not null,
  chosen text not null,                    -- the state without connection and wrap-up
  sessions text[] not null,                -- open now
  primary key (desk, agent)
);
