CREATE TABLE "series_source" (
	"series" text COLLATE "C" NOT NULL,
	"source" text COLLATE "C" NOT NULL,
	CONSTRAINT "series_source_series_source_pk" PRIMARY KEY("series","source")
);
--> statement-breakpoint
INSERT INTO "series_source" SELECT DISTINCT "series", "source" FROM "observation";--> statement-breakpoint
DROP INDEX "observation_newest";--> statement-breakpoint
DROP INDEX "observation_oldest";--> statement-breakpoint
DROP INDEX "observation_highest";--> statement-breakpoint
DROP INDEX "observation_lowest";--> statement-breakpoint
DROP INDEX "observation_first_recorded";--> statement-breakpoint
DROP INDEX "observation_last_recorded";--> statement-breakpoint
DROP INDEX "observation_by_metric_source";--> statement-breakpoint
DROP INDEX "observation_history_newest";--> statement-breakpoint
DROP INDEX "observation_history_oldest";--> statement-breakpoint
DROP INDEX "observation_history_highest";--> statement-breakpoint
DROP INDEX "observation_history_lowest";--> statement-breakpoint
DROP INDEX "observation_history_first_recorded";--> statement-breakpoint
DROP INDEX "observation_history_last_recorded";--> statement-breakpoint
DROP INDEX "observation_by_metric";--> statement-breakpoint
DROP INDEX "observation_by_metric_pair";--> statement-breakpoint
DROP INDEX "observation_by_subject";--> statement-breakpoint
DROP INDEX "observation_by_partner";--> statement-breakpoint
DROP INDEX "observation_by_source";--> statement-breakpoint
DROP INDEX "observation_by_direction";--> statement-breakpoint
DROP INDEX "observation_by_mode";--> statement-breakpoint
DROP INDEX "observation_by_product";--> statement-breakpoint
DROP INDEX "observation_by_bound";--> statement-breakpoint
DROP INDEX "observation_by_series";--> statement-breakpoint
DROP INDEX "observation_history_by_metric";--> statement-breakpoint
DROP INDEX "observation_history_by_metric_pair";--> statement-breakpoint
DROP INDEX "observation_history_by_subject";--> statement-breakpoint
DROP INDEX "observation_history_by_partner";--> statement-breakpoint
DROP INDEX "observation_history_by_source";--> statement-breakpoint
DROP INDEX "observation_history_by_direction";--> statement-breakpoint
DROP INDEX "observation_history_by_mode";--> statement-breakpoint
DROP INDEX "observation_history_by_product";--> statement-breakpoint
DROP INDEX "observation_history_by_bound";--> statement-breakpoint
DROP INDEX "observation_history_by_series";--> statement-breakpoint
ALTER TABLE "series_source" ADD CONSTRAINT "series_source_series_series_id_fk" FOREIGN KEY ("series") REFERENCES "public"."series"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "series_source" ADD CONSTRAINT "series_source_source_source_id_fk" FOREIGN KEY ("source") REFERENCES "public"."source"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "series_source_by_source" ON "series_source" USING btree ("source");--> statement-breakpoint
CREATE INDEX "observation_by_period" ON "observation" USING btree ("ends_on","id");--> statement-breakpoint
CREATE INDEX "observation_by_value" ON "observation" USING btree ("metric","value","id");--> statement-breakpoint
CREATE INDEX "observation_recorded" ON "observation" USING btree ("revision","id");--> statement-breakpoint
CREATE INDEX "observation_history_by_period" ON "observation_history" USING btree ("ends_on","id");--> statement-breakpoint
CREATE INDEX "observation_history_by_value" ON "observation_history" USING btree ("metric","value","id");--> statement-breakpoint
CREATE INDEX "observation_history_recorded" ON "observation_history" USING btree ("revision","id");--> statement-breakpoint
CREATE INDEX "observation_by_metric" ON "observation" USING btree ("metric","ends_on","id");--> statement-breakpoint
CREATE INDEX "observation_by_metric_pair" ON "observation" USING btree ("metric","subject","partner","ends_on" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "observation_by_subject" ON "observation" USING btree ("subject","ends_on","id");--> statement-breakpoint
CREATE INDEX "observation_by_partner" ON "observation" USING btree ("partner","ends_on","id");--> statement-breakpoint
CREATE INDEX "observation_by_source" ON "observation" USING btree ("source","ends_on","id");--> statement-breakpoint
CREATE INDEX "observation_by_direction" ON "observation" USING btree ("direction","ends_on","id") WHERE "observation"."direction" is not null;--> statement-breakpoint
CREATE INDEX "observation_by_mode" ON "observation" USING btree ("mode","ends_on","id") WHERE "observation"."mode" is not null;--> statement-breakpoint
CREATE INDEX "observation_by_product" ON "observation" USING btree ("product","ends_on","id") WHERE "observation"."product" is not null;--> statement-breakpoint
CREATE INDEX "observation_by_bound" ON "observation" USING btree ("bound","ends_on","id") WHERE "observation"."bound" <> 'exact';--> statement-breakpoint
CREATE INDEX "observation_by_series" ON "observation" USING btree ("series","ends_on");--> statement-breakpoint
CREATE INDEX "observation_history_by_metric" ON "observation_history" USING btree ("metric","ends_on","id");--> statement-breakpoint
CREATE INDEX "observation_history_by_metric_pair" ON "observation_history" USING btree ("metric","subject","partner","ends_on" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "observation_history_by_subject" ON "observation_history" USING btree ("subject","ends_on","id");--> statement-breakpoint
CREATE INDEX "observation_history_by_partner" ON "observation_history" USING btree ("partner","ends_on","id");--> statement-breakpoint
CREATE INDEX "observation_history_by_source" ON "observation_history" USING btree ("source","ends_on","id");--> statement-breakpoint
CREATE INDEX "observation_history_by_direction" ON "observation_history" USING btree ("direction","ends_on","id") WHERE "observation_history"."direction" is not null;--> statement-breakpoint
CREATE INDEX "observation_history_by_mode" ON "observation_history" USING btree ("mode","ends_on","id") WHERE "observation_history"."mode" is not null;--> statement-breakpoint
CREATE INDEX "observation_history_by_product" ON "observation_history" USING btree ("product","ends_on","id") WHERE "observation_history"."product" is not null;--> statement-breakpoint
CREATE INDEX "observation_history_by_bound" ON "observation_history" USING btree ("bound","ends_on","id") WHERE "observation_history"."bound" <> 'exact';--> statement-breakpoint
CREATE INDEX "observation_history_by_series" ON "observation_history" USING btree ("series","ends_on");