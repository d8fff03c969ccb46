CREATE TABLE "bot_entries" (
	"workspace_id" uuid NOT NULL,
	"bot_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"title" text NOT NULL,
	"phrases" text[] NOT NULL,
	"answer" text NOT NULL,
	"hands_over" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "bot_entries_workspace_id_bot_id_id_pk" PRIMARY KEY("workspace_id","bot_id","id")
);
--> statement-breakpoint
ALTER TABLE "bot_entries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "bot_members" (
	"workspace_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"bot_id" uuid NOT NULL,
	"role" text collate "C" NOT NULL,
	CONSTRAINT "bot_members_workspace_id_user_id_bot_id_pk" PRIMARY KEY("workspace_id","user_id","bot_id"),
	CONSTRAINT "bot_members_role" CHECK (role in ('developer', 'tester'))
);
--> statement-breakpoint
ALTER TABLE "bot_members" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "bot_secrets" (
	"workspace_id" uuid NOT NULL,
	"bot_id" uuid NOT NULL,
	"sealed" "bytea" NOT NULL,
	"set_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "bot_secrets_workspace_id_bot_id_pk" PRIMARY KEY("workspace_id","bot_id")
);
--> statement-breakpoint
ALTER TABLE "bot_secrets" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "bot_versions" (
	"workspace_id" uuid NOT NULL,
	"bot_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"content" jsonb NOT NULL,
	"published_by" uuid NOT NULL,
	"published_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "bot_versions_workspace_id_bot_id_version_pk" PRIMARY KEY("workspace_id","bot_id","version")
);
--> statement-breakpoint
ALTER TABLE "bot_versions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "bots" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"name_norm" text collate "C" NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"owner_id" uuid NOT NULL,
	"engine" text collate "C" DEFAULT 'entries' NOT NULL,
	"language" text collate "C" DEFAULT 'english' NOT NULL,
	"greeting" text DEFAULT '' NOT NULL,
	"fallback" text NOT NULL,
	"webhook_url" text,
	"published_version" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"archived_at" timestamp with time zone,
	CONSTRAINT "bots_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "bots_engine" CHECK (engine in ('entries', 'webhook'))
);
--> statement-breakpoint
ALTER TABLE "bots" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "conversations" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"bot_id" uuid NOT NULL,
	"is_test" boolean DEFAULT false NOT NULL,
	"state" text collate "C" DEFAULT 'bot' NOT NULL,
	"messages" integer DEFAULT 0 NOT NULL,
	"seen" integer DEFAULT 0 NOT NULL,
	"waiting_since" timestamp with time zone,
	"agent_id" uuid,
	"taken_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_message_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "conversations_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "conversations_state" CHECK (state in ('bot', 'waiting', 'taken', 'closed')),
	CONSTRAINT "conversations_agent" CHECK ((state = 'taken') = (agent_id is not null)),
	CONSTRAINT "conversations_waiting_since" CHECK (state not in ('waiting', 'taken') or waiting_since is not null)
);
--> statement-breakpoint
ALTER TABLE "conversations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "hand_overs" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"bot_id" uuid NOT NULL,
	"reason" text collate "C" NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"taken_at" timestamp with time zone,
	"taken_by" uuid,
	"ended_at" timestamp with time zone,
	"ended_as" text collate "C",
	CONSTRAINT "hand_overs_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "hand_overs_reason" CHECK (reason in ('asked', 'answer', 'engine')),
	CONSTRAINT "hand_overs_end" CHECK ((ended_as is null) = (ended_at is null))
);
--> statement-breakpoint
ALTER TABLE "hand_overs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "messages" (
	"workspace_id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"id" uuid NOT NULL,
	"author" text collate "C" NOT NULL,
	"author_id" uuid,
	"event" text collate "C",
	"text" text DEFAULT '' NOT NULL,
	"reply_to" integer,
	"trace" jsonb,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "messages_workspace_id_conversation_id_n_pk" PRIMARY KEY("workspace_id","conversation_id","n"),
	CONSTRAINT "messages_author" CHECK (author in ('person', 'bot', 'agent', 'event')),
	CONSTRAINT "messages_event" CHECK ((author = 'event') = (event is not null))
);
--> statement-breakpoint
ALTER TABLE "messages" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "user_activity" ADD COLUMN "messages" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "user_activity" ADD COLUMN "last_message_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "bot_entries" ADD CONSTRAINT "bot_entries_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bot_entries" ADD CONSTRAINT "bot_entries_workspace_id_bot_id_bots_workspace_id_id_fk" FOREIGN KEY ("workspace_id","bot_id") REFERENCES "public"."bots"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bot_members" ADD CONSTRAINT "bot_members_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bot_members" ADD CONSTRAINT "bot_members_workspace_id_user_id_users_workspace_id_id_fk" FOREIGN KEY ("workspace_id","user_id") REFERENCES "public"."users"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bot_members" ADD CONSTRAINT "bot_members_workspace_id_bot_id_bots_workspace_id_id_fk" FOREIGN KEY ("workspace_id","bot_id") REFERENCES "public"."bots"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bot_secrets" ADD CONSTRAINT "bot_secrets_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bot_secrets" ADD CONSTRAINT "bot_secrets_workspace_id_bot_id_bots_workspace_id_id_fk" FOREIGN KEY ("workspace_id","bot_id") REFERENCES "public"."bots"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bot_versions" ADD CONSTRAINT "bot_versions_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bot_versions" ADD CONSTRAINT "bot_versions_workspace_id_bot_id_bots_workspace_id_id_fk" FOREIGN KEY ("workspace_id","bot_id") REFERENCES "public"."bots"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bots" ADD CONSTRAINT "bots_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bots" ADD CONSTRAINT "bots_workspace_id_owner_id_users_workspace_id_id_fk" FOREIGN KEY ("workspace_id","owner_id") REFERENCES "public"."users"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_workspace_id_user_id_users_workspace_id_id_fk" FOREIGN KEY ("workspace_id","user_id") REFERENCES "public"."users"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_workspace_id_agent_id_users_workspace_id_id_fk" FOREIGN KEY ("workspace_id","agent_id") REFERENCES "public"."users"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_workspace_id_bot_id_bots_workspace_id_id_fk" FOREIGN KEY ("workspace_id","bot_id") REFERENCES "public"."bots"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hand_overs" ADD CONSTRAINT "hand_overs_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hand_overs" ADD CONSTRAINT "hand_overs_workspace_id_conversation_id_conversations_workspace_id_id_fk" FOREIGN KEY ("workspace_id","conversation_id") REFERENCES "public"."conversations"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hand_overs" ADD CONSTRAINT "hand_overs_workspace_id_taken_by_users_workspace_id_id_fk" FOREIGN KEY ("workspace_id","taken_by") REFERENCES "public"."users"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_workspace_id_conversation_id_conversations_workspace_id_id_fk" FOREIGN KEY ("workspace_id","conversation_id") REFERENCES "public"."conversations"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bot_members_by_bot" ON "bot_members" USING btree ("workspace_id","bot_id","user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "bots_name" ON "bots" USING btree ("workspace_id","name_norm") WHERE archived_at is null;--> statement-breakpoint
CREATE INDEX "bots_by_owner" ON "bots" USING btree ("workspace_id","owner_id");--> statement-breakpoint
CREATE INDEX "conversations_by_person" ON "conversations" USING btree ("workspace_id","user_id","last_message_at","id");--> statement-breakpoint
CREATE INDEX "conversations_by_bot" ON "conversations" USING btree ("workspace_id","bot_id");--> statement-breakpoint
CREATE INDEX "conversations_waiting" ON "conversations" USING btree ("workspace_id","waiting_since","id") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "conversations_taken" ON "conversations" USING btree ("workspace_id","agent_id","last_message_at") WHERE state = 'taken';--> statement-breakpoint
CREATE UNIQUE INDEX "hand_overs_open" ON "hand_overs" USING btree ("workspace_id","conversation_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "hand_overs_by_conversation" ON "hand_overs" USING btree ("workspace_id","conversation_id","at");--> statement-breakpoint
CREATE INDEX "hand_overs_by_time" ON "hand_overs" USING btree ("workspace_id","at");--> statement-breakpoint
CREATE INDEX "hand_overs_by_agent" ON "hand_overs" USING btree ("workspace_id","taken_by","ended_at") WHERE ended_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "messages_id" ON "messages" USING btree ("workspace_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "messages_answer" ON "messages" USING btree ("workspace_id","conversation_id","reply_to") WHERE reply_to is not null;--> statement-breakpoint
CREATE POLICY "bot_entries_workspace" ON "bot_entries" AS PERMISSIVE FOR ALL TO "app_user" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "bot_members_workspace" ON "bot_members" AS PERMISSIVE FOR ALL TO "app_user" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "bot_secrets_workspace" ON "bot_secrets" AS PERMISSIVE FOR ALL TO "app_user" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "bot_versions_workspace" ON "bot_versions" AS PERMISSIVE FOR ALL TO "app_user" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "bots_workspace" ON "bots" AS PERMISSIVE FOR ALL TO "app_user" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "conversations_workspace" ON "conversations" AS PERMISSIVE FOR ALL TO "app_user" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "hand_overs_workspace" ON "hand_overs" AS PERMISSIVE FOR ALL TO "app_user" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "messages_workspace" ON "messages" AS PERMISSIVE FOR ALL TO "app_user" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));