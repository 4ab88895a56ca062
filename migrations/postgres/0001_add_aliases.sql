CREATE TABLE "alias" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"entity" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"language" text COLLATE "C",
	"scheme" text COLLATE "C",
	"source" text COLLATE "C",
	"note" text COLLATE "C",
	"search_text" text COLLATE "C" NOT NULL,
	"revision" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "alias_history" (
	"id" text COLLATE "C" NOT NULL,
	"revision" integer NOT NULL,
	"retired_revision" integer NOT NULL,
	"withdrawn" boolean DEFAULT false NOT NULL,
	"entity" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"language" text COLLATE "C",
	"scheme" text COLLATE "C",
	"source" text COLLATE "C",
	"note" text COLLATE "C",
	"search_text" text COLLATE "C" NOT NULL,
	CONSTRAINT "alias_history_id_revision_pk" PRIMARY KEY("id","revision")
);
--> statement-breakpoint
CREATE TABLE "entity_name" (
	"key" text COLLATE "C" NOT NULL,
	"entity" text COLLATE "C" NOT NULL,
	"rank" integer NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	CONSTRAINT "entity_name_key_entity_pk" PRIMARY KEY("key","entity")
);
--> statement-breakpoint
ALTER TABLE "entity" DROP CONSTRAINT "entity_kind";--> statement-breakpoint
ALTER TABLE "import" ADD COLUMN "text_form" integer;--> statement-breakpoint
ALTER TABLE "alias" ADD CONSTRAINT "alias_revision_import_revision_fk" FOREIGN KEY ("revision") REFERENCES "public"."import"("revision") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alias" ADD CONSTRAINT "alias_entity_entity_id_fk" FOREIGN KEY ("entity") REFERENCES "public"."entity"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alias" ADD CONSTRAINT "alias_source_source_id_fk" FOREIGN KEY ("source") REFERENCES "public"."source"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entity_name" ADD CONSTRAINT "entity_name_entity_entity_id_fk" FOREIGN KEY ("entity") REFERENCES "public"."entity"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "alias_by_entity" ON "alias" USING btree ("entity","id");--> statement-breakpoint
CREATE INDEX "alias_by_source" ON "alias" USING btree ("source","id");--> statement-breakpoint
CREATE INDEX "alias_recorded" ON "alias" USING btree ("revision","id");--> statement-breakpoint
CREATE INDEX "alias_history_recorded" ON "alias_history" USING btree ("revision","id");--> statement-breakpoint
CREATE INDEX "alias_history_retired" ON "alias_history" USING btree ("retired_revision","id");--> statement-breakpoint
CREATE INDEX "alias_history_withdrawn" ON "alias_history" USING btree ("withdrawn","retired_revision","id");--> statement-breakpoint
CREATE INDEX "entity_name_by_entity" ON "entity_name" USING btree ("entity");--> statement-breakpoint
ALTER TABLE "entity" ADD CONSTRAINT "entity_kind" CHECK ("entity"."kind" in ('country', 'territory', 'group', 'port', 'crossing', 'corridor', 'route', 'railway'));