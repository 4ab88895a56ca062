CREATE TABLE `unit` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`base` text,
	`factor` real NOT NULL,
	`note` text,
	`search_text` text NOT NULL,
	`revision` integer NOT NULL,
	FOREIGN KEY (`revision`) REFERENCES `import`(`revision`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`base`) REFERENCES `unit`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "unit_kind" CHECK("unit"."kind" in ('currency', 'mass', 'volume', 'length', 'area', 'time', 'speed', 'count', 'transport', 'energy', 'power', 'share', 'rate', 'exchange_rate', 'price', 'index')),
	CONSTRAINT "unit_factor" CHECK("unit"."factor" between -1.7976931348623157e308 and 1.7976931348623157e308 and "unit"."factor" > 0),
	CONSTRAINT "unit_base" CHECK("unit"."base" is not null or "unit"."factor" = 1)
) STRICT;
--> statement-breakpoint
CREATE INDEX `unit_by_base` ON `unit` (`base`,`id`);--> statement-breakpoint
CREATE INDEX `unit_recorded` ON `unit` (`revision`,`id`);--> statement-breakpoint
CREATE TABLE `unit_history` (
	`id` text NOT NULL,
	`revision` integer NOT NULL,
	`retired_revision` integer NOT NULL,
	`withdrawn` integer DEFAULT false NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`base` text,
	`factor` real NOT NULL,
	`note` text,
	`search_text` text NOT NULL,
	PRIMARY KEY(`id`, `revision`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `unit_history_recorded` ON `unit_history` (`revision`,`id`);--> statement-breakpoint
CREATE INDEX `unit_history_retired` ON `unit_history` (`retired_revision`,`id`);--> statement-breakpoint
CREATE INDEX `unit_history_withdrawn` ON `unit_history` (`withdrawn`,`retired_revision`,`id`);--> statement-breakpoint
-- The units that were words until now, and their bases. They count as old as the data themselves:
-- the claims of every revision are in them. An empty database gets units with its first data.
INSERT INTO "unit"("id", "name", "kind", "base", "factor", "note", "search_text", "revision")
SELECT "column1", "column2", "column3", "column4", "column5", "column6", replace("column7", '|', char(10)), (SELECT min("revision") FROM "import")
FROM (VALUES
	('USD', 'US dollar', 'currency', null, 1, 'Dollars of the day. ISO 4217: USD.', '|usd|us dollar|'),
	('USD_2015', 'US dollar at prices of 2015', 'currency', null, 1, 'Never added to dollars of the day.', '|usd_2015|us dollar at prices of 2015|'),
	('kg', 'Kilogram', 'mass', null, 1, 'Base unit of the SI.', '|kg|kilogram|'),
	('tonne', 'Tonne', 'mass', 'kg', 1000, 'The metric ton. Tons of our sources are read as tonnes.', '|tonne|'),
	('m', 'Metre', 'length', null, 1, 'Base unit of the SI.', '|m|metre|'),
	('km', 'Kilometre', 'length', 'm', 1000, null, '|km|kilometre|'),
	('second', 'Second', 'time', null, 1, 'Base unit of the SI. Months and years are no units of it, because their lengths differ.', '|second|'),
	('hour', 'Hour', 'time', 'second', 3600, null, '|hour|'),
	('day', 'Day', 'time', 'second', 86400, null, '|day|'),
	('km_per_hour', 'Kilometre per hour', 'speed', null, 1, null, '|km_per_hour|kilometre per hour|'),
	('person', 'Person', 'count', null, 1, null, '|person|'),
	('TEU', 'Twenty-foot equivalent unit', 'count', null, 1, 'Containers, counted as containers of twenty feet.', '|teu|twenty-foot equivalent unit|'),
	('percent', 'Percent', 'share', null, 1, 'Of what the metric says.', '|percent|'),
	('percent_of_gdp', 'Percent of GDP', 'share', null, 1, 'May be over 100, and below 0 where a flow can turn.', '|percent_of_gdp|percent of gdp|'),
	('percent_of_gni', 'Percent of GNI', 'share', null, 1, null, '|percent_of_gni|percent of gni|'),
	('percent_of_exports', 'Percent of exports', 'share', null, 1, 'Of goods and services, with primary income where the metric says so.', '|percent_of_exports|percent of exports|'),
	('percent_change', 'Percent change', 'rate', null, 1, 'May have any sign and size.', '|percent_change|percent change|'),
	('per_100_people', 'Per 100 people', 'rate', null, 1, null, '|per_100_people|per 100 people|'),
	('LCU_per_USD', 'Local currency for a US dollar', 'exchange_rate', null, 1, 'The currency of the subject.', '|lcu_per_usd|local currency for a us dollar|'),
	('USD_per_tonne', 'US dollars per tonne', 'price', null, 1, null, '|usd_per_tonne|us dollars per tonne|'),
	('USD_per_barrel', 'US dollars per barrel', 'price', null, 1, null, '|usd_per_barrel|us dollars per barrel|'),
	('USD_per_mmbtu', 'US dollars per million British thermal units', 'price', null, 1, null, '|usd_per_mmbtu|us dollars per million british thermal units|'),
	('USD_per_troy_ounce', 'US dollars per troy ounce', 'price', null, 1, null, '|usd_per_troy_ounce|us dollars per troy ounce|'),
	('USD_per_500km_20t', 'US dollars for 20 tonnes over 500 km', 'price', null, 1, 'The cost of transport of CPMM.', '|usd_per_500km_20t|us dollars for 20 tonnes over 500 km|'),
	('index', 'Index', 'index', null, 1, 'A number on the scale of its publisher. Indices do not convert.', '|index|'),
	('rank', 'Rank', 'index', null, 1, '1 is the best.', '|rank|')
) AS "given" WHERE EXISTS (SELECT 1 FROM "import");--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_metric` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`short_name` text,
	`definition` text NOT NULL,
	`unit` text NOT NULL,
	`topic` text NOT NULL,
	`kind` text NOT NULL,
	`desired` text NOT NULL,
	`subject_kinds` text NOT NULL,
	`partnered` text NOT NULL,
	`symmetric` integer NOT NULL,
	`aggregation` text NOT NULL,
	`minimum` real,
	`maximum` real,
	`search_text` text NOT NULL,
	`revision` integer NOT NULL,
	FOREIGN KEY (`revision`) REFERENCES `import`(`revision`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`unit`) REFERENCES `unit`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "metric_topic" CHECK("__new_metric"."topic" in ('trade', 'transit', 'logistics', 'education', 'infrastructure', 'economy', 'prices', 'people', 'finance')),
	CONSTRAINT "metric_kind" CHECK("__new_metric"."kind" in ('flow', 'stock', 'index', 'ratio', 'duration', 'distance')),
	CONSTRAINT "metric_desired" CHECK("__new_metric"."desired" in ('increase', 'decrease', 'none')),
	CONSTRAINT "metric_partnered" CHECK("__new_metric"."partnered" in ('yes', 'no', 'optional')),
	CONSTRAINT "metric_aggregation" CHECK("__new_metric"."aggregation" in ('sum', 'mean', 'none'))
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_metric`("id", "name", "short_name", "definition", "unit", "topic", "kind", "desired", "subject_kinds", "partnered", "symmetric", "aggregation", "minimum", "maximum", "search_text", "revision") SELECT "id", "name", "short_name", "definition", "unit", "topic", "kind", "desired", "subject_kinds", "partnered", "symmetric", "aggregation", "minimum", "maximum", "search_text", "revision" FROM `metric`;--> statement-breakpoint
DROP TABLE `metric`;--> statement-breakpoint
ALTER TABLE `__new_metric` RENAME TO `metric`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE INDEX `metric_by_unit` ON `metric` (`unit`,`id`);--> statement-breakpoint
CREATE INDEX `metric_recorded` ON `metric` (`revision`,`id`);