CREATE TABLE "corridor" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"parent" text COLLATE "C",
	"from" text COLLATE "C" NOT NULL,
	"legs" text COLLATE "C" NOT NULL,
	"source" text COLLATE "C",
	"note" text COLLATE "C",
	"revision" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "corridor_history" (
	"id" text COLLATE "C" NOT NULL,
	"revision" integer NOT NULL,
	"retired_revision" integer NOT NULL,
	"withdrawn" boolean DEFAULT false NOT NULL,
	"parent" text COLLATE "C",
	"from" text COLLATE "C" NOT NULL,
	"legs" text COLLATE "C" NOT NULL,
	"source" text COLLATE "C",
	"note" text COLLATE "C",
	CONSTRAINT "corridor_history_id_revision_pk" PRIMARY KEY("id","revision")
);
--> statement-breakpoint
CREATE TABLE "corridor_leg" (
	"corridor" text COLLATE "C" NOT NULL,
	"leg" text COLLATE "C" NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "corridor_leg_corridor_position_pk" PRIMARY KEY("corridor","position")
);
--> statement-breakpoint
CREATE TABLE "leg" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"from" text COLLATE "C" NOT NULL,
	"to" text COLLATE "C" NOT NULL,
	"mode" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"terrain" text COLLATE "C",
	"passes" text COLLATE "C" NOT NULL,
	"part_of" text COLLATE "C",
	"note" text COLLATE "C",
	"revision" integer NOT NULL,
	CONSTRAINT "leg_mode" CHECK ("leg"."mode" in ('road', 'rail', 'ferry', 'sea')),
	CONSTRAINT "leg_state" CHECK ("leg"."state" in ('open', 'seasonal', 'planned')),
	CONSTRAINT "leg_terrain" CHECK ("leg"."terrain" in ('mountain')),
	CONSTRAINT "leg_ends" CHECK ("leg"."from" <> "leg"."to")
);
--> statement-breakpoint
CREATE TABLE "leg_history" (
	"id" text COLLATE "C" NOT NULL,
	"revision" integer NOT NULL,
	"retired_revision" integer NOT NULL,
	"withdrawn" boolean DEFAULT false NOT NULL,
	"from" text COLLATE "C" NOT NULL,
	"to" text COLLATE "C" NOT NULL,
	"mode" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"terrain" text COLLATE "C",
	"passes" text COLLATE "C" NOT NULL,
	"part_of" text COLLATE "C",
	"note" text COLLATE "C",
	CONSTRAINT "leg_history_id_revision_pk" PRIMARY KEY("id","revision")
);
--> statement-breakpoint
CREATE TABLE "leg_pass" (
	"leg" text COLLATE "C" NOT NULL,
	"place" text COLLATE "C" NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "leg_pass_leg_place_pk" PRIMARY KEY("leg","place")
);
--> statement-breakpoint
ALTER TABLE "claim_check" DROP CONSTRAINT "claim_check_kind";--> statement-breakpoint
ALTER TABLE "claim_check" DROP CONSTRAINT "claim_check_mode";--> statement-breakpoint
ALTER TABLE "entity" DROP CONSTRAINT "entity_kind";--> statement-breakpoint
ALTER TABLE "event" DROP CONSTRAINT "event_kind";--> statement-breakpoint
ALTER TABLE "observation" DROP CONSTRAINT "observation_mode";--> statement-breakpoint
ALTER TABLE "relation" DROP CONSTRAINT "relation_kind";--> statement-breakpoint
ALTER TABLE "source" DROP CONSTRAINT "source_kind";--> statement-breakpoint
ALTER TABLE "event" ADD COLUMN "end_date" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "event" ADD COLUMN "scope" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "event" ADD COLUMN "note" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "event_history" ADD COLUMN "end_date" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "event_history" ADD COLUMN "scope" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "event_history" ADD COLUMN "note" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "corridor" ADD CONSTRAINT "corridor_revision_import_revision_fk" FOREIGN KEY ("revision") REFERENCES "public"."import"("revision") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corridor" ADD CONSTRAINT "corridor_id_entity_id_fk" FOREIGN KEY ("id") REFERENCES "public"."entity"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corridor" ADD CONSTRAINT "corridor_parent_entity_id_fk" FOREIGN KEY ("parent") REFERENCES "public"."entity"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corridor" ADD CONSTRAINT "corridor_from_entity_id_fk" FOREIGN KEY ("from") REFERENCES "public"."entity"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corridor" ADD CONSTRAINT "corridor_source_source_id_fk" FOREIGN KEY ("source") REFERENCES "public"."source"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corridor_leg" ADD CONSTRAINT "corridor_leg_corridor_corridor_id_fk" FOREIGN KEY ("corridor") REFERENCES "public"."corridor"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corridor_leg" ADD CONSTRAINT "corridor_leg_leg_leg_id_fk" FOREIGN KEY ("leg") REFERENCES "public"."leg"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leg" ADD CONSTRAINT "leg_revision_import_revision_fk" FOREIGN KEY ("revision") REFERENCES "public"."import"("revision") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leg" ADD CONSTRAINT "leg_id_entity_id_fk" FOREIGN KEY ("id") REFERENCES "public"."entity"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leg" ADD CONSTRAINT "leg_from_entity_id_fk" FOREIGN KEY ("from") REFERENCES "public"."entity"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leg" ADD CONSTRAINT "leg_to_entity_id_fk" FOREIGN KEY ("to") REFERENCES "public"."entity"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leg" ADD CONSTRAINT "leg_part_of_entity_id_fk" FOREIGN KEY ("part_of") REFERENCES "public"."entity"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leg_pass" ADD CONSTRAINT "leg_pass_leg_leg_id_fk" FOREIGN KEY ("leg") REFERENCES "public"."leg"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leg_pass" ADD CONSTRAINT "leg_pass_place_entity_id_fk" FOREIGN KEY ("place") REFERENCES "public"."entity"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "corridor_by_parent" ON "corridor" USING btree ("parent","id");--> statement-breakpoint
CREATE INDEX "corridor_by_from" ON "corridor" USING btree ("from","id");--> statement-breakpoint
CREATE INDEX "corridor_by_source" ON "corridor" USING btree ("source","id");--> statement-breakpoint
CREATE INDEX "corridor_recorded" ON "corridor" USING btree ("revision","id");--> statement-breakpoint
CREATE INDEX "corridor_history_recorded" ON "corridor_history" USING btree ("revision","id");--> statement-breakpoint
CREATE INDEX "corridor_history_retired" ON "corridor_history" USING btree ("retired_revision","id");--> statement-breakpoint
CREATE INDEX "corridor_history_withdrawn" ON "corridor_history" USING btree ("withdrawn","retired_revision","id");--> statement-breakpoint
CREATE INDEX "corridor_leg_by_leg" ON "corridor_leg" USING btree ("leg","corridor");--> statement-breakpoint
CREATE INDEX "leg_by_from" ON "leg" USING btree ("from","id");--> statement-breakpoint
CREATE INDEX "leg_by_to" ON "leg" USING btree ("to","id");--> statement-breakpoint
CREATE INDEX "leg_by_part_of" ON "leg" USING btree ("part_of","id");--> statement-breakpoint
CREATE INDEX "leg_recorded" ON "leg" USING btree ("revision","id");--> statement-breakpoint
CREATE INDEX "leg_history_recorded" ON "leg_history" USING btree ("revision","id");--> statement-breakpoint
CREATE INDEX "leg_history_retired" ON "leg_history" USING btree ("retired_revision","id");--> statement-breakpoint
CREATE INDEX "leg_history_withdrawn" ON "leg_history" USING btree ("withdrawn","retired_revision","id");--> statement-breakpoint
CREATE INDEX "leg_pass_by_place" ON "leg_pass" USING btree ("place","leg");--> statement-breakpoint
ALTER TABLE "claim_check" ADD CONSTRAINT "claim_check_kind" CHECK ("claim_check"."kind" in ('contradicts', 'part_exceeds_whole', 'sum_of_periods', 'sum_of_members', 'sum_of_components', 'sum_of_products', 'sum_of_legs', 'mirror_of', 'share_of', 'ratio_of', 'growth'));--> statement-breakpoint
ALTER TABLE "claim_check" ADD CONSTRAINT "claim_check_mode" CHECK ("claim_check"."mode" in ('road', 'rail', 'ferry', 'sea', 'multimodal'));--> statement-breakpoint
ALTER TABLE "entity" ADD CONSTRAINT "entity_kind" CHECK ("entity"."kind" in ('country', 'territory', 'group', 'port', 'crossing', 'corridor', 'route', 'railway', 'city', 'station', 'pass', 'strait', 'leg', 'commodity'));--> statement-breakpoint
ALTER TABLE "event" ADD CONSTRAINT "event_scope" CHECK ("event"."scope" in ('all', 'trade', 'humanitarian', 'rail'));--> statement-breakpoint
ALTER TABLE "event" ADD CONSTRAINT "event_kind" CHECK ("event"."kind" in ('opened', 'open', 'partly_open', 'restricted', 'seasonal', 'closed', 'signed', 'pilot', 'ratified', 'announced'));--> statement-breakpoint
ALTER TABLE "observation" ADD CONSTRAINT "observation_mode" CHECK ("observation"."mode" in ('road', 'rail', 'ferry', 'sea', 'multimodal'));--> statement-breakpoint
ALTER TABLE "relation" ADD CONSTRAINT "relation_kind" CHECK ("relation"."kind" in ('contradicts', 'part_exceeds_whole', 'sum_of', 'revision_of', 'mirror_of', 'preferred_over'));--> statement-breakpoint
ALTER TABLE "source" ADD CONSTRAINT "source_kind" CHECK ("source"."kind" in ('official_statistics', 'central_bank', 'international_organisation', 'government_statement', 'company', 'academic', 'press', 'encyclopedia', 'dataset', 'opinion'));