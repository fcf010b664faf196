DROP INDEX artwork_fetches_by_owner;
