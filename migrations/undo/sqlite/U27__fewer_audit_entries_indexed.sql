-- The way back from V27: all entries are in these indexes.

DROP INDEX audit_log_by_target;
CREATE INDEX audit_log_by_target ON audit_log (target, id);
DROP INDEX audit_log_by_outcome;
CREATE INDEX audit_log_by_outcome ON audit_log (outcome, id);
