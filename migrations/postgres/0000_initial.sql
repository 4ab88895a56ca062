CREATE TABLE "api_key" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"label" text COLLATE "C" NOT NULL,
	"scope" text COLLATE "C" NOT NULL,
	"hash" text COLLATE "C" NOT NULL,
	"created" text COLLATE "C" NOT NULL,
	"expires" text COLLATE "C",
	"revoked" text COLLATE "C",
	CONSTRAINT "api_key_scope" CHECK ("api_key"."scope" in ('import', 'admin'))
);
--> statement-breakpoint
CREATE TABLE "claim_check" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"about" text COLLATE "C" NOT NULL,
	"metric" text COLLATE "C" NOT NULL,
	"subject" text COLLATE "C" NOT NULL,
	"partner" text COLLATE "C",
	"direction" text COLLATE "C",
	"mode" text COLLATE "C",
	"period" text COLLATE "C",
	"starts_on" text COLLATE "C",
	"ends_on" text COLLATE "C",
	"claims" text COLLATE "C" NOT NULL,
	"claims_count" integer NOT NULL,
	"stated" text COLLATE "C" NOT NULL,
	"expected" text COLLATE "C" NOT NULL,
	"difference" double precision NOT NULL,
	"ratio" double precision,
	"apart" double precision NOT NULL,
	"holds" boolean NOT NULL,
	"periods" text COLLATE "C" NOT NULL,
	"growth_percent" double precision,
	"revision" integer NOT NULL,
	CONSTRAINT "claim_check_kind" CHECK ("claim_check"."kind" in ('contradicts', 'part_exceeds_whole', 'sum_of_periods', 'sum_of_members', 'sum_of_components', 'mirror_of', 'share_of', 'growth')),
	CONSTRAINT "claim_check_periods" CHECK ("claim_check"."periods" in ('equal', 'overlapping')),
	CONSTRAINT "claim_check_growth_percent" CHECK ("claim_check"."growth_percent" between -1.7976931348623157e308 and 1.7976931348623157e308),
	CONSTRAINT "claim_check_direction" CHECK ("claim_check"."direction" in ('all', 'outbound', 'inbound')),
	CONSTRAINT "claim_check_mode" CHECK ("claim_check"."mode" in ('road', 'rail', 'sea', 'multimodal')),
	CONSTRAINT "claim_check_difference" CHECK ("claim_check"."difference" between -1.7976931348623157e308 and 1.7976931348623157e308),
	CONSTRAINT "claim_check_ratio" CHECK ("claim_check"."ratio" between -1.7976931348623157e308 and 1.7976931348623157e308),
	CONSTRAINT "claim_check_apart" CHECK ("claim_check"."apart" between -1.7976931348623157e308 and 1.7976931348623157e308)
);
--> statement-breakpoint
CREATE TABLE "claim_check_about" (
	"about" text COLLATE "C" NOT NULL,
	"place" text COLLATE "C" NOT NULL,
	"scope" text COLLATE "C" NOT NULL,
	"metric" text COLLATE "C" NOT NULL,
	"subject" text COLLATE "C" NOT NULL,
	"partner" text COLLATE "C",
	CONSTRAINT "claim_check_about_about_place_pk" PRIMARY KEY("about","place")
);
--> statement-breakpoint
CREATE TABLE "claim_check_history" (
	"id" text COLLATE "C" NOT NULL,
	"revision" integer NOT NULL,
	"retired_revision" integer NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"about" text COLLATE "C" NOT NULL,
	"metric" text COLLATE "C" NOT NULL,
	"subject" text COLLATE "C" NOT NULL,
	"partner" text COLLATE "C",
	"direction" text COLLATE "C",
	"mode" text COLLATE "C",
	"period" text COLLATE "C",
	"starts_on" text COLLATE "C",
	"ends_on" text COLLATE "C",
	"claims" text COLLATE "C" NOT NULL,
	"claims_count" integer NOT NULL,
	"stated" text COLLATE "C" NOT NULL,
	"expected" text COLLATE "C" NOT NULL,
	"difference" double precision NOT NULL,
	"ratio" double precision,
	"apart" double precision NOT NULL,
	"holds" boolean NOT NULL,
	"periods" text COLLATE "C" NOT NULL,
	"growth_percent" double precision,
	CONSTRAINT "claim_check_history_id_revision_pk" PRIMARY KEY("id","revision")
);
--> statement-breakpoint
CREATE TABLE "country" (
	"code" text COLLATE "C" PRIMARY KEY NOT NULL,
	"iso2" text COLLATE "C" NOT NULL,
	"numeric" text COLLATE "C" NOT NULL,
	"official_name" text COLLATE "C" NOT NULL,
	"capital" text COLLATE "C",
	"region" text COLLATE "C" NOT NULL,
	"subregion" text COLLATE "C",
	"landlocked" boolean NOT NULL,
	"area" double precision,
	"borders" text COLLATE "C" NOT NULL,
	"currencies" text COLLATE "C" NOT NULL,
	"names" text COLLATE "C" NOT NULL,
	"revision" integer NOT NULL,
	CONSTRAINT "country_iso2_unique" UNIQUE("iso2"),
	CONSTRAINT "country_region" CHECK ("country"."region" in ('Africa', 'Americas', 'Antarctic', 'Asia', 'Europe', 'Oceania')),
	CONSTRAINT "country_area" CHECK ("country"."area" between -1.7976931348623157e308 and 1.7976931348623157e308)
);
--> statement-breakpoint
CREATE TABLE "derivation" (
	"observation" text COLLATE "C" NOT NULL,
	"position" integer NOT NULL,
	"input" text COLLATE "C" NOT NULL,
	CONSTRAINT "derivation_observation_position_pk" PRIMARY KEY("observation","position")
);
--> statement-breakpoint
CREATE TABLE "entity" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"countries" text COLLATE "C" NOT NULL,
	"latitude" double precision,
	"longitude" double precision,
	"members" text COLLATE "C" NOT NULL,
	"note" text COLLATE "C",
	"search_text" text COLLATE "C" NOT NULL,
	"revision" integer NOT NULL,
	CONSTRAINT "entity_kind" CHECK ("entity"."kind" in ('country', 'group', 'port', 'crossing', 'corridor', 'route', 'railway')),
	CONSTRAINT "entity_latitude" CHECK ("entity"."latitude" between -1.7976931348623157e308 and 1.7976931348623157e308),
	CONSTRAINT "entity_longitude" CHECK ("entity"."longitude" between -1.7976931348623157e308 and 1.7976931348623157e308)
);
--> statement-breakpoint
CREATE TABLE "entity_country" (
	"entity" text COLLATE "C" NOT NULL,
	"country" text COLLATE "C" NOT NULL,
	CONSTRAINT "entity_country_entity_country_pk" PRIMARY KEY("entity","country")
);
--> statement-breakpoint
CREATE TABLE "entity_history" (
	"id" text COLLATE "C" NOT NULL,
	"revision" integer NOT NULL,
	"retired_revision" integer NOT NULL,
	"withdrawn" boolean DEFAULT false NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"countries" text COLLATE "C" NOT NULL,
	"latitude" double precision,
	"longitude" double precision,
	"members" text COLLATE "C" NOT NULL,
	"note" text COLLATE "C",
	"search_text" text COLLATE "C" NOT NULL,
	CONSTRAINT "entity_history_id_revision_pk" PRIMARY KEY("id","revision")
);
--> statement-breakpoint
CREATE TABLE "event" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"date" text COLLATE "C" NOT NULL,
	"starts_on" text COLLATE "C" NOT NULL,
	"ends_on" text COLLATE "C" NOT NULL,
	"entity" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"title" text COLLATE "C" NOT NULL,
	"source" text COLLATE "C" NOT NULL,
	"revision" integer NOT NULL,
	CONSTRAINT "event_kind" CHECK ("event"."kind" in ('opened', 'closed', 'signed', 'pilot', 'ratified', 'announced'))
);
--> statement-breakpoint
CREATE TABLE "event_history" (
	"id" text COLLATE "C" NOT NULL,
	"revision" integer NOT NULL,
	"retired_revision" integer NOT NULL,
	"withdrawn" boolean DEFAULT false NOT NULL,
	"date" text COLLATE "C" NOT NULL,
	"starts_on" text COLLATE "C" NOT NULL,
	"ends_on" text COLLATE "C" NOT NULL,
	"entity" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"title" text COLLATE "C" NOT NULL,
	"source" text COLLATE "C" NOT NULL,
	CONSTRAINT "event_history_id_revision_pk" PRIMARY KEY("id","revision")
);
--> statement-breakpoint
CREATE TABLE "idempotent_answer" (
	"api_key" text COLLATE "C" NOT NULL,
	"key" text COLLATE "C" NOT NULL,
	"request" text COLLATE "C" NOT NULL,
	"status" integer NOT NULL,
	"location" text COLLATE "C",
	"body" text COLLATE "C" NOT NULL,
	"created" text COLLATE "C" NOT NULL,
	CONSTRAINT "idempotent_answer_api_key_key_pk" PRIMARY KEY("api_key","key")
);
--> statement-breakpoint
CREATE TABLE "import" (
	"revision" integer PRIMARY KEY NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"started" text COLLATE "C" NOT NULL,
	"finished" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"counts" text COLLATE "C" NOT NULL,
	"checksum" text COLLATE "C" NOT NULL,
	"made_by" text COLLATE "C",
	"note" text COLLATE "C",
	"detector" integer
);
--> statement-breakpoint
CREATE TABLE "membership" (
	"parent" text COLLATE "C" NOT NULL,
	"member" text COLLATE "C" NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "membership_parent_member_pk" PRIMARY KEY("parent","member")
);
--> statement-breakpoint
CREATE TABLE "metric" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"definition" text COLLATE "C" NOT NULL,
	"unit" text COLLATE "C" NOT NULL,
	"topic" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"desired" text COLLATE "C" NOT NULL,
	"subject_kinds" text COLLATE "C" NOT NULL,
	"partnered" text COLLATE "C" NOT NULL,
	"symmetric" boolean NOT NULL,
	"aggregation" text COLLATE "C" NOT NULL,
	"search_text" text COLLATE "C" NOT NULL,
	"revision" integer NOT NULL,
	CONSTRAINT "metric_unit" CHECK ("metric"."unit" in ('USD', 'TEU', 'tonne', 'person', 'hour', 'day', 'km', 'km_per_hour', 'percent', 'index', 'USD_per_500km_20t', 'rank')),
	CONSTRAINT "metric_topic" CHECK ("metric"."topic" in ('trade', 'transit', 'logistics', 'education', 'infrastructure')),
	CONSTRAINT "metric_kind" CHECK ("metric"."kind" in ('flow', 'stock', 'index', 'ratio', 'duration', 'distance')),
	CONSTRAINT "metric_desired" CHECK ("metric"."desired" in ('increase', 'decrease', 'none')),
	CONSTRAINT "metric_partnered" CHECK ("metric"."partnered" in ('yes', 'no', 'optional')),
	CONSTRAINT "metric_aggregation" CHECK ("metric"."aggregation" in ('sum', 'mean', 'none'))
);
--> statement-breakpoint
CREATE TABLE "metric_coverage" (
	"metric" text COLLATE "C" PRIMARY KEY NOT NULL,
	"observations" integer NOT NULL,
	"first_period" text COLLATE "C",
	"last_period" text COLLATE "C",
	"sources" integer NOT NULL,
	"subjects" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "metric_history" (
	"id" text COLLATE "C" NOT NULL,
	"revision" integer NOT NULL,
	"retired_revision" integer NOT NULL,
	"withdrawn" boolean DEFAULT false NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"definition" text COLLATE "C" NOT NULL,
	"unit" text COLLATE "C" NOT NULL,
	"topic" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"desired" text COLLATE "C" NOT NULL,
	"subject_kinds" text COLLATE "C" NOT NULL,
	"partnered" text COLLATE "C" NOT NULL,
	"symmetric" boolean NOT NULL,
	"aggregation" text COLLATE "C" NOT NULL,
	"search_text" text COLLATE "C" NOT NULL,
	CONSTRAINT "metric_history_id_revision_pk" PRIMARY KEY("id","revision")
);
--> statement-breakpoint
CREATE TABLE "observation" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"metric" text COLLATE "C" NOT NULL,
	"subject" text COLLATE "C" NOT NULL,
	"partner" text COLLATE "C",
	"direction" text COLLATE "C",
	"mode" text COLLATE "C",
	"period" text COLLATE "C",
	"starts_on" text COLLATE "C",
	"ends_on" text COLLATE "C",
	"series" text COLLATE "C" NOT NULL,
	"value" double precision,
	"low" double precision,
	"high" double precision,
	"bound" text COLLATE "C" NOT NULL,
	"text" text COLLATE "C" NOT NULL,
	"status" text COLLATE "C" NOT NULL,
	"attributed_to" text COLLATE "C",
	"source" text COLLATE "C" NOT NULL,
	"derived_from" text COLLATE "C" NOT NULL,
	"note" text COLLATE "C",
	"revision" integer NOT NULL,
	CONSTRAINT "observation_direction" CHECK ("observation"."direction" in ('all', 'outbound', 'inbound')),
	CONSTRAINT "observation_mode" CHECK ("observation"."mode" in ('road', 'rail', 'sea', 'multimodal')),
	CONSTRAINT "observation_bound" CHECK ("observation"."bound" in ('exact', 'about', 'at_least', 'at_most', 'range')),
	CONSTRAINT "observation_status" CHECK ("observation"."status" in ('A', 'B', 'D', 'E', 'F', 'G', 'I', 'L', 'M', 'N', 'O', 'P', 'Q', 'U', 'V')),
	CONSTRAINT "observation_value" CHECK ("observation"."value" between -1.7976931348623157e308 and 1.7976931348623157e308),
	CONSTRAINT "observation_low" CHECK ("observation"."low" between -1.7976931348623157e308 and 1.7976931348623157e308),
	CONSTRAINT "observation_high" CHECK ("observation"."high" between -1.7976931348623157e308 and 1.7976931348623157e308),
	CONSTRAINT "observation_figure" CHECK (("observation"."value" is not null or ("observation"."low" is not null and "observation"."high" is not null)) and ("observation"."low" is null or "observation"."low" <= "observation"."high")),
	CONSTRAINT "observation_period" CHECK (("observation"."period" is null) = ("observation"."ends_on" is null))
);
--> statement-breakpoint
CREATE TABLE "observation_history" (
	"id" text COLLATE "C" NOT NULL,
	"revision" integer NOT NULL,
	"retired_revision" integer NOT NULL,
	"withdrawn" boolean DEFAULT false NOT NULL,
	"metric" text COLLATE "C" NOT NULL,
	"subject" text COLLATE "C" NOT NULL,
	"partner" text COLLATE "C",
	"direction" text COLLATE "C",
	"mode" text COLLATE "C",
	"period" text COLLATE "C",
	"starts_on" text COLLATE "C",
	"ends_on" text COLLATE "C",
	"series" text COLLATE "C" NOT NULL,
	"value" double precision,
	"low" double precision,
	"high" double precision,
	"bound" text COLLATE "C" NOT NULL,
	"text" text COLLATE "C" NOT NULL,
	"status" text COLLATE "C" NOT NULL,
	"attributed_to" text COLLATE "C",
	"source" text COLLATE "C" NOT NULL,
	"derived_from" text COLLATE "C" NOT NULL,
	"note" text COLLATE "C",
	CONSTRAINT "observation_history_id_revision_pk" PRIMARY KEY("id","revision")
);
--> statement-breakpoint
CREATE TABLE "projection" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"metric" text COLLATE "C" NOT NULL,
	"subject" text COLLATE "C" NOT NULL,
	"partner" text COLLATE "C",
	"scenario" text COLLATE "C" NOT NULL,
	"base_period" text COLLATE "C",
	"base_value" double precision,
	"target_period" text COLLATE "C",
	"target_starts_on" text COLLATE "C",
	"target_ends_on" text COLLATE "C",
	"value" double precision,
	"low" double precision,
	"high" double precision,
	"bound" text COLLATE "C" NOT NULL,
	"text" text COLLATE "C" NOT NULL,
	"condition" text COLLATE "C",
	"issued_on" text COLLATE "C",
	"attributed_to" text COLLATE "C",
	"source" text COLLATE "C" NOT NULL,
	"note" text COLLATE "C",
	"revision" integer NOT NULL,
	CONSTRAINT "projection_bound" CHECK ("projection"."bound" in ('exact', 'about', 'at_least', 'at_most', 'range')),
	CONSTRAINT "projection_base_value" CHECK ("projection"."base_value" between -1.7976931348623157e308 and 1.7976931348623157e308),
	CONSTRAINT "projection_value" CHECK ("projection"."value" between -1.7976931348623157e308 and 1.7976931348623157e308),
	CONSTRAINT "projection_low" CHECK ("projection"."low" between -1.7976931348623157e308 and 1.7976931348623157e308),
	CONSTRAINT "projection_high" CHECK ("projection"."high" between -1.7976931348623157e308 and 1.7976931348623157e308),
	CONSTRAINT "projection_figure" CHECK (("projection"."value" is not null or ("projection"."low" is not null and "projection"."high" is not null)) and ("projection"."low" is null or "projection"."low" <= "projection"."high")),
	CONSTRAINT "projection_period" CHECK (("projection"."target_period" is null) = ("projection"."target_ends_on" is null))
);
--> statement-breakpoint
CREATE TABLE "projection_history" (
	"id" text COLLATE "C" NOT NULL,
	"revision" integer NOT NULL,
	"retired_revision" integer NOT NULL,
	"withdrawn" boolean DEFAULT false NOT NULL,
	"metric" text COLLATE "C" NOT NULL,
	"subject" text COLLATE "C" NOT NULL,
	"partner" text COLLATE "C",
	"scenario" text COLLATE "C" NOT NULL,
	"base_period" text COLLATE "C",
	"base_value" double precision,
	"target_period" text COLLATE "C",
	"target_starts_on" text COLLATE "C",
	"target_ends_on" text COLLATE "C",
	"value" double precision,
	"low" double precision,
	"high" double precision,
	"bound" text COLLATE "C" NOT NULL,
	"text" text COLLATE "C" NOT NULL,
	"condition" text COLLATE "C",
	"issued_on" text COLLATE "C",
	"attributed_to" text COLLATE "C",
	"source" text COLLATE "C" NOT NULL,
	"note" text COLLATE "C",
	CONSTRAINT "projection_history_id_revision_pk" PRIMARY KEY("id","revision")
);
--> statement-breakpoint
CREATE TABLE "refusal" (
	"id" integer PRIMARY KEY NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"started" text COLLATE "C" NOT NULL,
	"finished" text COLLATE "C" NOT NULL,
	"made_by" text COLLATE "C",
	"bad" integer NOT NULL,
	"cells" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "relation" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"observation" text COLLATE "C" NOT NULL,
	"others" text COLLATE "C" NOT NULL,
	"note" text COLLATE "C",
	"revision" integer NOT NULL,
	CONSTRAINT "relation_kind" CHECK ("relation"."kind" in ('contradicts', 'part_exceeds_whole', 'sum_of', 'revision_of', 'mirror_of'))
);
--> statement-breakpoint
CREATE TABLE "relation_history" (
	"id" text COLLATE "C" NOT NULL,
	"revision" integer NOT NULL,
	"retired_revision" integer NOT NULL,
	"withdrawn" boolean DEFAULT false NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"observation" text COLLATE "C" NOT NULL,
	"others" text COLLATE "C" NOT NULL,
	"note" text COLLATE "C",
	CONSTRAINT "relation_history_id_revision_pk" PRIMARY KEY("id","revision")
);
--> statement-breakpoint
CREATE TABLE "relation_other" (
	"relation" text COLLATE "C" NOT NULL,
	"position" integer NOT NULL,
	"observation" text COLLATE "C" NOT NULL,
	CONSTRAINT "relation_other_relation_position_pk" PRIMARY KEY("relation","position")
);
--> statement-breakpoint
CREATE TABLE "relation_other_history" (
	"relation" text COLLATE "C" NOT NULL,
	"position" integer NOT NULL,
	"observation" text COLLATE "C" NOT NULL,
	"revision" integer NOT NULL,
	"retired_revision" integer NOT NULL,
	CONSTRAINT "relation_other_history_relation_revision_position_pk" PRIMARY KEY("relation","revision","position")
);
--> statement-breakpoint
CREATE TABLE "scenario" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"description" text COLLATE "C" NOT NULL,
	"search_text" text COLLATE "C" NOT NULL,
	"revision" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "scenario_history" (
	"id" text COLLATE "C" NOT NULL,
	"revision" integer NOT NULL,
	"retired_revision" integer NOT NULL,
	"withdrawn" boolean DEFAULT false NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"description" text COLLATE "C" NOT NULL,
	"search_text" text COLLATE "C" NOT NULL,
	CONSTRAINT "scenario_history_id_revision_pk" PRIMARY KEY("id","revision")
);
--> statement-breakpoint
CREATE TABLE "series" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"metric" text COLLATE "C" NOT NULL,
	"subject" text COLLATE "C" NOT NULL,
	"partner" text COLLATE "C",
	"direction" text COLLATE "C",
	"mode" text COLLATE "C",
	"attributed_to" text COLLATE "C",
	"calendar" text COLLATE "C",
	"observations" integer NOT NULL,
	"first_period" text COLLATE "C",
	"last_period" text COLLATE "C",
	"sources" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "source" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"publisher" text COLLATE "C" NOT NULL,
	"title" text COLLATE "C" NOT NULL,
	"url" text COLLATE "C",
	"published" text COLLATE "C",
	"kind" text COLLATE "C" NOT NULL,
	"license" text COLLATE "C",
	"search_text" text COLLATE "C" NOT NULL,
	"revision" integer NOT NULL,
	CONSTRAINT "source_kind" CHECK ("source"."kind" in ('official_statistics', 'central_bank', 'international_organisation', 'government_statement', 'company', 'academic', 'press', 'opinion'))
);
--> statement-breakpoint
CREATE TABLE "source_history" (
	"id" text COLLATE "C" NOT NULL,
	"revision" integer NOT NULL,
	"retired_revision" integer NOT NULL,
	"withdrawn" boolean DEFAULT false NOT NULL,
	"publisher" text COLLATE "C" NOT NULL,
	"title" text COLLATE "C" NOT NULL,
	"url" text COLLATE "C",
	"published" text COLLATE "C",
	"kind" text COLLATE "C" NOT NULL,
	"license" text COLLATE "C",
	"search_text" text COLLATE "C" NOT NULL,
	CONSTRAINT "source_history_id_revision_pk" PRIMARY KEY("id","revision")
);
--> statement-breakpoint
ALTER TABLE "claim_check" ADD CONSTRAINT "claim_check_revision_import_revision_fk" FOREIGN KEY ("revision") REFERENCES "public"."import"("revision") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "country" ADD CONSTRAINT "country_code_entity_id_fk" FOREIGN KEY ("code") REFERENCES "public"."entity"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "country" ADD CONSTRAINT "country_revision_import_revision_fk" FOREIGN KEY ("revision") REFERENCES "public"."import"("revision") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "derivation" ADD CONSTRAINT "derivation_observation_observation_id_fk" FOREIGN KEY ("observation") REFERENCES "public"."observation"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "derivation" ADD CONSTRAINT "derivation_input_observation_id_fk" FOREIGN KEY ("input") REFERENCES "public"."observation"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entity" ADD CONSTRAINT "entity_revision_import_revision_fk" FOREIGN KEY ("revision") REFERENCES "public"."import"("revision") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entity_country" ADD CONSTRAINT "entity_country_entity_entity_id_fk" FOREIGN KEY ("entity") REFERENCES "public"."entity"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entity_country" ADD CONSTRAINT "entity_country_country_country_code_fk" FOREIGN KEY ("country") REFERENCES "public"."country"("code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event" ADD CONSTRAINT "event_revision_import_revision_fk" FOREIGN KEY ("revision") REFERENCES "public"."import"("revision") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event" ADD CONSTRAINT "event_entity_entity_id_fk" FOREIGN KEY ("entity") REFERENCES "public"."entity"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event" ADD CONSTRAINT "event_source_source_id_fk" FOREIGN KEY ("source") REFERENCES "public"."source"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idempotent_answer" ADD CONSTRAINT "idempotent_answer_api_key_api_key_id_fk" FOREIGN KEY ("api_key") REFERENCES "public"."api_key"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_parent_entity_id_fk" FOREIGN KEY ("parent") REFERENCES "public"."entity"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_member_entity_id_fk" FOREIGN KEY ("member") REFERENCES "public"."entity"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "metric" ADD CONSTRAINT "metric_revision_import_revision_fk" FOREIGN KEY ("revision") REFERENCES "public"."import"("revision") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "metric_coverage" ADD CONSTRAINT "metric_coverage_metric_metric_id_fk" FOREIGN KEY ("metric") REFERENCES "public"."metric"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "observation" ADD CONSTRAINT "observation_revision_import_revision_fk" FOREIGN KEY ("revision") REFERENCES "public"."import"("revision") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "observation" ADD CONSTRAINT "observation_metric_metric_id_fk" FOREIGN KEY ("metric") REFERENCES "public"."metric"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "observation" ADD CONSTRAINT "observation_subject_entity_id_fk" FOREIGN KEY ("subject") REFERENCES "public"."entity"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "observation" ADD CONSTRAINT "observation_partner_entity_id_fk" FOREIGN KEY ("partner") REFERENCES "public"."entity"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "observation" ADD CONSTRAINT "observation_source_source_id_fk" FOREIGN KEY ("source") REFERENCES "public"."source"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "observation" ADD CONSTRAINT "observation_series_series_id_fk" FOREIGN KEY ("series") REFERENCES "public"."series"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projection" ADD CONSTRAINT "projection_revision_import_revision_fk" FOREIGN KEY ("revision") REFERENCES "public"."import"("revision") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projection" ADD CONSTRAINT "projection_metric_metric_id_fk" FOREIGN KEY ("metric") REFERENCES "public"."metric"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projection" ADD CONSTRAINT "projection_subject_entity_id_fk" FOREIGN KEY ("subject") REFERENCES "public"."entity"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projection" ADD CONSTRAINT "projection_partner_entity_id_fk" FOREIGN KEY ("partner") REFERENCES "public"."entity"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projection" ADD CONSTRAINT "projection_scenario_scenario_id_fk" FOREIGN KEY ("scenario") REFERENCES "public"."scenario"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projection" ADD CONSTRAINT "projection_source_source_id_fk" FOREIGN KEY ("source") REFERENCES "public"."source"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relation" ADD CONSTRAINT "relation_revision_import_revision_fk" FOREIGN KEY ("revision") REFERENCES "public"."import"("revision") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relation" ADD CONSTRAINT "relation_observation_observation_id_fk" FOREIGN KEY ("observation") REFERENCES "public"."observation"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relation_other" ADD CONSTRAINT "relation_other_relation_relation_id_fk" FOREIGN KEY ("relation") REFERENCES "public"."relation"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relation_other" ADD CONSTRAINT "relation_other_observation_observation_id_fk" FOREIGN KEY ("observation") REFERENCES "public"."observation"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scenario" ADD CONSTRAINT "scenario_revision_import_revision_fk" FOREIGN KEY ("revision") REFERENCES "public"."import"("revision") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "series" ADD CONSTRAINT "series_metric_metric_id_fk" FOREIGN KEY ("metric") REFERENCES "public"."metric"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "series" ADD CONSTRAINT "series_subject_entity_id_fk" FOREIGN KEY ("subject") REFERENCES "public"."entity"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "series" ADD CONSTRAINT "series_partner_entity_id_fk" FOREIGN KEY ("partner") REFERENCES "public"."entity"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "source" ADD CONSTRAINT "source_revision_import_revision_fk" FOREIGN KEY ("revision") REFERENCES "public"."import"("revision") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "claim_check_worst" ON "claim_check" USING btree ("holds","apart" DESC NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "claim_check_worst_of_kind" ON "claim_check" USING btree ("kind","holds","apart" DESC NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "claim_check_by_about" ON "claim_check" USING btree ("about");--> statement-breakpoint
CREATE INDEX "claim_check_recorded" ON "claim_check" USING btree ("revision");--> statement-breakpoint
CREATE INDEX "claim_check_about_by_scope" ON "claim_check_about" USING btree ("scope","about");--> statement-breakpoint
CREATE INDEX "claim_check_about_by_metric" ON "claim_check_about" USING btree ("metric","subject","partner","about");--> statement-breakpoint
CREATE INDEX "claim_check_about_by_subject" ON "claim_check_about" USING btree ("subject","partner","about");--> statement-breakpoint
CREATE INDEX "claim_check_about_by_partner" ON "claim_check_about" USING btree ("partner","about");--> statement-breakpoint
CREATE INDEX "claim_check_history_worst" ON "claim_check_history" USING btree ("holds","apart" DESC NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "claim_check_history_by_about" ON "claim_check_history" USING btree ("about");--> statement-breakpoint
CREATE INDEX "claim_check_history_recorded" ON "claim_check_history" USING btree ("revision");--> statement-breakpoint
CREATE INDEX "claim_check_history_retired" ON "claim_check_history" USING btree ("retired_revision");--> statement-breakpoint
CREATE INDEX "derivation_by_input" ON "derivation" USING btree ("input","observation");--> statement-breakpoint
CREATE INDEX "entity_by_kind" ON "entity" USING btree ("kind","id");--> statement-breakpoint
CREATE INDEX "entity_recorded" ON "entity" USING btree ("revision","id");--> statement-breakpoint
CREATE INDEX "entity_country_by_country" ON "entity_country" USING btree ("country","entity");--> statement-breakpoint
CREATE INDEX "entity_history_recorded" ON "entity_history" USING btree ("revision","id");--> statement-breakpoint
CREATE INDEX "entity_history_retired" ON "entity_history" USING btree ("retired_revision","id");--> statement-breakpoint
CREATE INDEX "entity_history_withdrawn" ON "entity_history" USING btree ("withdrawn","retired_revision","id");--> statement-breakpoint
CREATE INDEX "event_newest" ON "event" USING btree ("starts_on" DESC NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "event_by_entity" ON "event" USING btree ("entity","starts_on" DESC NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "event_by_kind" ON "event" USING btree ("kind","starts_on" DESC NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "event_recorded" ON "event" USING btree ("revision","id");--> statement-breakpoint
CREATE INDEX "event_history_recorded" ON "event_history" USING btree ("revision","id");--> statement-breakpoint
CREATE INDEX "event_history_retired" ON "event_history" USING btree ("retired_revision","id");--> statement-breakpoint
CREATE INDEX "event_history_withdrawn" ON "event_history" USING btree ("withdrawn","retired_revision","id");--> statement-breakpoint
CREATE INDEX "idempotent_answer_by_age" ON "idempotent_answer" USING btree ("created");--> statement-breakpoint
CREATE INDEX "import_by_time" ON "import" USING btree ("finished","revision");--> statement-breakpoint
CREATE INDEX "import_by_kind" ON "import" USING btree ("kind","finished","revision");--> statement-breakpoint
CREATE INDEX "membership_by_member" ON "membership" USING btree ("member","parent");--> statement-breakpoint
CREATE INDEX "metric_recorded" ON "metric" USING btree ("revision","id");--> statement-breakpoint
CREATE INDEX "metric_history_recorded" ON "metric_history" USING btree ("revision","id");--> statement-breakpoint
CREATE INDEX "metric_history_retired" ON "metric_history" USING btree ("retired_revision","id");--> statement-breakpoint
CREATE INDEX "metric_history_withdrawn" ON "metric_history" USING btree ("withdrawn","retired_revision","id");--> statement-breakpoint
CREATE INDEX "observation_by_metric" ON "observation" USING btree ("metric","ends_on" DESC NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "observation_by_metric_pair" ON "observation" USING btree ("metric","subject","partner","ends_on" DESC NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "observation_by_subject" ON "observation" USING btree ("subject","ends_on" DESC NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "observation_by_partner" ON "observation" USING btree ("partner","ends_on" DESC NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "observation_by_source" ON "observation" USING btree ("source","ends_on" DESC NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "observation_by_direction" ON "observation" USING btree ("direction","ends_on" DESC NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "observation_by_mode" ON "observation" USING btree ("mode","ends_on" DESC NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "observation_by_bound" ON "observation" USING btree ("bound","ends_on" DESC NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "observation_by_series" ON "observation" USING btree ("series","ends_on" DESC NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "observation_newest" ON "observation" USING btree ("ends_on" DESC NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "observation_oldest" ON "observation" USING btree ("ends_on","id");--> statement-breakpoint
CREATE INDEX "observation_highest" ON "observation" USING btree ("metric","value" DESC NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "observation_lowest" ON "observation" USING btree ("metric","value","id");--> statement-breakpoint
CREATE INDEX "observation_first_recorded" ON "observation" USING btree ("revision","id");--> statement-breakpoint
CREATE INDEX "observation_last_recorded" ON "observation" USING btree ("revision" DESC NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "observation_by_metric_source" ON "observation" USING btree ("metric","source","ends_on" DESC NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "observation_history_retired" ON "observation_history" USING btree ("retired_revision","id");--> statement-breakpoint
CREATE INDEX "observation_history_withdrawn" ON "observation_history" USING btree ("withdrawn","retired_revision","id");--> statement-breakpoint
CREATE INDEX "observation_history_by_metric" ON "observation_history" USING btree ("metric","ends_on" DESC NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "observation_history_by_metric_pair" ON "observation_history" USING btree ("metric","subject","partner","ends_on" DESC NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "observation_history_by_subject" ON "observation_history" USING btree ("subject","ends_on" DESC NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "observation_history_by_partner" ON "observation_history" USING btree ("partner","ends_on" DESC NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "observation_history_by_source" ON "observation_history" USING btree ("source","ends_on" DESC NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "observation_history_by_direction" ON "observation_history" USING btree ("direction","ends_on" DESC NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "observation_history_by_mode" ON "observation_history" USING btree ("mode","ends_on" DESC NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "observation_history_by_bound" ON "observation_history" USING btree ("bound","ends_on" DESC NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "observation_history_by_series" ON "observation_history" USING btree ("series","ends_on" DESC NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "observation_history_newest" ON "observation_history" USING btree ("ends_on" DESC NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "observation_history_oldest" ON "observation_history" USING btree ("ends_on","id");--> statement-breakpoint
CREATE INDEX "observation_history_highest" ON "observation_history" USING btree ("metric","value" DESC NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "observation_history_lowest" ON "observation_history" USING btree ("metric","value","id");--> statement-breakpoint
CREATE INDEX "observation_history_first_recorded" ON "observation_history" USING btree ("revision","id");--> statement-breakpoint
CREATE INDEX "observation_history_last_recorded" ON "observation_history" USING btree ("revision" DESC NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "projection_by_metric" ON "projection" USING btree ("metric","id");--> statement-breakpoint
CREATE INDEX "projection_by_subject" ON "projection" USING btree ("subject","id");--> statement-breakpoint
CREATE INDEX "projection_by_partner" ON "projection" USING btree ("partner","id");--> statement-breakpoint
CREATE INDEX "projection_by_scenario" ON "projection" USING btree ("scenario","id");--> statement-breakpoint
CREATE INDEX "projection_by_source" ON "projection" USING btree ("source","id");--> statement-breakpoint
CREATE INDEX "projection_by_target" ON "projection" USING btree ("target_ends_on","id");--> statement-breakpoint
CREATE INDEX "projection_recorded" ON "projection" USING btree ("revision","id");--> statement-breakpoint
CREATE INDEX "projection_history_recorded" ON "projection_history" USING btree ("revision","id");--> statement-breakpoint
CREATE INDEX "projection_history_retired" ON "projection_history" USING btree ("retired_revision","id");--> statement-breakpoint
CREATE INDEX "projection_history_withdrawn" ON "projection_history" USING btree ("withdrawn","retired_revision","id");--> statement-breakpoint
CREATE INDEX "relation_by_kind" ON "relation" USING btree ("kind","id");--> statement-breakpoint
CREATE INDEX "relation_by_observation" ON "relation" USING btree ("observation","id");--> statement-breakpoint
CREATE INDEX "relation_recorded" ON "relation" USING btree ("revision","id");--> statement-breakpoint
CREATE INDEX "relation_history_recorded" ON "relation_history" USING btree ("revision","id");--> statement-breakpoint
CREATE INDEX "relation_history_retired" ON "relation_history" USING btree ("retired_revision","id");--> statement-breakpoint
CREATE INDEX "relation_history_withdrawn" ON "relation_history" USING btree ("withdrawn","retired_revision","id");--> statement-breakpoint
CREATE INDEX "relation_other_by_observation" ON "relation_other" USING btree ("observation","relation");--> statement-breakpoint
CREATE INDEX "relation_other_history_by_observation" ON "relation_other_history" USING btree ("observation","relation");--> statement-breakpoint
CREATE INDEX "scenario_recorded" ON "scenario" USING btree ("revision","id");--> statement-breakpoint
CREATE INDEX "scenario_history_recorded" ON "scenario_history" USING btree ("revision","id");--> statement-breakpoint
CREATE INDEX "scenario_history_retired" ON "scenario_history" USING btree ("retired_revision","id");--> statement-breakpoint
CREATE INDEX "scenario_history_withdrawn" ON "scenario_history" USING btree ("withdrawn","retired_revision","id");--> statement-breakpoint
CREATE INDEX "series_by_metric" ON "series" USING btree ("metric","id");--> statement-breakpoint
CREATE INDEX "series_by_subject" ON "series" USING btree ("subject","metric");--> statement-breakpoint
CREATE INDEX "series_by_partner" ON "series" USING btree ("partner","metric");--> statement-breakpoint
CREATE INDEX "source_by_kind" ON "source" USING btree ("kind","id");--> statement-breakpoint
CREATE INDEX "source_recorded" ON "source" USING btree ("revision","id");--> statement-breakpoint
CREATE INDEX "source_history_recorded" ON "source_history" USING btree ("revision","id");--> statement-breakpoint
CREATE INDEX "source_history_retired" ON "source_history" USING btree ("retired_revision","id");--> statement-breakpoint
CREATE INDEX "source_history_withdrawn" ON "source_history" USING btree ("withdrawn","retired_revision","id");