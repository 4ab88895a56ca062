CREATE TABLE "fetch" (
	"name" text COLLATE "C" PRIMARY KEY NOT NULL,
	"source" text COLLATE "C" NOT NULL,
	"every_days" integer NOT NULL,
	"retrieved" text COLLATE "C",
	"tried" text COLLATE "C",
	"failure" text COLLATE "C"
);
--> statement-breakpoint
ALTER TABLE "source" ADD COLUMN "retrieved" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "source_history" ADD COLUMN "retrieved" text COLLATE "C";--> statement-breakpoint
CREATE INDEX "fetch_by_source" ON "fetch" USING btree ("source");