-- A message of a person is answered by a job. It carries the bot it is for, so that a bot whose engine is slow is put off alone
-- (lib/chat/answer-load.ts); and there is one of it however often it is asked for.
create function enqueue_answer(p_conversation uuid, p_n integer) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  workspace uuid := nullif(current_setting('app.workspace_id', true), '')::uuid;
  bot uuid;
begin
  select c.bot_id into bot from conversations c where c.workspace_id = workspace and c.id = p_conversation;
  if not found then
    raise exception 'a job belongs to the workspace of its transaction';
  end if;
  perform graphile_worker.add_job('answer', json_build_object('workspaceId', workspace, 'conversationId', p_conversation, 'n', p_n),
    max_attempts => 10, job_key => 'answer ' || p_conversation || ' ' || p_n, flags => array['bot ' || bot]);
end $$;--> statement-breakpoint
grant execute on function enqueue_answer(uuid, integer) to app_user;
