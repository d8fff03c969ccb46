-- Which of a bot's entries a question means. Words count by how rare they are among the entries; common ones of the language (its stop
-- words) for little. A word is found by its stem (full text search), or else, mistyped, by one edit or by its trigrams.
--
-- One letter too many, too few, another or two swapped, after the first: trigrams say too little of short words.
create function is_one_edit(a text, b text) returns boolean language sql immutable parallel safe as $$
  select case length(a) - length(b)
    when 0 then exists (
      select from generate_series(2, length(a)) i
       where left(a, i - 1) || substr(a, i + 1) = left(b, i - 1) || substr(b, i + 1)
          or left(a, i - 1) || substr(a, i + 1, 1) || substr(a, i, 1) || substr(a, i + 2) = b)
    when 1 then exists (select from generate_series(2, length(a)) i where left(a, i - 1) || substr(a, i + 1) = b)
    when -1 then exists (select from generate_series(2, length(b)) i where left(b, i - 1) || substr(b, i + 1) = a)
    else false end
$$;--> statement-breakpoint
-- The words of a text as they are compared: in small letters, without apostrophes, an "e-mail" as "email". Of a word, 40 letters count.
create function words_of(p_text text) returns setof text language sql immutable parallel safe as $$
  select left(word, 40) from (
    select btrim(piece, '.,;:!?¡¿"()[]{}<>*_+=&%#@$€…–—„“”«»‚‘`|\') as word
      from string_to_table(translate(
        case when p_text like '%-%' then regexp_replace(lower(p_text), '\m([[:alpha:]])-', '\1', 'g') else lower(p_text) end,
        E'-/\n\r\t''’', '     '), ' ') piece) trimmed
   where word <> ''
$$;--> statement-breakpoint
-- The best first, at most five, each with the phrase that fits best and how well, 0 to 1: half of it how much of the phrase the question
-- says, half how much of the question the entry knows. Any text is a question: at most 4000 characters and 100 words of it count.
create function match_entries(p_bot uuid, p_version integer, p_question text)
returns table (entry uuid, title text, phrase text, score real, answer text, hands_over boolean)
language plpgsql stable set search_path = public, pg_temp
-- A document's words are more than the planner thinks.
set jit = off set enable_mergejoin = off set enable_nestloop = off as $$
#variable_conflict use_column
declare
  content jsonb := bot_content(p_bot, p_version);
  entries real := jsonb_array_length(content -> 'entries');
  -- The stemmer of the bot's language; of one that PostgreSQL doesn't know, none.
  dictionary regdictionary := coalesce(
    (select d.dictname::text from pg_ts_dict d where d.dictnamespace = 'pg_catalog'::regnamespace and d.dictname = (content ->> 'language') || '_stem'),
    'simple')::regdictionary;
  common constant real := 0.3;
begin
  return query
  with entry as materialized (
    select n::integer, body -> 'phrases' || (body -> 'title') as phrases from jsonb_array_elements(content -> 'entries') with ordinality e (body, n)),
  said as materialized (
    select distinct n, word from entry, words_of(array_to_string(array(select jsonb_array_elements_text(phrases)), ' ')) word),
  vocabulary as materialized (
    select word, count(*)::real as df from said group by 1),
  asked as materialized (
    select word, coalesce(l[1], word) as stem, l = '{}' as is_common
      from (select word, ts_lexize(dictionary, word) as l from (select distinct word from words_of(left(p_question, 4000)) word limit 100) w) w),
  near as materialized (
    select v.word, v.df, coalesce((ts_lexize(dictionary, v.word))[1], v.word) as stem from vocabulary v
     where left(v.word, 1) in (select left(word, 1) from asked)),
  same as materialized (
    select a.word as asked, n.word, n.df, 1::real as likeness from asked a join near n using (stem)),
  alike as materialized (
    select * from same
    union all
    select * from (
      select a.word, n.word, n.df, case when length(a.word) > 3 and abs(length(a.word) - length(n.word)) <= 1 and is_one_edit(a.word, n.word) then 0.8 else similarity(a.word, n.word) end as likeness
        from (select word, left(word, 1) as first from asked where not is_common and length(word) > 2 and word not in (select asked from same) limit 20) a
        join (select *, left(word, 1) as first from near) n using (first)) fuzzy
     where likeness >= 0.45),
  weighed as materialized (
    select a.word, (ln(1 + entries / coalesce(s.df, f.df, greatest(1, entries ^ 0.6))) * case when is_common then common else 1 end)::real as weight
      from asked a
      left join (select asked, least(sum(df), entries) as df from same group by 1) s on s.asked = a.word
      left join (select distinct on (asked) asked, df from alike order by asked, likeness desc, df desc) f on f.asked = a.word),
  covered as materialized (
    select n, sum(weight) / (select sum(weight) from weighed) as share
      from (select s.n, a.asked, max(a.likeness * w.weight) as weight from said s join alike a using (word) join weighed w on w.word = a.asked group by 1, 2) h
     group by 1 order by 2 desc, 1 limit 30),
  phrases as materialized (
    select row_number() over () as id, c.n, c.share, p.text from covered c join entry e using (n), jsonb_array_elements_text(e.phrases) p (text)),
  terms as materialized (
    select distinct p.id, word from phrases p, words_of(p.text) word),
  weights as materialized (
    select word, (ln(1 + entries / df) * case when ts_lexize(dictionary, word) = '{}' then common else 1 end)::real as weight
      from (select distinct word from terms) t join vocabulary using (word)),
  found as (
    select t.id, sum(w.weight * coalesce(a.likeness, 0)) / sum(w.weight) as share
      from terms t join weights w using (word) left join (select word, max(likeness) as likeness from alike group by 1) a using (word) group by 1),
  best as (
    select distinct on (p.n) p.n, p.text, (0.5 * f.share + 0.5 * p.share)::real as score from phrases p join found f using (id) order by p.n, score desc, p.id),
  top as (select best.*, content -> 'entries' -> (n - 1) as body from best order by score desc, n limit 5)
  select (body ->> 'id')::uuid, body ->> 'title', text, score, body ->> 'answer', (body ->> 'handsOver')::boolean from top order by score desc, n;
end $$;--> statement-breakpoint
grant execute on function is_one_edit(text, text), words_of(text), match_entries(uuid, integer, text) to app_user;
