-- Of somebody who belongs to many items, a picture is fetched for the first of them that a job comes to.

CREATE INDEX artwork_fetches_by_owner ON artwork_fetches (owner_id);
