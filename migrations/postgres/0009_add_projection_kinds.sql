ALTER TABLE "projection" ADD COLUMN "kind" text COLLATE "C" DEFAULT 'target' NOT NULL;--> statement-breakpoint
ALTER TABLE "projection_history" ADD COLUMN "kind" text COLLATE "C" DEFAULT 'target' NOT NULL;--> statement-breakpoint
ALTER TABLE "projection" ADD CONSTRAINT "projection_kind" CHECK ("projection"."kind" in ('target', 'forecast'));--> statement-breakpoint
CREATE INDEX "projection_by_kind" ON "projection" USING btree ("kind","id");--> statement-breakpoint
UPDATE "projection" SET "kind" = 'forecast' WHERE "scenario" = 'agency-forecast' OR substr("scenario", 1, 7) = 'imf-weo';--> statement-breakpoint
UPDATE "projection_history" SET "kind" = 'forecast' WHERE "scenario" = 'agency-forecast' OR substr("scenario", 1, 7) = 'imf-weo';