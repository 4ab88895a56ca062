CREATE TABLE `corridor` (
	`id` text PRIMARY KEY NOT NULL,
	`parent` text,
	`from` text NOT NULL,
	`legs` text NOT NULL,
	`source` text,
	`note` text,
	`revision` integer NOT NULL,
	FOREIGN KEY (`revision`) REFERENCES `import`(`revision`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`id`) REFERENCES `entity`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`parent`) REFERENCES `entity`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`from`) REFERENCES `entity`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`source`) REFERENCES `source`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE INDEX `corridor_by_parent` ON `corridor` (`parent`,`id`);--> statement-breakpoint
CREATE INDEX `corridor_by_from` ON `corridor` (`from`,`id`);--> statement-breakpoint
CREATE INDEX `corridor_by_source` ON `corridor` (`source`,`id`);--> statement-breakpoint
CREATE INDEX `corridor_recorded` ON `corridor` (`revision`,`id`);--> statement-breakpoint
CREATE TABLE `corridor_history` (
	`id` text NOT NULL,
	`revision` integer NOT NULL,
	`retired_revision` integer NOT NULL,
	`withdrawn` integer DEFAULT false NOT NULL,
	`parent` text,
	`from` text NOT NULL,
	`legs` text NOT NULL,
	`source` text,
	`note` text,
	PRIMARY KEY(`id`, `revision`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `corridor_history_recorded` ON `corridor_history` (`revision`,`id`);--> statement-breakpoint
CREATE INDEX `corridor_history_retired` ON `corridor_history` (`retired_revision`,`id`);--> statement-breakpoint
CREATE INDEX `corridor_history_withdrawn` ON `corridor_history` (`withdrawn`,`retired_revision`,`id`);--> statement-breakpoint
CREATE TABLE `corridor_leg` (
	`corridor` text NOT NULL,
	`leg` text NOT NULL,
	`position` integer NOT NULL,
	PRIMARY KEY(`corridor`, `position`),
	FOREIGN KEY (`corridor`) REFERENCES `corridor`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`leg`) REFERENCES `leg`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE INDEX `corridor_leg_by_leg` ON `corridor_leg` (`leg`,`corridor`);--> statement-breakpoint
CREATE TABLE `leg` (
	`id` text PRIMARY KEY NOT NULL,
	`from` text NOT NULL,
	`to` text NOT NULL,
	`mode` text NOT NULL,
	`state` text NOT NULL,
	`terrain` text,
	`passes` text NOT NULL,
	`part_of` text,
	`note` text,
	`revision` integer NOT NULL,
	FOREIGN KEY (`revision`) REFERENCES `import`(`revision`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`id`) REFERENCES `entity`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`from`) REFERENCES `entity`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`to`) REFERENCES `entity`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`part_of`) REFERENCES `entity`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "leg_mode" CHECK("leg"."mode" in ('road', 'rail', 'ferry', 'sea')),
	CONSTRAINT "leg_state" CHECK("leg"."state" in ('open', 'seasonal', 'planned')),
	CONSTRAINT "leg_terrain" CHECK("leg"."terrain" in ('mountain')),
	CONSTRAINT "leg_ends" CHECK("leg"."from" <> "leg"."to")
) STRICT;
--> statement-breakpoint
CREATE INDEX `leg_by_from` ON `leg` (`from`,`id`);--> statement-breakpoint
CREATE INDEX `leg_by_to` ON `leg` (`to`,`id`);--> statement-breakpoint
CREATE INDEX `leg_by_part_of` ON `leg` (`part_of`,`id`);--> statement-breakpoint
CREATE INDEX `leg_recorded` ON `leg` (`revision`,`id`);--> statement-breakpoint
CREATE TABLE `leg_history` (
	`id` text NOT NULL,
	`revision` integer NOT NULL,
	`retired_revision` integer NOT NULL,
	`withdrawn` integer DEFAULT false NOT NULL,
	`from` text NOT NULL,
	`to` text NOT NULL,
	`mode` text NOT NULL,
	`state` text NOT NULL,
	`terrain` text,
	`passes` text NOT NULL,
	`part_of` text,
	`note` text,
	PRIMARY KEY(`id`, `revision`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `leg_history_recorded` ON `leg_history` (`revision`,`id`);--> statement-breakpoint
CREATE INDEX `leg_history_retired` ON `leg_history` (`retired_revision`,`id`);--> statement-breakpoint
CREATE INDEX `leg_history_withdrawn` ON `leg_history` (`withdrawn`,`retired_revision`,`id`);--> statement-breakpoint
CREATE TABLE `leg_pass` (
	`leg` text NOT NULL,
	`place` text NOT NULL,
	`position` integer NOT NULL,
	PRIMARY KEY(`leg`, `place`),
	FOREIGN KEY (`leg`) REFERENCES `leg`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`place`) REFERENCES `entity`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE INDEX `leg_pass_by_place` ON `leg_pass` (`place`,`leg`);--> statement-breakpoint
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
	CONSTRAINT "claim_check_kind" CHECK("__new_claim_check"."kind" in ('contradicts', 'part_exceeds_whole', 'sum_of_periods', 'sum_of_members', 'sum_of_components', 'sum_of_products', 'sum_of_legs', 'mirror_of', 'share_of', 'ratio_of', 'growth')),
	CONSTRAINT "claim_check_periods" CHECK("__new_claim_check"."periods" in ('equal', 'overlapping')),
	CONSTRAINT "claim_check_growth_percent" CHECK("__new_claim_check"."growth_percent" between -1.7976931348623157e308 and 1.7976931348623157e308),
	CONSTRAINT "claim_check_direction" CHECK("__new_claim_check"."direction" in ('all', 'outbound', 'inbound')),
	CONSTRAINT "claim_check_mode" CHECK("__new_claim_check"."mode" in ('road', 'rail', 'ferry', 'sea', 'multimodal')),
	CONSTRAINT "claim_check_difference" CHECK("__new_claim_check"."difference" between -1.7976931348623157e308 and 1.7976931348623157e308),
	CONSTRAINT "claim_check_ratio" CHECK("__new_claim_check"."ratio" between -1.7976931348623157e308 and 1.7976931348623157e308),
	CONSTRAINT "claim_check_apart" CHECK("__new_claim_check"."apart" between -1.7976931348623157e308 and 1.7976931348623157e308)
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_claim_check`("id", "kind", "about", "metric", "subject", "partner", "direction", "mode", "product", "period", "starts_on", "ends_on", "claims", "claims_count", "stated", "expected", "difference", "ratio", "apart", "holds", "periods", "growth_percent", "revision") SELECT "id", "kind", "about", "metric", "subject", "partner", "direction", "mode", "product", "period", "starts_on", "ends_on", "claims", "claims_count", "stated", "expected", "difference", "ratio", "apart", "holds", "periods", "growth_percent", "revision" FROM `claim_check`;--> statement-breakpoint
DROP TABLE `claim_check`;--> statement-breakpoint
ALTER TABLE `__new_claim_check` RENAME TO `claim_check`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE INDEX `claim_check_worst` ON `claim_check` (`holds`,"apart" desc,`id`);--> statement-breakpoint
CREATE INDEX `claim_check_worst_of_kind` ON `claim_check` (`kind`,`holds`,"apart" desc,`id`);--> statement-breakpoint
CREATE INDEX `claim_check_by_about` ON `claim_check` (`about`);--> statement-breakpoint
CREATE INDEX `claim_check_recorded` ON `claim_check` (`revision`);--> statement-breakpoint
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
	CONSTRAINT "entity_kind" CHECK("__new_entity"."kind" in ('country', 'territory', 'group', 'port', 'crossing', 'corridor', 'route', 'railway', 'city', 'station', 'pass', 'strait', 'leg', 'commodity')),
	CONSTRAINT "entity_latitude" CHECK("__new_entity"."latitude" between -1.7976931348623157e308 and 1.7976931348623157e308),
	CONSTRAINT "entity_longitude" CHECK("__new_entity"."longitude" between -1.7976931348623157e308 and 1.7976931348623157e308)
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_entity`("id", "kind", "name", "countries", "latitude", "longitude", "members", "note", "search_text", "revision") SELECT "id", "kind", "name", "countries", "latitude", "longitude", "members", "note", "search_text", "revision" FROM `entity`;--> statement-breakpoint
DROP TABLE `entity`;--> statement-breakpoint
ALTER TABLE `__new_entity` RENAME TO `entity`;--> statement-breakpoint
CREATE INDEX `entity_by_kind` ON `entity` (`kind`,`id`);--> statement-breakpoint
CREATE INDEX `entity_recorded` ON `entity` (`revision`,`id`);--> statement-breakpoint
CREATE TABLE `__new_event` (
	`id` text PRIMARY KEY NOT NULL,
	`date` text NOT NULL,
	`starts_on` text NOT NULL,
	`ends_on` text NOT NULL,
	`entity` text NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`source` text NOT NULL,
	`end_date` text,
	`scope` text,
	`note` text,
	`revision` integer NOT NULL,
	FOREIGN KEY (`revision`) REFERENCES `import`(`revision`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`entity`) REFERENCES `entity`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`source`) REFERENCES `source`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "event_kind" CHECK("__new_event"."kind" in ('opened', 'open', 'partly_open', 'restricted', 'seasonal', 'closed', 'signed', 'pilot', 'ratified', 'announced')),
	CONSTRAINT "event_scope" CHECK("__new_event"."scope" in ('all', 'trade', 'humanitarian', 'rail'))
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_event`("id", "date", "starts_on", "ends_on", "entity", "kind", "title", "source", "revision") SELECT "id", "date", "starts_on", "ends_on", "entity", "kind", "title", "source", "revision" FROM `event`;--> statement-breakpoint
DROP TABLE `event`;--> statement-breakpoint
ALTER TABLE `__new_event` RENAME TO `event`;--> statement-breakpoint
CREATE INDEX `event_newest` ON `event` ("starts_on" desc,`id`);--> statement-breakpoint
CREATE INDEX `event_by_entity` ON `event` (`entity`,"starts_on" desc,`id`);--> statement-breakpoint
CREATE INDEX `event_by_kind` ON `event` (`kind`,"starts_on" desc,`id`);--> statement-breakpoint
CREATE INDEX `event_recorded` ON `event` (`revision`,`id`);--> statement-breakpoint
CREATE TABLE `__new_observation` (
	`id` text PRIMARY KEY NOT NULL,
	`metric` text NOT NULL,
	`subject` text NOT NULL,
	`partner` text,
	`direction` text,
	`mode` text,
	`product` text,
	`period` text,
	`starts_on` text,
	`ends_on` text,
	`series` text NOT NULL,
	`value` real,
	`low` real,
	`high` real,
	`bound` text NOT NULL,
	`text` text NOT NULL,
	`status` text NOT NULL,
	`attributed_to` text,
	`source` text NOT NULL,
	`derived_from` text NOT NULL,
	`note` text,
	`revision` integer NOT NULL,
	FOREIGN KEY (`revision`) REFERENCES `import`(`revision`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`metric`) REFERENCES `metric`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`subject`) REFERENCES `entity`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`partner`) REFERENCES `entity`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`product`) REFERENCES `product`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`source`) REFERENCES `source`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`series`) REFERENCES `series`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "observation_direction" CHECK("__new_observation"."direction" in ('all', 'outbound', 'inbound')),
	CONSTRAINT "observation_mode" CHECK("__new_observation"."mode" in ('road', 'rail', 'ferry', 'sea', 'multimodal')),
	CONSTRAINT "observation_bound" CHECK("__new_observation"."bound" in ('exact', 'about', 'at_least', 'at_most', 'range')),
	CONSTRAINT "observation_status" CHECK("__new_observation"."status" in ('A', 'B', 'D', 'E', 'F', 'G', 'I', 'L', 'M', 'N', 'O', 'P', 'Q', 'U', 'V')),
	CONSTRAINT "observation_value" CHECK("__new_observation"."value" between -1.7976931348623157e308 and 1.7976931348623157e308),
	CONSTRAINT "observation_low" CHECK("__new_observation"."low" between -1.7976931348623157e308 and 1.7976931348623157e308),
	CONSTRAINT "observation_high" CHECK("__new_observation"."high" between -1.7976931348623157e308 and 1.7976931348623157e308),
	CONSTRAINT "observation_figure" CHECK(("__new_observation"."value" is not null or ("__new_observation"."low" is not null and "__new_observation"."high" is not null)) and ("__new_observation"."low" is null or "__new_observation"."low" <= "__new_observation"."high")),
	CONSTRAINT "observation_period" CHECK(("__new_observation"."period" is null) = ("__new_observation"."ends_on" is null))
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_observation`("id", "metric", "subject", "partner", "direction", "mode", "product", "period", "starts_on", "ends_on", "series", "value", "low", "high", "bound", "text", "status", "attributed_to", "source", "derived_from", "note", "revision") SELECT "id", "metric", "subject", "partner", "direction", "mode", "product", "period", "starts_on", "ends_on", "series", "value", "low", "high", "bound", "text", "status", "attributed_to", "source", "derived_from", "note", "revision" FROM `observation`;--> statement-breakpoint
DROP TABLE `observation`;--> statement-breakpoint
ALTER TABLE `__new_observation` RENAME TO `observation`;--> statement-breakpoint
CREATE INDEX `observation_by_metric` ON `observation` (`metric`,`ends_on`,`id`);--> statement-breakpoint
CREATE INDEX `observation_by_metric_pair` ON `observation` (`metric`,`subject`,`partner`,"ends_on" desc,"id" desc);--> statement-breakpoint
CREATE INDEX `observation_by_subject` ON `observation` (`subject`,`ends_on`,`id`);--> statement-breakpoint
CREATE INDEX `observation_by_partner` ON `observation` (`partner`,`ends_on`,`id`);--> statement-breakpoint
CREATE INDEX `observation_by_source` ON `observation` (`source`,`ends_on`,`id`);--> statement-breakpoint
CREATE INDEX `observation_by_direction` ON `observation` (`direction`,`ends_on`,`id`) WHERE "observation"."direction" is not null;--> statement-breakpoint
CREATE INDEX `observation_by_mode` ON `observation` (`mode`,`ends_on`,`id`) WHERE "observation"."mode" is not null;--> statement-breakpoint
CREATE INDEX `observation_by_product` ON `observation` (`product`,`ends_on`,`id`) WHERE "observation"."product" is not null;--> statement-breakpoint
CREATE INDEX `observation_by_bound` ON `observation` (`bound`,`ends_on`,`id`) WHERE "observation"."bound" <> 'exact';--> statement-breakpoint
CREATE INDEX `observation_by_series` ON `observation` (`series`,`ends_on`);--> statement-breakpoint
CREATE INDEX `observation_by_period` ON `observation` (`ends_on`,`id`);--> statement-breakpoint
CREATE INDEX `observation_by_value` ON `observation` (`metric`,`value`,`id`);--> statement-breakpoint
CREATE INDEX `observation_recorded` ON `observation` (`revision`,`id`);--> statement-breakpoint
CREATE TABLE `__new_relation` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`observation` text NOT NULL,
	`others` text NOT NULL,
	`note` text,
	`revision` integer NOT NULL,
	FOREIGN KEY (`revision`) REFERENCES `import`(`revision`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`observation`) REFERENCES `observation`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "relation_kind" CHECK("__new_relation"."kind" in ('contradicts', 'part_exceeds_whole', 'sum_of', 'revision_of', 'mirror_of', 'preferred_over'))
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_relation`("id", "kind", "observation", "others", "note", "revision") SELECT "id", "kind", "observation", "others", "note", "revision" FROM `relation`;--> statement-breakpoint
DROP TABLE `relation`;--> statement-breakpoint
ALTER TABLE `__new_relation` RENAME TO `relation`;--> statement-breakpoint
CREATE INDEX `relation_by_kind` ON `relation` (`kind`,`id`);--> statement-breakpoint
CREATE INDEX `relation_by_observation` ON `relation` (`observation`,`id`);--> statement-breakpoint
CREATE INDEX `relation_recorded` ON `relation` (`revision`,`id`);--> statement-breakpoint
CREATE TABLE `__new_source` (
	`id` text PRIMARY KEY NOT NULL,
	`publisher` text NOT NULL,
	`title` text NOT NULL,
	`url` text,
	`published` text,
	`retrieved` text,
	`kind` text NOT NULL,
	`license` text,
	`note` text,
	`search_text` text NOT NULL,
	`revision` integer NOT NULL,
	FOREIGN KEY (`revision`) REFERENCES `import`(`revision`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "source_kind" CHECK("__new_source"."kind" in ('official_statistics', 'central_bank', 'international_organisation', 'government_statement', 'company', 'academic', 'press', 'encyclopedia', 'dataset', 'opinion'))
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_source`("id", "publisher", "title", "url", "published", "retrieved", "kind", "license", "note", "search_text", "revision") SELECT "id", "publisher", "title", "url", "published", "retrieved", "kind", "license", "note", "search_text", "revision" FROM `source`;--> statement-breakpoint
DROP TABLE `source`;--> statement-breakpoint
ALTER TABLE `__new_source` RENAME TO `source`;--> statement-breakpoint
CREATE INDEX `source_by_kind` ON `source` (`kind`,`id`);--> statement-breakpoint
CREATE INDEX `source_recorded` ON `source` (`revision`,`id`);--> statement-breakpoint
ALTER TABLE `event_history` ADD `end_date` text;--> statement-breakpoint
ALTER TABLE `event_history` ADD `scope` text;--> statement-breakpoint
ALTER TABLE `event_history` ADD `note` text;