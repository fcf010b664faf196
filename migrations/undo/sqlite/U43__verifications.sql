-- The way back from V43: what verifications found, and what was set for them, is lost.

DROP TABLE verifications;
DROP TABLE verification_settings;
