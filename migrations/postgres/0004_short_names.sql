ALTER TABLE "metric" ADD COLUMN "short_name" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "metric_history" ADD COLUMN "short_name" text COLLATE "C";