-- The newest format in which the desk's journal may have been written (EventCodec.FORMAT): a program that reads less neither starts nor leads.
alter table desk add column format integer not null default 1;
