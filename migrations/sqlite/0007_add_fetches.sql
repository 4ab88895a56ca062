CREATE TABLE `fetch` (
	`name` text PRIMARY KEY NOT NULL,
	`source` text NOT NULL,
	`every_days` integer NOT NULL,
	`retrieved` text,
	`tried` text,
	`failure` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `fetch_by_source` ON `fetch` (`source`);--> statement-breakpoint
ALTER TABLE `source` ADD `retrieved` text;--> statement-breakpoint
ALTER TABLE `source_history` ADD `retrieved` text;