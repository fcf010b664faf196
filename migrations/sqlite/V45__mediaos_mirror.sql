-- Which of MediaOS' files have to be written anew.

-- Rises with each change of a table, or of the entries of a file, in the transaction of whoever writes.
CREATE TABLE mediaos_versions (
  name    TEXT    NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL
) STRICT;

-- How files were written to a folder.
CREATE TABLE mediaos_mirror (
  file         TEXT    NOT NULL PRIMARY KEY,
  folder       TEXT    NOT NULL,
  -- The versions of all that the file was made of; empty if it has to be written anew.
  version      TEXT    NOT NULL,
  -- The SHA-256 of the file as it was written, and of what was about to take its place.
  digest       TEXT,
  next_digest  TEXT,
  written_at   INTEGER,
  -- The secrets that changed and could not be written, in words.
  owed_secrets TEXT,
  -- When the file was compared with the database, and how many differences there were.
  checked_at   INTEGER,
  differences  INTEGER
) STRICT;

CREATE TRIGGER users_mirrored_created AFTER INSERT ON users BEGIN
  INSERT INTO mediaos_versions VALUES ('users', 1) ON CONFLICT (name) DO UPDATE SET version = version + 1;
END;
CREATE TRIGGER users_mirrored_updated AFTER UPDATE ON users BEGIN
  INSERT INTO mediaos_versions VALUES ('users', 1) ON CONFLICT (name) DO UPDATE SET version = version + 1;
END;
CREATE TRIGGER users_mirrored_deleted AFTER DELETE ON users BEGIN
  INSERT INTO mediaos_versions VALUES ('users', 1) ON CONFLICT (name) DO UPDATE SET version = version + 1;
END;

CREATE TRIGGER wanted_items_mirrored_created AFTER INSERT ON wanted_items BEGIN
  INSERT INTO mediaos_versions VALUES ('wanted_items', 1) ON CONFLICT (name) DO UPDATE SET version = version + 1;
END;
CREATE TRIGGER wanted_items_mirrored_updated AFTER UPDATE ON wanted_items BEGIN
  INSERT INTO mediaos_versions VALUES ('wanted_items', 1) ON CONFLICT (name) DO UPDATE SET version = version + 1;
END;
CREATE TRIGGER wanted_items_mirrored_deleted AFTER DELETE ON wanted_items BEGIN
  INSERT INTO mediaos_versions VALUES ('wanted_items', 1) ON CONFLICT (name) DO UPDATE SET version = version + 1;
END;

CREATE TRIGGER quality_profiles_mirrored_created AFTER INSERT ON quality_profiles BEGIN
  INSERT INTO mediaos_versions VALUES ('quality_profiles', 1) ON CONFLICT (name) DO UPDATE SET version = version + 1;
END;
CREATE TRIGGER quality_profiles_mirrored_updated AFTER UPDATE ON quality_profiles BEGIN
  INSERT INTO mediaos_versions VALUES ('quality_profiles', 1) ON CONFLICT (name) DO UPDATE SET version = version + 1;
END;
CREATE TRIGGER quality_profiles_mirrored_deleted AFTER DELETE ON quality_profiles BEGIN
  INSERT INTO mediaos_versions VALUES ('quality_profiles', 1) ON CONFLICT (name) DO UPDATE SET version = version + 1;
END;

CREATE TRIGGER quality_profile_qualities_mirrored_created AFTER INSERT ON quality_profile_qualities BEGIN
  INSERT INTO mediaos_versions VALUES ('quality_profile_qualities', 1) ON CONFLICT (name) DO UPDATE SET version = version + 1;
END;
CREATE TRIGGER quality_profile_qualities_mirrored_updated AFTER UPDATE ON quality_profile_qualities BEGIN
  INSERT INTO mediaos_versions VALUES ('quality_profile_qualities', 1) ON CONFLICT (name) DO UPDATE SET version = version + 1;
END;
CREATE TRIGGER quality_profile_qualities_mirrored_deleted AFTER DELETE ON quality_profile_qualities BEGIN
  INSERT INTO mediaos_versions VALUES ('quality_profile_qualities', 1) ON CONFLICT (name) DO UPDATE SET version = version + 1;
