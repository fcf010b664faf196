-- The way back from V45: MediaOS' files are written anew once there is a mirror again.

DROP TRIGGER users_mirrored ON users;
DROP TRIGGER wanted_items_mirrored ON wanted_items;
DROP TRIGGER quality_profiles_mirrored ON quality_profiles;
DROP TRIGGER quality_profile_qualities_mirrored ON quality_profile_qualities;
DROP TRIGGER quality_defaults_mirrored ON quality_defaults;
DROP TRIGGER downloaders_mirrored ON downloaders;
DROP TRIGGER indexers_mirrored ON indexers;
DROP TRIGGER verifications_mirrored ON verifications;
DROP TRIGGER verification_settings_mirrored ON verification_settings;
DROP FUNCTION mediaos_changed();
DROP TABLE mediaos_mirror;
DROP TABLE mediaos_versions;
