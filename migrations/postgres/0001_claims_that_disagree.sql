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
CREATE TABLE "derivation" (
	"observation" text COLLATE "C" NOT NULL,
	"position" integer NOT NULL,
	"input" text COLLATE "C" NOT NULL,
	CONSTRAINT "derivation_observation_position_pk" PRIMARY KEY("observation","position")
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
CREATE TABLE "relation_other_history" (
	"relation" text COLLATE "C" NOT NULL,
	"position" integer NOT NULL,
	"observation" text COLLATE "C" NOT NULL,
	"revision" integer NOT NULL,
	"retired_revision" integer NOT NULL,
	CONSTRAINT "relation_other_history_relation_revision_position_pk" PRIMARY KEY("relation","revision","position")
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
ALTER TABLE "entity_history" ADD COLUMN "withdrawn" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "event_history" ADD COLUMN "withdrawn" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "import" ADD COLUMN "made_by" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "import" ADD COLUMN "note" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "import" ADD COLUMN "detector" integer;--> statement-breakpoint
ALTER TABLE "metric_history" ADD COLUMN "withdrawn" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "observation_history" ADD COLUMN "withdrawn" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "projection_history" ADD COLUMN "withdrawn" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "source_history" ADD COLUMN "withdrawn" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "claim_check" ADD CONSTRAINT "claim_check_revision_import_revision_fk" FOREIGN KEY ("revision") REFERENCES "public"."import"("revision") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "derivation" ADD CONSTRAINT "derivation_observation_observation_id_fk" FOREIGN KEY ("observation") REFERENCES "public"."observation"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "derivation" ADD CONSTRAINT "derivation_input_observation_id_fk" FOREIGN KEY ("input") REFERENCES "public"."observation"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idempotent_answer" ADD CONSTRAINT "idempotent_answer_api_key_api_key_id_fk" FOREIGN KEY ("api_key") REFERENCES "public"."api_key"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
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
CREATE INDEX "idempotent_answer_by_age" ON "idempotent_answer" USING btree ("created");--> statement-breakpoint
CREATE INDEX "relation_history_recorded" ON "relation_history" USING btree ("revision","id");--> statement-breakpoint
CREATE INDEX "relation_history_retired" ON "relation_history" USING btree ("retired_revision","id");--> statement-breakpoint
CREATE INDEX "relation_history_withdrawn" ON "relation_history" USING btree ("withdrawn","retired_revision","id");--> statement-breakpoint
CREATE INDEX "relation_other_history_by_observation" ON "relation_other_history" USING btree ("observation","relation");--> statement-breakpoint
CREATE INDEX "scenario_history_recorded" ON "scenario_history" USING btree ("revision","id");--> statement-breakpoint
CREATE INDEX "scenario_history_retired" ON "scenario_history" USING btree ("retired_revision","id");--> statement-breakpoint
CREATE INDEX "scenario_history_withdrawn" ON "scenario_history" USING btree ("withdrawn","retired_revision","id");--> statement-breakpoint
CREATE INDEX "entity_recorded" ON "entity" USING btree ("revision","id");--> statement-breakpoint
CREATE INDEX "entity_history_recorded" ON "entity_history" USING btree ("revision","id");--> statement-breakpoint
CREATE INDEX "entity_history_retired" ON "entity_history" USING btree ("retired_revision","id");--> statement-breakpoint
CREATE INDEX "entity_history_withdrawn" ON "entity_history" USING btree ("withdrawn","retired_revision","id");--> statement-breakpoint
CREATE INDEX "event_recorded" ON "event" USING btree ("revision","id");--> statement-breakpoint
CREATE INDEX "event_history_recorded" ON "event_history" USING btree ("revision","id");--> statement-breakpoint
CREATE INDEX "event_history_retired" ON "event_history" USING btree ("retired_revision","id");--> statement-breakpoint
CREATE INDEX "event_history_withdrawn" ON "event_history" USING btree ("withdrawn","retired_revision","id");--> statement-breakpoint
CREATE INDEX "import_by_time" ON "import" USING btree ("finished","revision");--> statement-breakpoint
CREATE INDEX "import_by_kind" ON "import" USING btree ("kind","finished","revision");--> statement-breakpoint
CREATE INDEX "metric_recorded" ON "metric" USING btree ("revision","id");--> statement-breakpoint
CREATE INDEX "metric_history_recorded" ON "metric_history" USING btree ("revision","id");--> statement-breakpoint
CREATE INDEX "metric_history_retired" ON "metric_history" USING btree ("retired_revision","id");--> statement-breakpoint
CREATE INDEX "metric_history_withdrawn" ON "metric_history" USING btree ("withdrawn","retired_revision","id");--> statement-breakpoint
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
CREATE INDEX "projection_recorded" ON "projection" USING btree ("revision","id");--> statement-breakpoint
CREATE INDEX "projection_history_recorded" ON "projection_history" USING btree ("revision","id");--> statement-breakpoint
CREATE INDEX "projection_history_retired" ON "projection_history" USING btree ("retired_revision","id");--> statement-breakpoint
CREATE INDEX "projection_history_withdrawn" ON "projection_history" USING btree ("withdrawn","retired_revision","id");--> statement-breakpoint
CREATE INDEX "relation_recorded" ON "relation" USING btree ("revision","id");--> statement-breakpoint
CREATE INDEX "scenario_recorded" ON "scenario" USING btree ("revision","id");--> statement-breakpoint
CREATE INDEX "source_recorded" ON "source" USING btree ("revision","id");--> statement-breakpoint
CREATE INDEX "source_history_recorded" ON "source_history" USING btree ("revision","id");--> statement-breakpoint
CREATE INDEX "source_history_retired" ON "source_history" USING btree ("retired_revision","id");--> statement-breakpoint
CREATE INDEX "source_history_withdrawn" ON "source_history" USING btree ("withdrawn","retired_revision","id");--> statement-breakpoint
INSERT INTO "derivation" ("observation", "position", "input") SELECT "observation"."id", "given"."position" - 1, "given"."input" FROM "observation", json_array_elements_text("observation"."derived_from"::json) WITH ORDINALITY AS "given" ("input", "position");
