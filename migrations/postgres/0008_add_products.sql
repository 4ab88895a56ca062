CREATE TABLE "product" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"scheme" text COLLATE "C" NOT NULL,
	"code" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"parent" text COLLATE "C",
	"note" text COLLATE "C",
	"search_text" text COLLATE "C" NOT NULL,
	"revision" integer NOT NULL,
	CONSTRAINT "product_scheme" CHECK ("product"."scheme" in ('HS2022', 'SITC4', 'commodity'))
);
--> statement-breakpoint
CREATE TABLE "product_history" (
	"id" text COLLATE "C" NOT NULL,
	"revision" integer NOT NULL,
	"retired_revision" integer NOT NULL,
	"withdrawn" boolean DEFAULT false NOT NULL,
	"scheme" text COLLATE "C" NOT NULL,
	"code" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"parent" text COLLATE "C",
	"note" text COLLATE "C",
	"search_text" text COLLATE "C" NOT NULL,
	CONSTRAINT "product_history_id_revision_pk" PRIMARY KEY("id","revision")
);
--> statement-breakpoint
ALTER TABLE "claim_check" DROP CONSTRAINT "claim_check_kind";--> statement-breakpoint
ALTER TABLE "claim_check" ADD COLUMN "product" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "claim_check_history" ADD COLUMN "product" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "metric" ADD COLUMN "by_product" text COLLATE "C" DEFAULT 'no' NOT NULL;--> statement-breakpoint
ALTER TABLE "metric_history" ADD COLUMN "by_product" text COLLATE "C" DEFAULT 'no' NOT NULL;--> statement-breakpoint
ALTER TABLE "observation" ADD COLUMN "product" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "observation_history" ADD COLUMN "product" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "series" ADD COLUMN "product" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "product" ADD CONSTRAINT "product_revision_import_revision_fk" FOREIGN KEY ("revision") REFERENCES "public"."import"("revision") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "product_by_scheme" ON "product" USING btree ("scheme","id");--> statement-breakpoint
CREATE INDEX "product_by_parent" ON "product" USING btree ("parent","id");--> statement-breakpoint
CREATE INDEX "product_recorded" ON "product" USING btree ("revision","id");--> statement-breakpoint
CREATE INDEX "product_history_recorded" ON "product_history" USING btree ("revision","id");--> statement-breakpoint
CREATE INDEX "product_history_retired" ON "product_history" USING btree ("retired_revision","id");--> statement-breakpoint
CREATE INDEX "product_history_withdrawn" ON "product_history" USING btree ("withdrawn","retired_revision","id");--> statement-breakpoint
ALTER TABLE "observation" ADD CONSTRAINT "observation_product_product_id_fk" FOREIGN KEY ("product") REFERENCES "public"."product"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "series" ADD CONSTRAINT "series_product_product_id_fk" FOREIGN KEY ("product") REFERENCES "public"."product"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "observation_by_product" ON "observation" USING btree ("product","ends_on" DESC NULLS FIRST,"id") WHERE "observation"."product" is not null;--> statement-breakpoint
CREATE INDEX "observation_history_by_product" ON "observation_history" USING btree ("product","ends_on" DESC NULLS FIRST,"id") WHERE "observation_history"."product" is not null;--> statement-breakpoint
CREATE INDEX "series_by_product" ON "series" USING btree ("product") WHERE "series"."product" is not null;--> statement-breakpoint
ALTER TABLE "claim_check" ADD CONSTRAINT "claim_check_kind" CHECK ("claim_check"."kind" in ('contradicts', 'part_exceeds_whole', 'sum_of_periods', 'sum_of_members', 'sum_of_components', 'sum_of_products', 'mirror_of', 'share_of', 'ratio_of', 'growth'));--> statement-breakpoint
ALTER TABLE "metric" ADD CONSTRAINT "metric_by_product" CHECK ("metric"."by_product" in ('no', 'optional', 'yes'));