-- The way back from V18: nothing starts by itself.

DROP TABLE schedule_runs;
DROP TABLE schedules;
