-- The queues whose chats somebody is offered; none means all of them.
alter table account add column queues text[] not null default '{}';
