ALTER TABLE `metric` ADD `short_name` text;--> statement-breakpoint
ALTER TABLE `metric_history` ADD `short_name` text;