CREATE TABLE `series_source` (
	`series` text NOT NULL,
	`source` text NOT NULL,
	PRIMARY KEY(`series`, `source`),
	FOREIGN KEY (`series`) REFERENCES `series`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`source`) REFERENCES `source`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
INSERT INTO `series_source` SELECT DISTINCT `series`, `source` FROM `observation`;--> statement-breakpoint
CREATE INDEX `series_source_by_source` ON `series_source` (`source`);--> statement-breakpoint
DROP INDEX `observation_newest`;--> statement-breakpoint
DROP INDEX `observation_oldest`;--> statement-breakpoint
DROP INDEX `observation_highest`;--> statement-breakpoint
DROP INDEX `observation_lowest`;--> statement-breakpoint
DROP INDEX `observation_first_recorded`;--> statement-breakpoint
DROP INDEX `observation_last_recorded`;--> statement-breakpoint
DROP INDEX `observation_by_metric_source`;--> statement-breakpoint
DROP INDEX `observation_by_metric`;--> statement-breakpoint
DROP INDEX `observation_by_metric_pair`;--> statement-breakpoint
DROP INDEX `observation_by_subject`;--> statement-breakpoint
DROP INDEX `observation_by_partner`;--> statement-breakpoint
DROP INDEX `observation_by_source`;--> statement-breakpoint
DROP INDEX `observation_by_direction`;--> statement-breakpoint
DROP INDEX `observation_by_mode`;--> statement-breakpoint
DROP INDEX `observation_by_product`;--> statement-breakpoint
DROP INDEX `observation_by_bound`;--> statement-breakpoint
DROP INDEX `observation_by_series`;--> statement-breakpoint
CREATE INDEX `observation_by_period` ON `observation` (`ends_on`,`id`);--> statement-breakpoint
CREATE INDEX `observation_by_value` ON `observation` (`metric`,`value`,`id`);--> statement-breakpoint
CREATE INDEX `observation_recorded` ON `observation` (`revision`,`id`);--> statement-breakpoint
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
DROP INDEX `observation_history_newest`;--> statement-breakpoint
DROP INDEX `observation_history_oldest`;--> statement-breakpoint
DROP INDEX `observation_history_highest`;--> statement-breakpoint
DROP INDEX `observation_history_lowest`;--> statement-breakpoint
DROP INDEX `observation_history_first_recorded`;--> statement-breakpoint
DROP INDEX `observation_history_last_recorded`;--> statement-breakpoint
DROP INDEX `observation_history_by_metric`;--> statement-breakpoint
DROP INDEX `observation_history_by_metric_pair`;--> statement-breakpoint
DROP INDEX `observation_history_by_subject`;--> statement-breakpoint
DROP INDEX `observation_history_by_partner`;--> statement-breakpoint
DROP INDEX `observation_history_by_source`;--> statement-breakpoint
DROP INDEX `observation_history_by_direction`;--> statement-breakpoint
DROP INDEX `observation_history_by_mode`;--> statement-breakpoint
DROP INDEX `observation_history_by_product`;--> statement-breakpoint
DROP INDEX `observation_history_by_bound`;--> statement-breakpoint
DROP INDEX `observation_history_by_series`;--> statement-breakpoint
CREATE INDEX `observation_history_by_period` ON `observation_history` (`ends_on`,`id`);--> statement-breakpoint
CREATE INDEX `observation_history_by_value` ON `observation_history` (`metric`,`value`,`id`);--> statement-breakpoint
CREATE INDEX `observation_history_recorded` ON `observation_history` (`revision`,`id`);--> statement-breakpoint
CREATE INDEX `observation_history_by_metric` ON `observation_history` (`metric`,`ends_on`,`id`);--> statement-breakpoint
CREATE INDEX `observation_history_by_metric_pair` ON `observation_history` (`metric`,`subject`,`partner`,"ends_on" desc,"id" desc);--> statement-breakpoint
CREATE INDEX `observation_history_by_subject` ON `observation_history` (`subject`,`ends_on`,`id`);--> statement-breakpoint
CREATE INDEX `observation_history_by_partner` ON `observation_history` (`partner`,`ends_on`,`id`);--> statement-breakpoint
CREATE INDEX `observation_history_by_source` ON `observation_history` (`source`,`ends_on`,`id`);--> statement-breakpoint
CREATE INDEX `observation_history_by_direction` ON `observation_history` (`direction`,`ends_on`,`id`) WHERE "observation_history"."direction" is not null;--> statement-breakpoint
CREATE INDEX `observation_history_by_mode` ON `observation_history` (`mode`,`ends_on`,`id`) WHERE "observation_history"."mode" is not null;--> statement-breakpoint
CREATE INDEX `observation_history_by_product` ON `observation_history` (`product`,`ends_on`,`id`) WHERE "observation_history"."product" is not null;--> statement-breakpoint
CREATE INDEX `observation_history_by_bound` ON `observation_history` (`bound`,`ends_on`,`id`) WHERE "observation_history"."bound" <> 'exact';--> statement-breakpoint
CREATE INDEX `observation_history_by_series` ON `observation_history` (`series`,`ends_on`);