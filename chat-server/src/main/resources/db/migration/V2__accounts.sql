-- Members of the staff.
create table account (
  id bigint generated always as identity primary key,
  credentials_version integer not null default 1, -- grows whenever sessions begun before must end
  capacity integer not null,               -- most conversations at once
  disabled boolean not null default false,
  login text not null unique,              -- in lower case
  name text not null,
  role text not null check (role in ('agent', 'supervisor', 'admin')),
  skills text[] not null,
  password_hash text not null              -- Argon2id, in the PHC string format
);

create index account_disabled on account (id) where disabled;

-- Who is signed in. A session lives until it expires, is removed, or its account is disabled or has another credentials version.
create table staff_session (
  account bigint not null references account on delete cascade,
  used_at timestamptz not null,            -- written down once a minute
  expires_at timestamptz not null,
  credentials_version integer not null,
  hash bytea primary key check (length(hash) = 32) -- SHA-256 of the secret, which is stored nowhere
);

create index staff_session_account on staff_session (account, used_at);

-- Texts that agents insert by a shortcut.
create table canned_reply (
  id bigint generated always as identity primary key,
  shortcut text not null unique,
  title text not null,
  text text not null
);
