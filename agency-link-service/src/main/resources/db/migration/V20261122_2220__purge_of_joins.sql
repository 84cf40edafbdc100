-- How far a purged alarm's place lay from another is forgotten with the place.
alter table incident_join alter column distance_m drop not null;
