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
  IF EXISTS (SELECT FROM changed) THEN
    INSERT INTO mediaos_versions AS versions VALUES (TG_TABLE_NAME, 1)
      ON CONFLICT (name) DO UPDATE SET version = versions.version + 1;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER users_mirrored_created AFTER INSERT ON users REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION mediaos_changed();
CREATE TRIGGER users_mirrored_updated AFTER UPDATE ON users REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION mediaos_changed();
CREATE TRIGGER users_mirrored_deleted AFTER DELETE ON users REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION mediaos_changed();

CREATE TRIGGER wanted_items_mirrored_created AFTER INSERT ON wanted_items REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION mediaos_changed();
CREATE TRIGGER wanted_items_mirrored_updated AFTER UPDATE ON wanted_items REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION mediaos_changed();
CREATE TRIGGER wanted_items_mirrored_deleted AFTER DELETE ON wanted_items REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION mediaos_changed();

CREATE TRIGGER quality_profiles_mirrored_created AFTER INSERT ON quality_profiles REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION mediaos_changed();
CREATE TRIGGER quality_profiles_mirrored_updated AFTER UPDATE ON quality_profiles REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION mediaos_changed();
CREATE TRIGGER quality_profiles_mirrored_deleted AFTER DELETE ON quality_profiles REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION mediaos_changed();

CREATE TRIGGER quality_profile_qualities_mirrored_created AFTER INSERT ON quality_profile_qualities REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION mediaos_changed();
CREATE TRIGGER quality_profile_qualities_mirrored_updated AFTER UPDATE ON quality_profile_qualities REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION mediaos_changed();
CREATE TRIGGER quality_profile_qualities_mirrored_deleted AFTER DELETE ON quality_profile_qualities REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION mediaos_changed();

CREATE TRIGGER quality_defaults_mirrored_created AFTER INSERT ON quality_defaults REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION mediaos_changed();
CREATE TRIGGER quality_defaults_mirrored_updated AFTER UPDATE ON quality_defaults REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION mediaos_changed();
CREATE TRIGGER quality_defaults_mirrored_deleted AFTER DELETE ON quality_defaults REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION mediaos_changed();

CREATE TRIGGER downloaders_mirrored_created AFTER INSERT ON downloaders REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION mediaos_changed();
CREATE TRIGGER downloaders_mirrored_updated AFTER UPDATE ON downloaders REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION mediaos_changed();
CREATE TRIGGER downloaders_mirrored_deleted AFTER DELETE ON downloaders REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION mediaos_changed();

CREATE TRIGGER indexers_mirrored_created AFTER INSERT ON indexers REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION mediaos_changed();
CREATE TRIGGER indexers_mirrored_updated AFTER UPDATE ON indexers REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION mediaos_changed();
CREATE TRIGGER indexers_mirrored_deleted AFTER DELETE ON indexers REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION mediaos_changed();

CREATE TRIGGER verifications_mirrored_created AFTER INSERT ON verifications REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION mediaos_changed();
CREATE TRIGGER verifications_mirrored_updated AFTER UPDATE ON verifications REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION mediaos_changed();
CREATE TRIGGER verifications_mirrored_deleted AFTER DELETE ON verifications REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION mediaos_changed();

CREATE TRIGGER verification_settings_mirrored_created AFTER INSERT ON verification_settings REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION mediaos_changed();
CREATE TRIGGER verification_settings_mirrored_updated AFTER UPDATE ON verification_settings REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION mediaos_changed();
CREATE TRIGGER verification_settings_mirrored_deleted AFTER DELETE ON verification_settings REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION mediaos_changed();
