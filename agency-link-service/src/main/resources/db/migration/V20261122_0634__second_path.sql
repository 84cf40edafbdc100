-- Tried when the first address does not take an event: another network, another building.
alter table webhook add backup_url text;