END;

CREATE TRIGGER quality_defaults_mirrored_created AFTER INSERT ON quality_defaults BEGIN
  INSERT INTO mediaos_versions VALUES ('quality_defaults', 1) ON CONFLICT (name) DO UPDATE SET version = version + 1;
END;
CREATE TRIGGER quality_defaults_mirrored_updated AFTER UPDATE ON quality_defaults BEGIN
  INSERT INTO mediaos_versions VALUES ('quality_defaults', 1) ON CONFLICT (name) DO UPDATE SET version = version + 1;
END;
CREATE TRIGGER quality_defaults_mirrored_deleted AFTER DELETE ON quality_defaults BEGIN
  INSERT INTO mediaos_versions VALUES ('quality_defaults', 1) ON CONFLICT (name) DO UPDATE SET version = version + 1;
END;

CREATE TRIGGER downloaders_mirrored_created AFTER INSERT ON downloaders BEGIN
  INSERT INTO mediaos_versions VALUES ('downloaders', 1) ON CONFLICT (name) DO UPDATE SET version = version + 1;
END;
CREATE TRIGGER downloaders_mirrored_updated AFTER UPDATE ON downloaders BEGIN
  INSERT INTO mediaos_versions VALUES ('downloaders', 1) ON CONFLICT (name) DO UPDATE SET version = version + 1;
END;
CREATE TRIGGER downloaders_mirrored_deleted AFTER DELETE ON downloaders BEGIN
  INSERT INTO mediaos_versions VALUES ('downloaders', 1) ON CONFLICT (name) DO UPDATE SET version = version + 1;
END;

CREATE TRIGGER indexers_mirrored_created AFTER INSERT ON indexers BEGIN
  INSERT INTO mediaos_versions VALUES ('indexers', 1) ON CONFLICT (name) DO UPDATE SET version = version + 1;
END;
CREATE TRIGGER indexers_mirrored_updated AFTER UPDATE ON indexers BEGIN
  INSERT INTO mediaos_versions VALUES ('indexers', 1) ON CONFLICT (name) DO UPDATE SET version = version + 1;
END;
CREATE TRIGGER indexers_mirrored_deleted AFTER DELETE ON indexers BEGIN
  INSERT INTO mediaos_versions VALUES ('indexers', 1) ON CONFLICT (name) DO UPDATE SET version = version + 1;
END;

CREATE TRIGGER verifications_mirrored_created AFTER INSERT ON verifications BEGIN
  INSERT INTO mediaos_versions VALUES ('verifications', 1) ON CONFLICT (name) DO UPDATE SET version = version + 1;
END;
CREATE TRIGGER verifications_mirrored_updated AFTER UPDATE ON verifications BEGIN
  INSERT INTO mediaos_versions VALUES ('verifications', 1) ON CONFLICT (name) DO UPDATE SET version = version + 1;
END;
CREATE TRIGGER verifications_mirrored_deleted AFTER DELETE ON verifications BEGIN
  INSERT INTO mediaos_versions VALUES ('verifications', 1) ON CONFLICT (name) DO UPDATE SET version = version + 1;
END;

CREATE TRIGGER verification_settings_mirrored_created AFTER INSERT ON verification_settings BEGIN
  INSERT INTO mediaos_versions VALUES ('verification_settings', 1) ON CONFLICT (name) DO UPDATE SET version = version + 1;
END;
CREATE TRIGGER verification_settings_mirrored_updated AFTER UPDATE ON verification_settings BEGIN
  INSERT INTO mediaos_versions VALUES ('verification_settings', 1) ON CONFLICT (name) DO UPDATE SET version = version + 1;
END;
CREATE TRIGGER verification_settings_mirrored_deleted AFTER DELETE ON verification_settings BEGIN
  INSERT INTO mediaos_versions VALUES ('verification_settings', 1) ON CONFLICT (name) DO UPDATE SET version = version + 1;
END;
