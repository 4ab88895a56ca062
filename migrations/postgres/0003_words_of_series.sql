ALTER TABLE "entity" DROP CONSTRAINT "entity_kind";--> statement-breakpoint
ALTER TABLE "metric" DROP CONSTRAINT "metric_unit";--> statement-breakpoint
ALTER TABLE "metric" DROP CONSTRAINT "metric_topic";--> statement-breakpoint
ALTER TABLE "source" DROP CONSTRAINT "source_kind";--> statement-breakpoint
ALTER TABLE "source" ADD COLUMN "note" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "source_history" ADD COLUMN "note" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "entity" ADD CONSTRAINT "entity_kind" CHECK ("entity"."kind" in ('country', 'territory', 'group', 'port', 'crossing', 'corridor', 'route', 'railway', 'commodity'));--> statement-breakpoint
ALTER TABLE "metric" ADD CONSTRAINT "metric_unit" CHECK ("metric"."unit" in ('USD', 'TEU', 'tonne', 'person', 'hour', 'day', 'km', 'km_per_hour', 'percent', 'index', 'USD_per_500km_20t', 'rank', 'percent_change', 'percent_of_gdp', 'percent_of_gni', 'percent_of_exports', 'per_100_people', 'USD_2015', 'LCU_per_USD', 'USD_per_tonne', 'USD_per_barrel', 'USD_per_mmbtu', 'USD_per_troy_ounce'));--> statement-breakpoint
ALTER TABLE "metric" ADD CONSTRAINT "metric_topic" CHECK ("metric"."topic" in ('trade', 'transit', 'logistics', 'education', 'infrastructure', 'economy', 'prices', 'people', 'finance'));--> statement-breakpoint
ALTER TABLE "source" ADD CONSTRAINT "source_kind" CHECK ("source"."kind" in ('official_statistics', 'central_bank', 'international_organisation', 'government_statement', 'company', 'academic', 'press', 'encyclopedia', 'opinion'));