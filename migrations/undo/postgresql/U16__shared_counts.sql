-- The way back from V16: what servers counted together is forgotten.

DROP TABLE attempts, quotas;
