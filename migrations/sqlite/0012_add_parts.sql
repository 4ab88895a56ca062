CREATE TABLE `part` (
	`name` text PRIMARY KEY NOT NULL,
	`revision` integer NOT NULL,
	FOREIGN KEY (`revision`) REFERENCES `import`(`revision`) ON UPDATE no action ON DELETE restrict
) STRICT;--> statement-breakpoint
INSERT INTO `part` SELECT 'metric:' || `id`, (SELECT max(`revision`) FROM `import`) FROM `metric` WHERE EXISTS (SELECT 1 FROM `import`);--> statement-breakpoint
INSERT INTO `part` SELECT `column1`, (SELECT max(`revision`) FROM `import`) FROM (VALUES ('catalogue'), ('sources'), ('events'), ('projections')) AS fixed WHERE EXISTS (SELECT 1 FROM `import`);
