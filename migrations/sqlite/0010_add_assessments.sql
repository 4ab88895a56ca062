CREATE TABLE `assessment` (
	`id` text PRIMARY KEY NOT NULL,
	`status` text,
	`reason` text,
	`gap_percent` real,
	`error_percent` real,
	`naive_error_percent` real,
	`drift_error_percent` real,
	`horizon` integer,
	`due_on` text,
	`body` text NOT NULL,
	`revision` integer NOT NULL,
	FOREIGN KEY (`revision`) REFERENCES `import`(`revision`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "assessment_status" CHECK("assessment"."status" in ('achieved', 'on_track', 'behind', 'far_behind', 'wrong_way', 'missed', 'not_assessable')),
	CONSTRAINT "assessment_gap_percent" CHECK("assessment"."gap_percent" between -1.7976931348623157e308 and 1.7976931348623157e308),
	CONSTRAINT "assessment_error_percent" CHECK("assessment"."error_percent" between -1.7976931348623157e308 and 1.7976931348623157e308)
) STRICT;
--> statement-breakpoint
CREATE INDEX `assessment_by_status` ON `assessment` (`status`,`id`);--> statement-breakpoint
CREATE INDEX `assessment_due` ON `assessment` (`due_on`);--> statement-breakpoint
CREATE INDEX `assessment_recorded` ON `assessment` (`revision`,`id`);--> statement-breakpoint
CREATE TABLE `assessment_history` (
	`id` text NOT NULL,
	`revision` integer NOT NULL,
	`retired_revision` integer NOT NULL,
	`status` text,
	`reason` text,
	`gap_percent` real,
	`error_percent` real,
	`naive_error_percent` real,
	`drift_error_percent` real,
	`horizon` integer,
	`due_on` text,
	`body` text NOT NULL,
	PRIMARY KEY(`id`, `revision`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `assessment_history_recorded` ON `assessment_history` (`revision`,`id`);--> statement-breakpoint
CREATE INDEX `assessment_history_retired` ON `assessment_history` (`retired_revision`,`id`);--> statement-breakpoint
ALTER TABLE `import` ADD `assessor` integer;