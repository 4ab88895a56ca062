CREATE TABLE `product` (
	`id` text PRIMARY KEY NOT NULL,
	`scheme` text NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`parent` text,
	`note` text,
	`search_text` text NOT NULL,
	`revision` integer NOT NULL,
	FOREIGN KEY (`revision`) REFERENCES `import`(`revision`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "product_scheme" CHECK("product"."scheme" in ('HS2022', 'SITC4', 'commodity'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `product_by_scheme` ON `product` (`scheme`,`id`);--> statement-breakpoint
CREATE INDEX `product_by_parent` ON `product` (`parent`,`id`);--> statement-breakpoint
CREATE INDEX `product_recorded` ON `product` (`revision`,`id`);--> statement-breakpoint
CREATE TABLE `product_history` (
	`id` text NOT NULL,
	`revision` integer NOT NULL,
	`retired_revision` integer NOT NULL,
	`withdrawn` integer DEFAULT false NOT NULL,
	`scheme` text NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`parent` text,
	`note` text,
	`search_text` text NOT NULL,
	PRIMARY KEY(`id`, `revision`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `product_history_recorded` ON `product_history` (`revision`,`id`);--> statement-breakpoint
CREATE INDEX `product_history_retired` ON `product_history` (`retired_revision`,`id`);--> statement-breakpoint
CREATE INDEX `product_history_withdrawn` ON `product_history` (`withdrawn`,`retired_revision`,`id`);--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_claim_check` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`about` text NOT NULL,
	`metric` text NOT NULL,
	`subject` text NOT NULL,
	`partner` text,
	`direction` text,
	`mode` text,
	`product` text,
	`period` text,
	`starts_on` text,
	`ends_on` text,
	`claims` text NOT NULL,
	`claims_count` integer NOT NULL,
	`stated` text NOT NULL,
	`expected` text NOT NULL,
	`difference` real NOT NULL,
	`ratio` real,
	`apart` real NOT NULL,
	`holds` integer NOT NULL,
	`periods` text NOT NULL,
	`growth_percent` real,
	`revision` integer NOT NULL,
	FOREIGN KEY (`revision`) REFERENCES `import`(`revision`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "claim_check_kind" CHECK("__new_claim_check"."kind" in ('contradicts', 'part_exceeds_whole', 'sum_of_periods', 'sum_of_members', 'sum_of_components', 'sum_of_products', 'mirror_of', 'share_of', 'ratio_of', 'growth')),
	CONSTRAINT "claim_check_periods" CHECK("__new_claim_check"."periods" in ('equal', 'overlapping')),
	CONSTRAINT "claim_check_growth_percent" CHECK("__new_claim_check"."growth_percent" between -1.7976931348623157e308 and 1.7976931348623157e308),
	CONSTRAINT "claim_check_direction" CHECK("__new_claim_check"."direction" in ('all', 'outbound', 'inbound')),
	CONSTRAINT "claim_check_mode" CHECK("__new_claim_check"."mode" in ('road', 'rail', 'sea', 'multimodal')),
	CONSTRAINT "claim_check_difference" CHECK("__new_claim_check"."difference" between -1.7976931348623157e308 and 1.7976931348623157e308),
	CONSTRAINT "claim_check_ratio" CHECK("__new_claim_check"."ratio" between -1.7976931348623157e308 and 1.7976931348623157e308),
	CONSTRAINT "claim_check_apart" CHECK("__new_claim_check"."apart" between -1.7976931348623157e308 and 1.7976931348623157e308)
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_claim_check`("id", "kind", "about", "metric", "subject", "partner", "direction", "mode", "period", "starts_on", "ends_on", "claims", "claims_count", "stated", "expected", "difference", "ratio", "apart", "holds", "periods", "growth_percent", "revision") SELECT "id", "kind", "about", "metric", "subject", "partner", "direction", "mode", "period", "starts_on", "ends_on", "claims", "claims_count", "stated", "expected", "difference", "ratio", "apart", "holds", "periods", "growth_percent", "revision" FROM `claim_check`;--> statement-breakpoint
DROP TABLE `claim_check`;--> statement-breakpoint
ALTER TABLE `__new_claim_check` RENAME TO `claim_check`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE INDEX `claim_check_worst` ON `claim_check` (`holds`,"apart" desc,`id`);--> statement-breakpoint
CREATE INDEX `claim_check_worst_of_kind` ON `claim_check` (`kind`,`holds`,"apart" desc,`id`);--> statement-breakpoint
CREATE INDEX `claim_check_by_about` ON `claim_check` (`about`);--> statement-breakpoint
CREATE INDEX `claim_check_recorded` ON `claim_check` (`revision`);--> statement-breakpoint
ALTER TABLE `claim_check_history` ADD `product` text;--> statement-breakpoint
CREATE TABLE `__new_metric` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`short_name` text,
	`definition` text NOT NULL,
	`unit` text NOT NULL,
	`topic` text NOT NULL,
	`kind` text NOT NULL,
	`desired` text NOT NULL,
	`subject_kinds` text NOT NULL,
	`partnered` text NOT NULL,
	`symmetric` integer NOT NULL,
	`aggregation` text NOT NULL,
	`by_product` text DEFAULT 'no' NOT NULL,
	`minimum` real,
	`maximum` real,
	`search_text` text NOT NULL,
	`revision` integer NOT NULL,
	FOREIGN KEY (`revision`) REFERENCES `import`(`revision`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`unit`) REFERENCES `unit`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "metric_topic" CHECK("__new_metric"."topic" in ('trade', 'transit', 'logistics', 'education', 'infrastructure', 'economy', 'prices', 'people', 'finance')),
	CONSTRAINT "metric_kind" CHECK("__new_metric"."kind" in ('flow', 'stock', 'index', 'ratio', 'duration', 'distance')),
	CONSTRAINT "metric_desired" CHECK("__new_metric"."desired" in ('increase', 'decrease', 'none')),
	CONSTRAINT "metric_partnered" CHECK("__new_metric"."partnered" in ('yes', 'no', 'optional')),
	CONSTRAINT "metric_aggregation" CHECK("__new_metric"."aggregation" in ('sum', 'mean', 'none')),
	CONSTRAINT "metric_by_product" CHECK("__new_metric"."by_product" in ('no', 'optional', 'yes'))
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_metric`("id", "name", "short_name", "definition", "unit", "topic", "kind", "desired", "subject_kinds", "partnered", "symmetric", "aggregation", "minimum", "maximum", "search_text", "revision") SELECT "id", "name", "short_name", "definition", "unit", "topic", "kind", "desired", "subject_kinds", "partnered", "symmetric", "aggregation", "minimum", "maximum", "search_text", "revision" FROM `metric`;--> statement-breakpoint
DROP TABLE `metric`;--> statement-breakpoint
ALTER TABLE `__new_metric` RENAME TO `metric`;--> statement-breakpoint
CREATE INDEX `metric_by_unit` ON `metric` (`unit`,`id`);--> statement-breakpoint
CREATE INDEX `metric_recorded` ON `metric` (`revision`,`id`);--> statement-breakpoint
ALTER TABLE `metric_history` ADD `by_product` text DEFAULT 'no' NOT NULL;--> statement-breakpoint
ALTER TABLE `observation` ADD `product` text REFERENCES product(id);--> statement-breakpoint
CREATE INDEX `observation_by_product` ON `observation` (`product`,"ends_on" desc,`id`) WHERE "observation"."product" is not null;--> statement-breakpoint
ALTER TABLE `observation_history` ADD `product` text;--> statement-breakpoint
CREATE INDEX `observation_history_by_product` ON `observation_history` (`product`,"ends_on" desc,`id`) WHERE "observation_history"."product" is not null;--> statement-breakpoint
ALTER TABLE `series` ADD `product` text REFERENCES product(id);--> statement-breakpoint
CREATE INDEX `series_by_product` ON `series` (`product`) WHERE "series"."product" is not null;