CREATE TABLE "forecast_evaluation" (
	"metric" text COLLATE "C" NOT NULL,
	"frequency" text COLLATE "C" NOT NULL,
	"body" text COLLATE "C" NOT NULL,
	"revision" integer NOT NULL,
	CONSTRAINT "forecast_evaluation_metric_frequency_pk" PRIMARY KEY("metric","frequency")
);
--> statement-breakpoint
CREATE TABLE "series_test" (
	"series" text COLLATE "C" PRIMARY KEY NOT NULL,
	"metric" text COLLATE "C" NOT NULL,
	"frequency" text COLLATE "C" NOT NULL,
	"body" text COLLATE "C",
	"revision" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "import" ADD COLUMN "evaluator" integer;--> statement-breakpoint
ALTER TABLE "forecast_evaluation" ADD CONSTRAINT "forecast_evaluation_revision_import_revision_fk" FOREIGN KEY ("revision") REFERENCES "public"."import"("revision") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "series_test" ADD CONSTRAINT "series_test_revision_import_revision_fk" FOREIGN KEY ("revision") REFERENCES "public"."import"("revision") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "series_test_by_metric" ON "series_test" USING btree ("metric","frequency","series");