-- Which of MediaOS' files have to be written anew.

-- Rises with each change of a table, or of the entries of a file, in the transaction of whoever writes.
CREATE TABLE mediaos_versions (
  name    text COLLATE "C" NOT NULL PRIMARY KEY,
  version bigint NOT NULL
);

-- How files were written to a folder.
CREATE TABLE mediaos_mirror (
  file         text COLLATE "C" NOT NULL PRIMARY KEY,
  folder       text COLLATE "C" NOT NULL,
  -- The versions of all that the file was made of; empty if it has to be written anew.
  version      text COLLATE "C" NOT NULL,
  -- The SHA-256 of the file as it was written, and of what was about to take its place.
  digest       text COLLATE "C",
  next_digest  text COLLATE "C",
  written_at   bigint,
  -- The secrets that changed and could not be written, in words.
  owed_secrets text COLLATE "C",
  -- When the file was compared with the database, and how many differences there were.
  checked_at   bigint,
  differences  integer
);

CREATE FUNCTION mediaos_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  INSERT INTO mediaos_versions AS versions VALUES (TG_TABLE_NAME, 1)
    ON CONFLICT (name) DO UPDATE SET version = versions.version + 1;
  RETURN NULL;
END $$;

CREATE TRIGGER users_mirrored AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON users
  FOR EACH STATEMENT EXECUTE FUNCTION mediaos_changed();
CREATE TRIGGER wanted_items_mirrored AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON wanted_items
  FOR EACH STATEMENT EXECUTE FUNCTION mediaos_changed();
CREATE TRIGGER quality_profiles_mirrored AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON quality_profiles
  FOR EACH STATEMENT EXECUTE FUNCTION mediaos_changed();
CREATE TRIGGER quality_profile_qualities_mirrored AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON quality_profile_qualities
  FOR EACH STATEMENT EXECUTE FUNCTION mediaos_changed();
CREATE TRIGGER quality_defaults_mirrored AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON quality_defaults
  FOR EACH STATEMENT EXECUTE FUNCTION mediaos_changed();
CREATE TRIGGER downloaders_mirrored AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON downloaders
  FOR EACH STATEMENT EXECUTE FUNCTION mediaos_changed();
CREATE TRIGGER indexers_mirrored AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON indexers
  FOR EACH STATEMENT EXECUTE FUNCTION mediaos_changed();
CREATE TRIGGER verifications_mirrored AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON verifications
  FOR EACH STATEMENT EXECUTE FUNCTION mediaos_changed();
CREATE TRIGGER verification_settings_mirrored AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON verification_settings
  FOR EACH STATEMENT EXECUTE FUNCTION mediaos_changed();
