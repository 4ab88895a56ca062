CREATE TABLE "assessment" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"status" text COLLATE "C",
	"reason" text COLLATE "C",
	"gap_percent" double precision,
	"error_percent" double precision,
	"naive_error_percent" double precision,
	"drift_error_percent" double precision,
	"horizon" integer,
	"due_on" text COLLATE "C",
	"body" text COLLATE "C" NOT NULL,
	"revision" integer NOT NULL,
	CONSTRAINT "assessment_status" CHECK ("assessment"."status" in ('achieved', 'on_track', 'behind', 'far_behind', 'wrong_way', 'missed', 'not_assessable')),
	CONSTRAINT "assessment_gap_percent" CHECK ("assessment"."gap_percent" between -1.7976931348623157e308 and 1.7976931348623157e308),
	CONSTRAINT "assessment_error_percent" CHECK ("assessment"."error_percent" between -1.7976931348623157e308 and 1.7976931348623157e308)
);
--> statement-breakpoint
CREATE TABLE "assessment_history" (
	"id" text COLLATE "C" NOT NULL,
	"revision" integer NOT NULL,
	"retired_revision" integer NOT NULL,
	"status" text COLLATE "C",
	"reason" text COLLATE "C",
	"gap_percent" double precision,
	"error_percent" double precision,
	"naive_error_percent" double precision,
	"drift_error_percent" double precision,
	"horizon" integer,
	"due_on" text COLLATE "C",
	"body" text COLLATE "C" NOT NULL,
	CONSTRAINT "assessment_history_id_revision_pk" PRIMARY KEY("id","revision")
);
--> statement-breakpoint
ALTER TABLE "import" ADD COLUMN "assessor" integer;--> statement-breakpoint
ALTER TABLE "assessment" ADD CONSTRAINT "assessment_revision_import_revision_fk" FOREIGN KEY ("revision") REFERENCES "public"."import"("revision") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "assessment_by_status" ON "assessment" USING btree ("status","id");--> statement-breakpoint
CREATE INDEX "assessment_due" ON "assessment" USING btree ("due_on");--> statement-breakpoint
CREATE INDEX "assessment_recorded" ON "assessment" USING btree ("revision","id");--> statement-breakpoint
CREATE INDEX "assessment_history_recorded" ON "assessment_history" USING btree ("revision","id");--> statement-breakpoint
CREATE INDEX "assessment_history_retired" ON "assessment_history" USING btree ("retired_revision","id");