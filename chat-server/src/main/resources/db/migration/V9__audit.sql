-- What staff did by hand with chats, queues and customers (PostgresAuditLog): few entries of many, found without reading the others.
create index journal_audit on journal (desk, sequence)
where type in ('Joined', 'Left', 'Monitored', 'Boosted', 'VipMarked', 'WantsChanged', 'TransferOffered', 'TransferredToQueue', 'QueuePaused', 'QueueResumed')
  or (type = 'Assigned' and position('"offer":0,'::bytea in event) > 0)
  or (type in ('WrapUpBegan', 'Closed') and actor_kind = 'SUPERVISOR')
  or (type = 'Posted' and actor_kind = 'SUPERVISOR' and position('"note":true'::bytea in event) > 0);
