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
	CONSTRAINT "claim_check_kind" CHECK("__new_claim_check"."kind" in ('contradicts', 'part_exceeds_whole', 'sum_of_periods', 'sum_of_members', 'sum_of_components', 'mirror_of', 'share_of', 'ratio_of', 'growth')),
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
CREATE INDEX `claim_check_recorded` ON `claim_check` (`revision`);