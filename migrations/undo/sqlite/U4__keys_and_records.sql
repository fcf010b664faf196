-- The way back from V4: keys, one-time tokens, settings and records of what was done go.

DROP TABLE settings;
DROP TABLE error_logs;
DROP TABLE audit_log;
DROP TABLE email_verification_tokens;
DROP TABLE api_keys;
ALTER TABLE users DROP COLUMN email_verified_at;
