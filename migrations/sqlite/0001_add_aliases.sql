CREATE TABLE `alias` (
	`id` text PRIMARY KEY NOT NULL,
	`entity` text NOT NULL,
	`name` text NOT NULL,
	`language` text,
	`scheme` text,
	`source` text,
	`note` text,
	`search_text` text NOT NULL,
	`revision` integer NOT NULL,
	FOREIGN KEY (`revision`) REFERENCES `import`(`revision`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`entity`) REFERENCES `entity`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`source`) REFERENCES `source`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE INDEX `alias_by_entity` ON `alias` (`entity`,`id`);--> statement-breakpoint
CREATE INDEX `alias_by_source` ON `alias` (`source`,`id`);--> statement-breakpoint
CREATE INDEX `alias_recorded` ON `alias` (`revision`,`id`);--> statement-breakpoint
CREATE TABLE `alias_history` (
	`id` text NOT NULL,
	`revision` integer NOT NULL,
	`retired_revision` integer NOT NULL,
	`withdrawn` integer DEFAULT false NOT NULL,
	`entity` text NOT NULL,
	`name` text NOT NULL,
	`language` text,
	`scheme` text,
	`source` text,
	`note` text,
	`search_text` text NOT NULL,
	PRIMARY KEY(`id`, `revision`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `alias_history_recorded` ON `alias_history` (`revision`,`id`);--> statement-breakpoint
CREATE INDEX `alias_history_retired` ON `alias_history` (`retired_revision`,`id`);--> statement-breakpoint
CREATE INDEX `alias_history_withdrawn` ON `alias_history` (`withdrawn`,`retired_revision`,`id`);--> statement-breakpoint
CREATE TABLE `entity_name` (
	`key` text NOT NULL,
	`entity` text NOT NULL,
	`rank` integer NOT NULL,
	`name` text NOT NULL,
	PRIMARY KEY(`key`, `entity`),
	FOREIGN KEY (`entity`) REFERENCES `entity`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE INDEX `entity_name_by_entity` ON `entity_name` (`entity`);--> statement-breakpoint
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
	CONSTRAINT "entity_kind" CHECK("__new_entity"."kind" in ('country', 'territory', 'group', 'port', 'crossing', 'corridor', 'route', 'railway')),
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
ALTER TABLE `import` ADD `text_form` integer;