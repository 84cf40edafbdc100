-- Of the MP4 in the file; a recording from before recordings were sealed is its own MP4.
alter table segment add column media_bytes bigint;
update segment set media_bytes = bytes;
alter table segment alter column media_bytes set not null;
-- Does a living recording still need the key of a district's day?
create index segment_key_idx on segment (key_id text_pattern_ops) where destruction_id is null;
