CREATE TABLE "part" (
	"name" text COLLATE "C" PRIMARY KEY NOT NULL,
	"revision" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "part" ADD CONSTRAINT "part_revision_import_revision_fk" FOREIGN KEY ("revision") REFERENCES "public"."import"("revision") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
INSERT INTO "part" SELECT 'metric:' || "id", (SELECT max("revision") FROM "import") FROM "metric" WHERE EXISTS (SELECT 1 FROM "import");--> statement-breakpoint
INSERT INTO "part" SELECT "column1", (SELECT max("revision") FROM "import") FROM (VALUES ('catalogue'), ('sources'), ('events'), ('projections')) AS fixed WHERE EXISTS (SELECT 1 FROM "import");
