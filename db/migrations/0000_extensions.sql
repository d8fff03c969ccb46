create extension if not exists pg_trgm;--> statement-breakpoint
create extension if not exists btree_gin;--> statement-breakpoint
-- No function is callable by everybody: each is granted by name in a later file.
alter default privileges revoke execute on functions from public;
