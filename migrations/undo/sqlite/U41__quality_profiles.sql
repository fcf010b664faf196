-- The way back from V41: no quality profiles.

DROP TABLE quality_defaults;
DROP TABLE quality_profile_qualities;
DROP TABLE quality_profiles;
