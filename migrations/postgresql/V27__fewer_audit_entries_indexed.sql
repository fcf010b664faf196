-- Most entries are about imports, which have no target, and about what succeeded. Nobody looks for these by an
-- index.

DROP INDEX audit_log_by_target;
CREATE INDEX audit_log_by_target ON audit_log (target, id) WHERE target IS NOT NULL;
DROP INDEX audit_log_by_outcome;
CREATE INDEX audit_log_by_outcome ON audit_log (outcome, id) WHERE outcome <> 'SUCCESS';
