-- A key counts for its day even after the case is over, or the same words said again would open it once more. What the
-- answer held of people and pictures goes with the case: then it is null, and so is the hash of the request.
alter table idempotent_answer
  alter column answer drop not null,
  alter column body_sha256 drop not null;
create index idempotent_answer_incident_idx on idempotent_answer (incident_id);
