-- Which of a bot's entries a question means: the best first, each with the phrase that fits best and how well, 0 to 1.
create function match_entries(p_bot uuid, p_version integer, p_question text)
returns table (entry uuid, title text, phrase text, score real, answer text, hands_over boolean)
language sql stable set search_path = public, pg_temp as $$
  with phrases as (
    select (e ->> 'id')::uuid as id, e ->> 'title' as title, p as phrase, e ->> 'answer' as answer, (e ->> 'handsOver')::boolean as hands_over,
           word_similarity(lower(p), lower(left(p_question, 4000))) as score
      from jsonb_array_elements(bot_content(p_bot, p_version) -> 'entries') e, jsonb_array_elements_text(e -> 'phrases') p)
  select * from (select distinct on (id) id, title, phrase, score, answer, hands_over from phrases order by id, score desc) best
   order by score desc, title limit 5
$$;--> statement-breakpoint
grant execute on function match_entries(uuid, integer, text) to app_user;
