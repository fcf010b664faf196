-- The way back from V31: servers have no webhooks any more.

DROP TABLE announced_items;
DROP TABLE webhooks;
