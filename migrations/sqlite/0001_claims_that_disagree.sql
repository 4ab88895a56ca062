CREATE TABLE `api_key` (
	`id` text PRIMARY KEY NOT NULL,
	`label` text NOT NULL,
	`scope` text NOT NULL,
	`hash` text NOT NULL,
	`created` text NOT NULL,
	`expires` text,
	`revoked` text,
	CONSTRAINT "api_key_scope" CHECK("api_key"."scope" in ('import', 'admin'))
) STRICT;
--> statement-breakpoint
CREATE TABLE `claim_check` (
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
	CONSTRAINT "claim_check_kind" CHECK("claim_check"."kind" in ('contradicts', 'part_exceeds_whole', 'sum_of_periods', 'sum_of_members', 'sum_of_components', 'mirror_of', 'share_of', 'growth')),
	CONSTRAINT "claim_check_periods" CHECK("claim_check"."periods" in ('equal', 'overlapping')),
	CONSTRAINT "claim_check_growth_percent" CHECK("claim_check"."growth_percent" between -1.7976931348623157e308 and 1.7976931348623157e308),
	CONSTRAINT "claim_check_direction" CHECK("claim_check"."direction" in ('all', 'outbound', 'inbound')),
	CONSTRAINT "claim_check_mode" CHECK("claim_check"."mode" in ('road', 'rail', 'sea', 'multimodal')),
	CONSTRAINT "claim_check_difference" CHECK("claim_check"."difference" between -1.7976931348623157e308 and 1.7976931348623157e308),
	CONSTRAINT "claim_check_ratio" CHECK("claim_check"."ratio" between -1.7976931348623157e308 and 1.7976931348623157e308),
	CONSTRAINT "claim_check_apart" CHECK("claim_check"."apart" between -1.7976931348623157e308 and 1.7976931348623157e308)
) STRICT;
--> statement-breakpoint
CREATE INDEX `claim_check_worst` ON `claim_check` (`holds`,"apart" desc,`id`);--> statement-breakpoint
CREATE INDEX `claim_check_worst_of_kind` ON `claim_check` (`kind`,`holds`,"apart" desc,`id`);--> statement-breakpoint
CREATE INDEX `claim_check_by_about` ON `claim_check` (`about`);--> statement-breakpoint
CREATE INDEX `claim_check_recorded` ON `claim_check` (`revision`);--> statement-breakpoint
CREATE TABLE `claim_check_about` (
	`about` text NOT NULL,
	`place` text NOT NULL,
	`scope` text NOT NULL,
	`metric` text NOT NULL,
	`subject` text NOT NULL,
	`partner` text,
	PRIMARY KEY(`about`, `place`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `claim_check_about_by_scope` ON `claim_check_about` (`scope`,`about`);--> statement-breakpoint
CREATE INDEX `claim_check_about_by_metric` ON `claim_check_about` (`metric`,`subject`,`partner`,`about`);--> statement-breakpoint
CREATE INDEX `claim_check_about_by_subject` ON `claim_check_about` (`subject`,`partner`,`about`);--> statement-breakpoint
CREATE INDEX `claim_check_about_by_partner` ON `claim_check_about` (`partner`,`about`);--> statement-breakpoint
CREATE TABLE `claim_check_history` (
	`id` text NOT NULL,
	`revision` integer NOT NULL,
	`retired_revision` integer NOT NULL,
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
	PRIMARY KEY(`id`, `revision`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `claim_check_history_worst` ON `claim_check_history` (`holds`,"apart" desc,`id`);--> statement-breakpoint
CREATE INDEX `claim_check_history_by_about` ON `claim_check_history` (`about`);--> statement-breakpoint
CREATE INDEX `claim_check_history_recorded` ON `claim_check_history` (`revision`);--> statement-breakpoint
CREATE INDEX `claim_check_history_retired` ON `claim_check_history` (`retired_revision`);--> statement-breakpoint
CREATE TABLE `derivation` (
	`observation` text NOT NULL,
	`position` integer NOT NULL,
	`input` text NOT NULL,
	PRIMARY KEY(`observation`, `position`),
	FOREIGN KEY (`observation`) REFERENCES `observation`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`input`) REFERENCES `observation`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE INDEX `derivation_by_input` ON `derivation` (`input`,`observation`);--> statement-breakpoint
CREATE TABLE `idempotent_answer` (
	`api_key` text NOT NULL,
	`key` text NOT NULL,
	`request` text NOT NULL,
	`status` integer NOT NULL,
	`location` text,
	`body` text NOT NULL,
	`created` text NOT NULL,
	PRIMARY KEY(`api_key`, `key`),
	FOREIGN KEY (`api_key`) REFERENCES `api_key`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE INDEX `idempotent_answer_by_age` ON `idempotent_answer` (`created`);--> statement-breakpoint
CREATE TABLE `refusal` (
	`id` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`started` text NOT NULL,
	`finished` text NOT NULL,
	`made_by` text,
	`bad` integer NOT NULL,
	`cells` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `relation_history` (
	`id` text NOT NULL,
	`revision` integer NOT NULL,
	`retired_revision` integer NOT NULL,
	`withdrawn` integer DEFAULT false NOT NULL,
	`kind` text NOT NULL,
	`observation` text NOT NULL,
	`others` text NOT NULL,
	`note` text,
	PRIMARY KEY(`id`, `revision`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `relation_history_recorded` ON `relation_history` (`revision`,`id`);--> statement-breakpoint
CREATE INDEX `relation_history_retired` ON `relation_history` (`retired_revision`,`id`);--> statement-breakpoint
CREATE INDEX `relation_history_withdrawn` ON `relation_history` (`withdrawn`,`retired_revision`,`id`);--> statement-breakpoint
CREATE TABLE `relation_other_history` (
	`relation` text NOT NULL,
	`position` integer NOT NULL,
	`observation` text NOT NULL,
	`revision` integer NOT NULL,
	`retired_revision` integer NOT NULL,
	PRIMARY KEY(`relation`, `revision`, `position`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `relation_other_history_by_observation` ON `relation_other_history` (`observation`,`relation`);--> statement-breakpoint
CREATE TABLE `scenario_history` (
	`id` text NOT NULL,
	`revision` integer NOT NULL,
	`retired_revision` integer NOT NULL,
	`withdrawn` integer DEFAULT false NOT NULL,
	`name` text NOT NULL,
	`description` text NOT NULL,
	`search_text` text NOT NULL,
	PRIMARY KEY(`id`, `revision`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `scenario_history_recorded` ON `scenario_history` (`revision`,`id`);--> statement-breakpoint
CREATE INDEX `scenario_history_retired` ON `scenario_history` (`retired_revision`,`id`);--> statement-breakpoint
CREATE INDEX `scenario_history_withdrawn` ON `scenario_history` (`withdrawn`,`retired_revision`,`id`);--> statement-breakpoint
ALTER TABLE `entity_history` ADD `withdrawn` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `entity_history_recorded` ON `entity_history` (`revision`,`id`);--> statement-breakpoint
CREATE INDEX `entity_history_retired` ON `entity_history` (`retired_revision`,`id`);--> statement-breakpoint
CREATE INDEX `entity_history_withdrawn` ON `entity_history` (`withdrawn`,`retired_revision`,`id`);--> statement-breakpoint
ALTER TABLE `event_history` ADD `withdrawn` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `event_history_recorded` ON `event_history` (`revision`,`id`);--> statement-breakpoint
CREATE INDEX `event_history_retired` ON `event_history` (`retired_revision`,`id`);--> statement-breakpoint
CREATE INDEX `event_history_withdrawn` ON `event_history` (`withdrawn`,`retired_revision`,`id`);--> statement-breakpoint
ALTER TABLE `import` ADD `made_by` text;--> statement-breakpoint
ALTER TABLE `import` ADD `note` text;--> statement-breakpoint
ALTER TABLE `import` ADD `detector` integer;--> statement-breakpoint
CREATE INDEX `import_by_time` ON `import` (`finished`,`revision`);--> statement-breakpoint
CREATE INDEX `import_by_kind` ON `import` (`kind`,`finished`,`revision`);--> statement-breakpoint
ALTER TABLE `metric_history` ADD `withdrawn` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `metric_history_recorded` ON `metric_history` (`revision`,`id`);--> statement-breakpoint
CREATE INDEX `metric_history_retired` ON `metric_history` (`retired_revision`,`id`);--> statement-breakpoint
CREATE INDEX `metric_history_withdrawn` ON `metric_history` (`withdrawn`,`retired_revision`,`id`);--> statement-breakpoint
ALTER TABLE `observation_history` ADD `withdrawn` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `observation_history_retired` ON `observation_history` (`retired_revision`,`id`);--> statement-breakpoint
CREATE INDEX `observation_history_withdrawn` ON `observation_history` (`withdrawn`,`retired_revision`,`id`);--> statement-breakpoint
CREATE INDEX `observation_history_by_metric` ON `observation_history` (`metric`,"ends_on" desc,`id`);--> statement-breakpoint
CREATE INDEX `observation_history_by_metric_pair` ON `observation_history` (`metric`,`subject`,`partner`,"ends_on" desc,`id`);--> statement-breakpoint
CREATE INDEX `observation_history_by_subject` ON `observation_history` (`subject`,"ends_on" desc,`id`);--> statement-breakpoint
CREATE INDEX `observation_history_by_partner` ON `observation_history` (`partner`,"ends_on" desc,`id`);--> statement-breakpoint
CREATE INDEX `observation_history_by_source` ON `observation_history` (`source`,"ends_on" desc,`id`);--> statement-breakpoint
CREATE INDEX `observation_history_by_direction` ON `observation_history` (`direction`,"ends_on" desc,`id`);--> statement-breakpoint
CREATE INDEX `observation_history_by_mode` ON `observation_history` (`mode`,"ends_on" desc,`id`);--> statement-breakpoint
CREATE INDEX `observation_history_by_bound` ON `observation_history` (`bound`,"ends_on" desc,`id`);--> statement-breakpoint
CREATE INDEX `observation_history_by_series` ON `observation_history` (`series`,"ends_on" desc,`id`);--> statement-breakpoint
CREATE INDEX `observation_history_newest` ON `observation_history` ("ends_on" desc,`id`);--> statement-breakpoint
CREATE INDEX `observation_history_oldest` ON `observation_history` (`ends_on`,`id`);--> statement-breakpoint
CREATE INDEX `observation_history_highest` ON `observation_history` (`metric`,"value" desc,`id`);--> statement-breakpoint
CREATE INDEX `observation_history_lowest` ON `observation_history` (`metric`,`value`,`id`);--> statement-breakpoint
CREATE INDEX `observation_history_first_recorded` ON `observation_history` (`revision`,`id`);--> statement-breakpoint
CREATE INDEX `observation_history_last_recorded` ON `observation_history` ("revision" desc,`id`);--> statement-breakpoint
ALTER TABLE `projection_history` ADD `withdrawn` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `projection_history_recorded` ON `projection_history` (`revision`,`id`);--> statement-breakpoint
CREATE INDEX `projection_history_retired` ON `projection_history` (`retired_revision`,`id`);--> statement-breakpoint
CREATE INDEX `projection_history_withdrawn` ON `projection_history` (`withdrawn`,`retired_revision`,`id`);--> statement-breakpoint
ALTER TABLE `source_history` ADD `withdrawn` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `source_history_recorded` ON `source_history` (`revision`,`id`);--> statement-breakpoint
CREATE INDEX `source_history_retired` ON `source_history` (`retired_revision`,`id`);--> statement-breakpoint
CREATE INDEX `source_history_withdrawn` ON `source_history` (`withdrawn`,`retired_revision`,`id`);--> statement-breakpoint
CREATE INDEX `entity_recorded` ON `entity` (`revision`,`id`);--> statement-breakpoint
CREATE INDEX `event_recorded` ON `event` (`revision`,`id`);--> statement-breakpoint
CREATE INDEX `metric_recorded` ON `metric` (`revision`,`id`);--> statement-breakpoint
CREATE INDEX `projection_recorded` ON `projection` (`revision`,`id`);--> statement-breakpoint
CREATE INDEX `relation_recorded` ON `relation` (`revision`,`id`);--> statement-breakpoint
CREATE INDEX `scenario_recorded` ON `scenario` (`revision`,`id`);--> statement-breakpoint
CREATE INDEX `source_recorded` ON `source` (`revision`,`id`);--> statement-breakpoint
INSERT INTO `derivation` (`observation`, `position`, `input`) SELECT `observation`.`id`, `json_each`.`key`, `json_each`.`value` FROM `observation`, json_each(`observation`.`derived_from`);
