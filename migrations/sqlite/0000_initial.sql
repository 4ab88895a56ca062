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
CREATE TABLE `country` (
	`code` text PRIMARY KEY NOT NULL,
	`iso2` text NOT NULL,
	`numeric` text NOT NULL,
	`official_name` text NOT NULL,
	`capital` text,
	`region` text NOT NULL,
	`subregion` text,
	`landlocked` integer NOT NULL,
	`area` real,
	`borders` text NOT NULL,
	`currencies` text NOT NULL,
	`names` text NOT NULL,
	`revision` integer NOT NULL,
	FOREIGN KEY (`code`) REFERENCES `entity`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`revision`) REFERENCES `import`(`revision`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "country_region" CHECK("country"."region" in ('Africa', 'Americas', 'Antarctic', 'Asia', 'Europe', 'Oceania')),
	CONSTRAINT "country_area" CHECK("country"."area" between -1.7976931348623157e308 and 1.7976931348623157e308)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `country_iso2_unique` ON `country` (`iso2`);--> statement-breakpoint
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
CREATE TABLE `entity` (
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
	CONSTRAINT "entity_kind" CHECK("entity"."kind" in ('country', 'group', 'port', 'crossing', 'corridor', 'route', 'railway')),
	CONSTRAINT "entity_latitude" CHECK("entity"."latitude" between -1.7976931348623157e308 and 1.7976931348623157e308),
	CONSTRAINT "entity_longitude" CHECK("entity"."longitude" between -1.7976931348623157e308 and 1.7976931348623157e308)
) STRICT;
--> statement-breakpoint
CREATE INDEX `entity_by_kind` ON `entity` (`kind`,`id`);--> statement-breakpoint
CREATE INDEX `entity_recorded` ON `entity` (`revision`,`id`);--> statement-breakpoint
CREATE TABLE `entity_country` (
	`entity` text NOT NULL,
	`country` text NOT NULL,
	PRIMARY KEY(`entity`, `country`),
	FOREIGN KEY (`entity`) REFERENCES `entity`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`country`) REFERENCES `country`(`code`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE INDEX `entity_country_by_country` ON `entity_country` (`country`,`entity`);--> statement-breakpoint
CREATE TABLE `entity_history` (
	`id` text NOT NULL,
	`revision` integer NOT NULL,
	`retired_revision` integer NOT NULL,
	`withdrawn` integer DEFAULT false NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`countries` text NOT NULL,
	`latitude` real,
	`longitude` real,
	`members` text NOT NULL,
	`note` text,
	`search_text` text NOT NULL,
	PRIMARY KEY(`id`, `revision`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `entity_history_recorded` ON `entity_history` (`revision`,`id`);--> statement-breakpoint
CREATE INDEX `entity_history_retired` ON `entity_history` (`retired_revision`,`id`);--> statement-breakpoint
CREATE INDEX `entity_history_withdrawn` ON `entity_history` (`withdrawn`,`retired_revision`,`id`);--> statement-breakpoint
CREATE TABLE `event` (
	`id` text PRIMARY KEY NOT NULL,
	`date` text NOT NULL,
	`starts_on` text NOT NULL,
	`ends_on` text NOT NULL,
	`entity` text NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`source` text NOT NULL,
	`revision` integer NOT NULL,
	FOREIGN KEY (`revision`) REFERENCES `import`(`revision`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`entity`) REFERENCES `entity`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`source`) REFERENCES `source`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "event_kind" CHECK("event"."kind" in ('opened', 'closed', 'signed', 'pilot', 'ratified', 'announced'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `event_newest` ON `event` ("starts_on" desc,`id`);--> statement-breakpoint
CREATE INDEX `event_by_entity` ON `event` (`entity`,"starts_on" desc,`id`);--> statement-breakpoint
CREATE INDEX `event_by_kind` ON `event` (`kind`,"starts_on" desc,`id`);--> statement-breakpoint
CREATE INDEX `event_recorded` ON `event` (`revision`,`id`);--> statement-breakpoint
CREATE TABLE `event_history` (
	`id` text NOT NULL,
	`revision` integer NOT NULL,
	`retired_revision` integer NOT NULL,
	`withdrawn` integer DEFAULT false NOT NULL,
	`date` text NOT NULL,
	`starts_on` text NOT NULL,
	`ends_on` text NOT NULL,
	`entity` text NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`source` text NOT NULL,
	PRIMARY KEY(`id`, `revision`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `event_history_recorded` ON `event_history` (`revision`,`id`);--> statement-breakpoint
CREATE INDEX `event_history_retired` ON `event_history` (`retired_revision`,`id`);--> statement-breakpoint
CREATE INDEX `event_history_withdrawn` ON `event_history` (`withdrawn`,`retired_revision`,`id`);--> statement-breakpoint
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
CREATE TABLE `import` (
	`revision` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`started` text NOT NULL,
	`finished` text NOT NULL,
	`state` text NOT NULL,
	`counts` text NOT NULL,
	`checksum` text NOT NULL,
	`made_by` text,
	`note` text,
	`detector` integer
) STRICT;
--> statement-breakpoint
CREATE INDEX `import_by_time` ON `import` (`finished`,`revision`);--> statement-breakpoint
CREATE INDEX `import_by_kind` ON `import` (`kind`,`finished`,`revision`);--> statement-breakpoint
CREATE TABLE `membership` (
	`parent` text NOT NULL,
	`member` text NOT NULL,
	`position` integer NOT NULL,
	PRIMARY KEY(`parent`, `member`),
	FOREIGN KEY (`parent`) REFERENCES `entity`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`member`) REFERENCES `entity`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE INDEX `membership_by_member` ON `membership` (`member`,`parent`);--> statement-breakpoint
CREATE TABLE `metric` (
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
	`search_text` text NOT NULL,
	`revision` integer NOT NULL,
	FOREIGN KEY (`revision`) REFERENCES `import`(`revision`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "metric_unit" CHECK("metric"."unit" in ('USD', 'TEU', 'tonne', 'person', 'hour', 'day', 'km', 'km_per_hour', 'percent', 'index', 'USD_per_500km_20t', 'rank')),
	CONSTRAINT "metric_topic" CHECK("metric"."topic" in ('trade', 'transit', 'logistics', 'education', 'infrastructure')),
	CONSTRAINT "metric_kind" CHECK("metric"."kind" in ('flow', 'stock', 'index', 'ratio', 'duration', 'distance')),
	CONSTRAINT "metric_desired" CHECK("metric"."desired" in ('increase', 'decrease', 'none')),
	CONSTRAINT "metric_partnered" CHECK("metric"."partnered" in ('yes', 'no', 'optional')),
	CONSTRAINT "metric_aggregation" CHECK("metric"."aggregation" in ('sum', 'mean', 'none'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `metric_recorded` ON `metric` (`revision`,`id`);--> statement-breakpoint
CREATE TABLE `metric_coverage` (
	`metric` text PRIMARY KEY NOT NULL,
	`observations` integer NOT NULL,
	`first_period` text,
	`last_period` text,
	`sources` integer NOT NULL,
	`subjects` integer NOT NULL,
	FOREIGN KEY (`metric`) REFERENCES `metric`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE TABLE `metric_history` (
	`id` text NOT NULL,
	`revision` integer NOT NULL,
	`retired_revision` integer NOT NULL,
	`withdrawn` integer DEFAULT false NOT NULL,
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
	`search_text` text NOT NULL,
	PRIMARY KEY(`id`, `revision`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `metric_history_recorded` ON `metric_history` (`revision`,`id`);--> statement-breakpoint
CREATE INDEX `metric_history_retired` ON `metric_history` (`retired_revision`,`id`);--> statement-breakpoint
CREATE INDEX `metric_history_withdrawn` ON `metric_history` (`withdrawn`,`retired_revision`,`id`);--> statement-breakpoint
CREATE TABLE `observation` (
	`id` text PRIMARY KEY NOT NULL,
	`metric` text NOT NULL,
	`subject` text NOT NULL,
	`partner` text,
	`direction` text,
	`mode` text,
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
	FOREIGN KEY (`source`) REFERENCES `source`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`series`) REFERENCES `series`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "observation_direction" CHECK("observation"."direction" in ('all', 'outbound', 'inbound')),
	CONSTRAINT "observation_mode" CHECK("observation"."mode" in ('road', 'rail', 'sea', 'multimodal')),
	CONSTRAINT "observation_bound" CHECK("observation"."bound" in ('exact', 'about', 'at_least', 'at_most', 'range')),
	CONSTRAINT "observation_status" CHECK("observation"."status" in ('A', 'B', 'D', 'E', 'F', 'G', 'I', 'L', 'M', 'N', 'O', 'P', 'Q', 'U', 'V')),
	CONSTRAINT "observation_value" CHECK("observation"."value" between -1.7976931348623157e308 and 1.7976931348623157e308),
	CONSTRAINT "observation_low" CHECK("observation"."low" between -1.7976931348623157e308 and 1.7976931348623157e308),
	CONSTRAINT "observation_high" CHECK("observation"."high" between -1.7976931348623157e308 and 1.7976931348623157e308),
	CONSTRAINT "observation_figure" CHECK(("observation"."value" is not null or ("observation"."low" is not null and "observation"."high" is not null)) and ("observation"."low" is null or "observation"."low" <= "observation"."high")),
	CONSTRAINT "observation_period" CHECK(("observation"."period" is null) = ("observation"."ends_on" is null))
) STRICT;
--> statement-breakpoint
CREATE INDEX `observation_by_metric` ON `observation` (`metric`,"ends_on" desc,`id`);--> statement-breakpoint
CREATE INDEX `observation_by_metric_pair` ON `observation` (`metric`,`subject`,`partner`,"ends_on" desc,`id`);--> statement-breakpoint
CREATE INDEX `observation_by_subject` ON `observation` (`subject`,"ends_on" desc,`id`);--> statement-breakpoint
CREATE INDEX `observation_by_partner` ON `observation` (`partner`,"ends_on" desc,`id`);--> statement-breakpoint
CREATE INDEX `observation_by_source` ON `observation` (`source`,"ends_on" desc,`id`);--> statement-breakpoint
CREATE INDEX `observation_by_direction` ON `observation` (`direction`,"ends_on" desc,`id`);--> statement-breakpoint
CREATE INDEX `observation_by_mode` ON `observation` (`mode`,"ends_on" desc,`id`);--> statement-breakpoint
CREATE INDEX `observation_by_bound` ON `observation` (`bound`,"ends_on" desc,`id`);--> statement-breakpoint
CREATE INDEX `observation_by_series` ON `observation` (`series`,"ends_on" desc,`id`);--> statement-breakpoint
CREATE INDEX `observation_newest` ON `observation` ("ends_on" desc,`id`);--> statement-breakpoint
CREATE INDEX `observation_oldest` ON `observation` (`ends_on`,`id`);--> statement-breakpoint
CREATE INDEX `observation_highest` ON `observation` (`metric`,"value" desc,`id`);--> statement-breakpoint
CREATE INDEX `observation_lowest` ON `observation` (`metric`,`value`,`id`);--> statement-breakpoint
CREATE INDEX `observation_first_recorded` ON `observation` (`revision`,`id`);--> statement-breakpoint
CREATE INDEX `observation_last_recorded` ON `observation` ("revision" desc,`id`);--> statement-breakpoint
CREATE INDEX `observation_by_metric_source` ON `observation` (`metric`,`source`,"ends_on" desc,`id`);--> statement-breakpoint
CREATE TABLE `observation_history` (
	`id` text NOT NULL,
	`revision` integer NOT NULL,
	`retired_revision` integer NOT NULL,
	`withdrawn` integer DEFAULT false NOT NULL,
	`metric` text NOT NULL,
	`subject` text NOT NULL,
	`partner` text,
	`direction` text,
	`mode` text,
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
	PRIMARY KEY(`id`, `revision`)
) STRICT;
--> statement-breakpoint
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
CREATE TABLE `projection` (
	`id` text PRIMARY KEY NOT NULL,
	`metric` text NOT NULL,
	`subject` text NOT NULL,
	`partner` text,
	`scenario` text NOT NULL,
	`base_period` text,
	`base_value` real,
	`target_period` text,
	`target_starts_on` text,
	`target_ends_on` text,
	`value` real,
	`low` real,
	`high` real,
	`bound` text NOT NULL,
	`text` text NOT NULL,
	`condition` text,
	`issued_on` text,
	`attributed_to` text,
	`source` text NOT NULL,
	`note` text,
	`revision` integer NOT NULL,
	FOREIGN KEY (`revision`) REFERENCES `import`(`revision`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`metric`) REFERENCES `metric`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`subject`) REFERENCES `entity`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`partner`) REFERENCES `entity`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`scenario`) REFERENCES `scenario`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`source`) REFERENCES `source`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "projection_bound" CHECK("projection"."bound" in ('exact', 'about', 'at_least', 'at_most', 'range')),
	CONSTRAINT "projection_base_value" CHECK("projection"."base_value" between -1.7976931348623157e308 and 1.7976931348623157e308),
	CONSTRAINT "projection_value" CHECK("projection"."value" between -1.7976931348623157e308 and 1.7976931348623157e308),
	CONSTRAINT "projection_low" CHECK("projection"."low" between -1.7976931348623157e308 and 1.7976931348623157e308),
	CONSTRAINT "projection_high" CHECK("projection"."high" between -1.7976931348623157e308 and 1.7976931348623157e308),
	CONSTRAINT "projection_figure" CHECK(("projection"."value" is not null or ("projection"."low" is not null and "projection"."high" is not null)) and ("projection"."low" is null or "projection"."low" <= "projection"."high")),
	CONSTRAINT "projection_period" CHECK(("projection"."target_period" is null) = ("projection"."target_ends_on" is null))
) STRICT;
--> statement-breakpoint
CREATE INDEX `projection_by_metric` ON `projection` (`metric`,`id`);--> statement-breakpoint
CREATE INDEX `projection_by_subject` ON `projection` (`subject`,`id`);--> statement-breakpoint
CREATE INDEX `projection_by_partner` ON `projection` (`partner`,`id`);--> statement-breakpoint
CREATE INDEX `projection_by_scenario` ON `projection` (`scenario`,`id`);--> statement-breakpoint
CREATE INDEX `projection_by_source` ON `projection` (`source`,`id`);--> statement-breakpoint
CREATE INDEX `projection_by_target` ON `projection` (`target_ends_on`,`id`);--> statement-breakpoint
CREATE INDEX `projection_recorded` ON `projection` (`revision`,`id`);--> statement-breakpoint
CREATE TABLE `projection_history` (
	`id` text NOT NULL,
	`revision` integer NOT NULL,
	`retired_revision` integer NOT NULL,
	`withdrawn` integer DEFAULT false NOT NULL,
	`metric` text NOT NULL,
	`subject` text NOT NULL,
	`partner` text,
	`scenario` text NOT NULL,
	`base_period` text,
	`base_value` real,
	`target_period` text,
	`target_starts_on` text,
	`target_ends_on` text,
	`value` real,
	`low` real,
	`high` real,
	`bound` text NOT NULL,
	`text` text NOT NULL,
	`condition` text,
	`issued_on` text,
	`attributed_to` text,
	`source` text NOT NULL,
	`note` text,
	PRIMARY KEY(`id`, `revision`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `projection_history_recorded` ON `projection_history` (`revision`,`id`);--> statement-breakpoint
CREATE INDEX `projection_history_retired` ON `projection_history` (`retired_revision`,`id`);--> statement-breakpoint
CREATE INDEX `projection_history_withdrawn` ON `projection_history` (`withdrawn`,`retired_revision`,`id`);--> statement-breakpoint
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
CREATE TABLE `relation` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`observation` text NOT NULL,
	`others` text NOT NULL,
	`note` text,
	`revision` integer NOT NULL,
	FOREIGN KEY (`revision`) REFERENCES `import`(`revision`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`observation`) REFERENCES `observation`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "relation_kind" CHECK("relation"."kind" in ('contradicts', 'part_exceeds_whole', 'sum_of', 'revision_of', 'mirror_of'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `relation_by_kind` ON `relation` (`kind`,`id`);--> statement-breakpoint
CREATE INDEX `relation_by_observation` ON `relation` (`observation`,`id`);--> statement-breakpoint
CREATE INDEX `relation_recorded` ON `relation` (`revision`,`id`);--> statement-breakpoint
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
CREATE TABLE `relation_other` (
	`relation` text NOT NULL,
	`position` integer NOT NULL,
	`observation` text NOT NULL,
	PRIMARY KEY(`relation`, `position`),
	FOREIGN KEY (`relation`) REFERENCES `relation`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`observation`) REFERENCES `observation`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE INDEX `relation_other_by_observation` ON `relation_other` (`observation`,`relation`);--> statement-breakpoint
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
CREATE TABLE `scenario` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`description` text NOT NULL,
	`search_text` text NOT NULL,
	`revision` integer NOT NULL,
	FOREIGN KEY (`revision`) REFERENCES `import`(`revision`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE INDEX `scenario_recorded` ON `scenario` (`revision`,`id`);--> statement-breakpoint
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
CREATE TABLE `series` (
	`id` text PRIMARY KEY NOT NULL,
	`metric` text NOT NULL,
	`subject` text NOT NULL,
	`partner` text,
	`direction` text,
	`mode` text,
	`attributed_to` text,
	`calendar` text,
	`observations` integer NOT NULL,
	`first_period` text,
	`last_period` text,
	`sources` integer NOT NULL,
	FOREIGN KEY (`metric`) REFERENCES `metric`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`subject`) REFERENCES `entity`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`partner`) REFERENCES `entity`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE INDEX `series_by_metric` ON `series` (`metric`,`id`);--> statement-breakpoint
CREATE INDEX `series_by_subject` ON `series` (`subject`,`metric`);--> statement-breakpoint
CREATE INDEX `series_by_partner` ON `series` (`partner`,`metric`);--> statement-breakpoint
CREATE TABLE `source` (
	`id` text PRIMARY KEY NOT NULL,
	`publisher` text NOT NULL,
	`title` text NOT NULL,
	`url` text,
	`published` text,
	`kind` text NOT NULL,
	`license` text,
	`search_text` text NOT NULL,
	`revision` integer NOT NULL,
	FOREIGN KEY (`revision`) REFERENCES `import`(`revision`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "source_kind" CHECK("source"."kind" in ('official_statistics', 'central_bank', 'international_organisation', 'government_statement', 'company', 'academic', 'press', 'opinion'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `source_by_kind` ON `source` (`kind`,`id`);--> statement-breakpoint
CREATE INDEX `source_recorded` ON `source` (`revision`,`id`);--> statement-breakpoint
CREATE TABLE `source_history` (
	`id` text NOT NULL,
	`revision` integer NOT NULL,
	`retired_revision` integer NOT NULL,
	`withdrawn` integer DEFAULT false NOT NULL,
	`publisher` text NOT NULL,
	`title` text NOT NULL,
	`url` text,
	`published` text,
	`kind` text NOT NULL,
	`license` text,
	`search_text` text NOT NULL,
	PRIMARY KEY(`id`, `revision`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `source_history_recorded` ON `source_history` (`revision`,`id`);--> statement-breakpoint
CREATE INDEX `source_history_retired` ON `source_history` (`retired_revision`,`id`);--> statement-breakpoint
CREATE INDEX `source_history_withdrawn` ON `source_history` (`withdrawn`,`retired_revision`,`id`);