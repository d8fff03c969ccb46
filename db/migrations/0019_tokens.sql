-- Tokens for back ends: the keys that sign them, and for whom they are.
select audit_table('audiences', 'images', 'id');--> statement-breakpoint
grant select, insert, delete on audiences to app_user;--> statement-breakpoint
-- What a back end calls itself never changes: whoever was given tokens for it would have them for another one.
grant update (name) on audiences to app_user;--> statement-breakpoint
grant select, insert, delete on signing_keys to app_user;--> statement-breakpoint
grant update (sealed_private, retires_at) on signing_keys to app_user;
