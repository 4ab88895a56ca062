ALTER TABLE `projection` ADD `kind` text DEFAULT 'target' NOT NULL CONSTRAINT "projection_kind" CHECK("kind" in ('target', 'forecast'));--> statement-breakpoint
ALTER TABLE `projection_history` ADD `kind` text DEFAULT 'target' NOT NULL;--> statement-breakpoint
CREATE INDEX `projection_by_kind` ON `projection` (`kind`,`id`);--> statement-breakpoint
UPDATE `projection` SET `kind` = 'forecast' WHERE `scenario` = 'agency-forecast' OR substr(`scenario`, 1, 7) = 'imf-weo';--> statement-breakpoint
UPDATE `projection_history` SET `kind` = 'forecast' WHERE `scenario` = 'agency-forecast' OR substr(`scenario`, 1, 7) = 'imf-weo';