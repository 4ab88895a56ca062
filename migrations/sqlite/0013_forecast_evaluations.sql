CREATE TABLE `forecast_evaluation` (
	`metric` text NOT NULL,
	`frequency` text NOT NULL,
	`body` text NOT NULL,
	`revision` integer NOT NULL,
	PRIMARY KEY(`metric`, `frequency`),
	FOREIGN KEY (`revision`) REFERENCES `import`(`revision`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE TABLE `series_test` (
	`series` text PRIMARY KEY NOT NULL,
	`metric` text NOT NULL,
	`frequency` text NOT NULL,
	`body` text,
	`revision` integer NOT NULL,
	FOREIGN KEY (`revision`) REFERENCES `import`(`revision`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE INDEX `series_test_by_metric` ON `series_test` (`metric`,`frequency`,`series`);--> statement-breakpoint
ALTER TABLE `import` ADD `evaluator` integer;