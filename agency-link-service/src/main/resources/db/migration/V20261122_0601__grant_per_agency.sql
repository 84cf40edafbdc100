-- Several agencies may look through one camera in one incident, and one whose right was taken may get it again.
alter table access_grant drop constraint access_grant_incident_id_camera_id_key;
create unique index access_grant_once_idx on access_grant (incident_id, agency, camera_id) where state <> 'REVOKED';
create index access_grant_incident_idx on access_grant (incident_id, agency, choice);
