ALTER TABLE `metric` ADD `minimum` real;--> statement-breakpoint
ALTER TABLE `metric` ADD `maximum` real;--> statement-breakpoint
ALTER TABLE `metric_history` ADD `minimum` real;--> statement-breakpoint
ALTER TABLE `metric_history` ADD `maximum` real;