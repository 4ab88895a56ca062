ALTER TABLE "metric" ADD COLUMN "minimum" double precision;--> statement-breakpoint
ALTER TABLE "metric" ADD COLUMN "maximum" double precision;--> statement-breakpoint
ALTER TABLE "metric_history" ADD COLUMN "minimum" double precision;--> statement-breakpoint
ALTER TABLE "metric_history" ADD COLUMN "maximum" double precision;