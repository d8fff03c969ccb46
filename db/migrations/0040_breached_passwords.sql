ALTER TABLE "workspaces" ADD COLUMN "breached_password_check" boolean DEFAULT false NOT NULL;--> statement-breakpoint
grant update (breached_password_check) on workspaces to app_user;
