-- What a case's cameras are looked at for: a copy's row in the ledger says it, and statistics count by it.
alter table case_grant add column purpose text;
