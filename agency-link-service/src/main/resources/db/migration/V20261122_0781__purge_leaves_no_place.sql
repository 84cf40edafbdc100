-- How far cameras stood from a place is the place, and so is a plain hash of it: all places can be tried. What was purged
-- before this is purged of that as well.
alter table access_grant alter column distance_m drop not null;
update access_grant set distance_m = null, choice = 0, reason = '', reason_codes = '{}'
where incident_id in (select incident_id from vulnerable_alarm where purged_at is not null);
update incident_entry set detail = ''
where incident_id in (select incident_id from vulnerable_alarm where purged_at is not null);
update incident_code set why = ''
where incident_id in (select incident_id from vulnerable_alarm where purged_at is not null);
update incident set close_remark = null
where incident_id in (select incident_id from vulnerable_alarm where purged_at is not null);
delete from case_target
where incident_id in (select incident_id from vulnerable_alarm where purged_at is not null);
-- The key is not known here, so the hash goes: 64 zeros say that it was.
update vulnerable_purge set sha256 = repeat('0', 64) where kind = 'PLACE';
