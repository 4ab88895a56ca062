PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_entity` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`countries` text NOT NULL,
	`latitude` real,
	`longitude` real,
	`members` text NOT NULL,
	`note` text,
	`search_text` text NOT NULL,
	`revision` integer NOT NULL,
	FOREIGN KEY (`revision`) REFERENCES `import`(`revision`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "entity_kind" CHECK("__new_entity"."kind" in ('country', 'territory', 'group', 'port', 'crossing', 'corridor', 'route', 'railway', 'commodity')),
	CONSTRAINT "entity_latitude" CHECK("__new_entity"."latitude" between -1.7976931348623157e308 and 1.7976931348623157e308),
	CONSTRAINT "entity_longitude" CHECK("__new_entity"."longitude" between -1.7976931348623157e308 and 1.7976931348623157e308)
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_entity`("id", "kind", "name", "countries", "latitude", "longitude", "members", "note", "search_text", "revision") SELECT "id", "kind", "name", "countries", "latitude", "longitude", "members", "note", "search_text", "revision" FROM `entity`;--> statement-breakpoint
DROP TABLE `entity`;--> statement-breakpoint
ALTER TABLE `__new_entity` RENAME TO `entity`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE INDEX `entity_by_kind` ON `entity` (`kind`,`id`);--> statement-breakpoint
CREATE INDEX `entity_recorded` ON `entity` (`revision`,`id`);--> statement-breakpoint
CREATE TABLE `__new_metric` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`definition` text NOT NULL,
	`unit` text NOT NULL,
	`topic` text NOT NULL,
	`kind` text NOT NULL,
	`desired` text NOT NULL,
	`subject_kinds` text NOT NULL,
	`partnered` text NOT NULL,
	`symmetric` integer NOT NULL,
	`aggregation` text NOT NULL,
	`minimum` real,
	`maximum` real,
	`search_text` text NOT NULL,
	`revision` integer NOT NULL,
	FOREIGN KEY (`revision`) REFERENCES `import`(`revision`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "metric_unit" CHECK("__new_metric"."unit" in ('USD', 'TEU', 'tonne', 'person', 'hour', 'day', 'km', 'km_per_hour', 'percent', 'index', 'USD_per_500km_20t', 'rank', 'percent_change', 'percent_of_gdp', 'percent_of_gni', 'percent_of_exports', 'per_100_people', 'USD_2015', 'LCU_per_USD', 'USD_per_tonne', 'USD_per_barrel', 'USD_per_mmbtu', 'USD_per_troy_ounce')),
	CONSTRAINT "metric_topic" CHECK("__new_metric"."topic" in ('trade', 'transit', 'logistics', 'education', 'infrastructure', 'economy', 'prices', 'people', 'finance')),
	CONSTRAINT "metric_kind" CHECK("__new_metric"."kind" in ('flow', 'stock', 'index', 'ratio', 'duration', 'distance')),
	CONSTRAINT "metric_desired" CHECK("__new_metric"."desired" in ('increase', 'decrease', 'none')),
	CONSTRAINT "metric_partnered" CHECK("__new_metric"."partnered" in ('yes', 'no', 'optional')),
	CONSTRAINT "metric_aggregation" CHECK("__new_metric"."aggregation" in ('sum', 'mean', 'none'))
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_metric`("id", "name", "definition", "unit", "topic", "kind", "desired", "subject_kinds", "partnered", "symmetric", "aggregation", "minimum", "maximum", "search_text", "revision") SELECT "id", "name", "definition", "unit", "topic", "kind", "desired", "subject_kinds", "partnered", "symmetric", "aggregation", "minimum", "maximum", "search_text", "revision" FROM `metric`;--> statement-breakpoint
DROP TABLE `metric`;--> statement-breakpoint
ALTER TABLE `__new_metric` RENAME TO `metric`;--> statement-breakpoint
CREATE INDEX `metric_recorded` ON `metric` (`revision`,`id`);--> statement-breakpoint
CREATE TABLE `__new_source` (
	`id` text PRIMARY KEY NOT NULL,
	`publisher` text NOT NULL,
	`title` text NOT NULL,
	`url` text,
	`published` text,
	`kind` text NOT NULL,
	`license` text,
	`note` text,
	`search_text` text NOT NULL,
	`revision` integer NOT NULL,
	FOREIGN KEY (`revision`) REFERENCES `import`(`revision`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "source_kind" CHECK("__new_source"."kind" in ('official_statistics', 'central_bank', 'international_organisation', 'government_statement', 'company', 'academic', 'press', 'encyclopedia', 'opinion'))
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_source`("id", "publisher", "title", "url", "published", "kind", "license", "search_text", "revision") SELECT "id", "publisher", "title", "url", "published", "kind", "license", "search_text", "revision" FROM `source`;--> statement-breakpoint
DROP TABLE `source`;--> statement-breakpoint
ALTER TABLE `__new_source` RENAME TO `source`;--> statement-breakpoint
CREATE INDEX `source_by_kind` ON `source` (`kind`,`id`);--> statement-breakpoint
CREATE INDEX `source_recorded` ON `source` (`revision`,`id`);--> statement-breakpoint
ALTER TABLE `source_history` ADD `note` text;