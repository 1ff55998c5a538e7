BEGIN TRANSACTION;
CREATE TABLE extra (
  series INTEGER NOT NULL,
  source INTEGER NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  hedge TEXT NOT NULL,
  latitude REAL,
  longitude REAL,
  note TEXT NOT NULL,
  PRIMARY KEY (series, source, first, last),
  FOREIGN KEY (series, source, first, last)
    REFERENCES figure (series, source, first, last) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE TABLE figure (
  series INTEGER NOT NULL REFERENCES series (id),
  source INTEGER NOT NULL REFERENCES source (key) ON DELETE CASCADE,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  value REAL,
  PRIMARY KEY (series, source, first, last),
  CHECK (first <= last)
) STRICT, WITHOUT ROWID;
INSERT INTO "figure" VALUES(10576,16,19662,19691,9302.0);
INSERT INTO "figure" VALUES(10581,16,19662,19691,674.0);
INSERT INTO "figure" VALUES(10755,16,19662,19691,623.0);
INSERT INTO "figure" VALUES(10762,16,19662,19691,15378.0);
INSERT INTO "figure" VALUES(12581,17,19570,19600,4500.0);
CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
INSERT INTO "grdb_migrations" VALUES('1 sources, series, figures');
INSERT INTO "grdb_migrations" VALUES('2 which file brought which source');
CREATE TABLE imported_file (
  sha256 TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  format TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "imported_file" VALUES('129e24233065f505757b34bbcb3f49ff6972a238ffdd88c724ccfd2085a18374','state.csv','cbp-nationwide');
INSERT INTO "imported_file" VALUES('88851a7f858a86ce8ef10c4a6f8dee26a40761987cdac8870eecd5c1e2d40d60','tidyold.csv','tidy');
CREATE TABLE imported_source (
  file TEXT NOT NULL REFERENCES imported_file (sha256) ON DELETE CASCADE,
  source INTEGER NOT NULL REFERENCES source (key) ON DELETE CASCADE,
  PRIMARY KEY (file, source)
) STRICT, WITHOUT ROWID;
INSERT INTO "imported_source" VALUES('129e24233065f505757b34bbcb3f49ff6972a238ffdd88c724ccfd2085a18374',16);
INSERT INTO "imported_source" VALUES('88851a7f858a86ce8ef10c4a6f8dee26a40761987cdac8870eecd5c1e2d40d60',17);
CREATE TABLE scope (
  source INTEGER NOT NULL REFERENCES source (key) ON DELETE CASCADE,
  measure TEXT NOT NULL,
  dimension TEXT NOT NULL,
  label TEXT NOT NULL,
  PRIMARY KEY (source, measure, dimension)
) STRICT, WITHOUT ROWID;
CREATE TABLE series (
  id INTEGER PRIMARY KEY,
  shape INTEGER NOT NULL,
  "measure" TEXT NOT NULL, "place" TEXT NOT NULL, "component" TEXT NOT NULL, "sector" TEXT NOT NULL, "authority" TEXT NOT NULL, "kind" TEXT NOT NULL, "demographic" TEXT NOT NULL, "nationality" TEXT NOT NULL, "from" TEXT NOT NULL, "to" TEXT NOT NULL, "route" TEXT NOT NULL, "cause" TEXT NOT NULL, "event" TEXT NOT NULL, "unit" TEXT NOT NULL, "against" TEXT NOT NULL,
  UNIQUE ("measure", "place", "component", "sector", "authority", "kind", "demographic", "nationality", "from", "to", "route", "cause", "event", "unit", "against")
) STRICT;
INSERT INTO "series" VALUES(10576,219,'encounters','us-southwest-border','','state-az','title-8','','single-adults','OOO','','','','','','','');
INSERT INTO "series" VALUES(10581,219,'encounters','us-southwest-border','','state-az','title-8','','single-adults','VEN','','','','','','','');
INSERT INTO "series" VALUES(10755,219,'encounters','us-southwest-border','','state-tx','title-8','','single-adults','OOO','','','','','','','');
INSERT INTO "series" VALUES(10762,219,'encounters','us-southwest-border','','state-tx','title-8','','single-adults','VEN','','','','','','','');
INSERT INTO "series" VALUES(12581,131,'irregular-entries','CRI','','','','','','VEN','','','','','','','');
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE slice (
  source INTEGER NOT NULL REFERENCES source (key) ON DELETE CASCADE,
  measure TEXT NOT NULL,
  place TEXT NOT NULL,
  shape INTEGER NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  cells INTEGER NOT NULL,
  PRIMARY KEY (source, measure, place, shape, first, last)
) STRICT, WITHOUT ROWID;
CREATE TABLE source (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  dataset TEXT NOT NULL,
  publisher TEXT NOT NULL,
  title TEXT NOT NULL,
  url TEXT NOT NULL,
  citation TEXT NOT NULL,
  licence TEXT NOT NULL,
  published INTEGER NOT NULL,
  retrieved INTEGER,
  sha256 TEXT NOT NULL,
  usual_lag INTEGER,
  standing TEXT NOT NULL,
  leaves_out_zeros INTEGER NOT NULL,
  note TEXT NOT NULL,
  digest TEXT NOT NULL,
  shipped INTEGER NOT NULL
) STRICT;
INSERT INTO "source" VALUES(16,'cbp-nationwide-encounters-by-state-2023-12-22-129e2423','cbp-nationwide-encounters-by-state','U.S. Customs and Border Protection','Nationwide Encounters, by state','','U.S. Customs and Border Protection, Nationwide Encounters','public domain (work of the U.S. government)',19713,NULL,'129e24233065f505757b34bbcb3f49ff6972a238ffdd88c724ccfd2085a18374',21,'official',1,'Events, not people: a person met twice counts twice.','c854636f197f6750-e51299c7448a7dfe',0);
INSERT INTO "source" VALUES(17,'cri-2023-09','cri-entries','Office of the country','Entries','','','',19610,NULL,'88851a7f858a86ce8ef10c4a6f8dee26a40761987cdac8870eecd5c1e2d40d60',NULL,'official',0,'','128b558ed2a02a91-b510372a4e38235c',0);
CREATE INDEX source_by_dataset ON source (dataset, published);
CREATE INDEX series_by_nationality ON series (measure, nationality);
CREATE INDEX series_by_component ON series (measure, place, component);
CREATE INDEX figure_by_source ON figure (source);
CREATE INDEX figure_by_period ON figure (first, last);
CREATE INDEX slice_by_measure ON slice (measure, place);
INSERT INTO slice VALUES(17,'irregular-entries','CRI',131,19570,19600,1);
COMMIT;
