-- The way back from V47: which pictures are kept and chosen is lost.

DROP TABLE artwork;
DROP TABLE pictures;
