-- Several desks in one installation. A server of the version before goes on serving desk 1 meanwhile: what it writes without a desk is of that one.

-- How operators call a desk; the settings name the desks that are served.
alter table desk add column name text not null default 'main' unique
  check (name ~ '^[a-z0-9][a-z0-9-]{0,39}$');

alter table account add column desk integer not null default 1;
alter table account drop constraint account_login_key;
alter table account add constraint account_login unique (desk, login);

alter table canned_reply add column desk integer not null default 1;
alter table canned_reply drop constraint canned_reply_shortcut_key;
alter table canned_reply add constraint canned_reply_shortcut unique (desk, shortcut);

-- To whom a lead was handed: others leave it to that node for a moment.
alter table lead add column heir text;

-- What a node can lead.
alter table node add column desks integer[] not null default '{1}';
