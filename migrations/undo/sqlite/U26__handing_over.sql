-- The way back from V26: an import that goes on doesn't know which rating keys it has moved.

DROP TABLE import_former_keys;
