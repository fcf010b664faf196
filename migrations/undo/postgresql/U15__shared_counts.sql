DROP TABLE attempts, quotas;
