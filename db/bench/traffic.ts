/** Ninety days of conversations and sign-ins, written by PostgreSQL itself. */
import type postgres from "postgres"
import { insertBot } from "#db/seed/bots.ts"
import type { Place } from "./place.ts"

const days = 90
const bots = 4
/** Of each conversation: a question and its answer, three times; every tenth is handed over. */
const messagesEach = 6

/** Adds so many messages and sign-ins of the place's people. */
export async function fillTraffic(
  owner: postgres.Sql,
  { actor }: Pick<Place, "actor">,
  { messages, signIns }: { messages: number; signIns: number },
): Promise<void> {
  const workspaceId = actor.workspace.id
  const ids: string[] = []
  for (let n = 0; n < bots; n += 1)
    ids.push(await insertBot(owner, workspaceId, { ownerId: actor.user.id, published: true }))
  await owner.begin(async (tx) => {
    await tx`
      create temporary table crowd on commit drop as
      select id, row_number() over () - 1 as n from (select id from users where workspace_id = ${workspaceId} limit 20000) some_people`
    const [{ people } = { people: 0 }] = await tx<
      { people: number }[]
    >`select count(*)::int as people from crowd`
    await tx`
      create temporary table talks on commit drop as
      select gen_random_uuid() as id, floor(random() * ${people}::int)::int as who, floor(random() * ${bots}::int)::int as bot,
             now() - random() * make_interval(days => ${days}::int) as at, t % 10 = 0 as handed
        from generate_series(1, ${messages}::int / ${messagesEach}::int) as t`
    await tx`
      insert into conversations (workspace_id, id, user_id, bot_id, messages, created_at, last_message_at)
      select ${workspaceId}, talks.id, crowd.id, (${ids}::uuid[])[bot + 1], ${messagesEach}::int, at, at
        from talks join crowd on crowd.n = who order by at`
    await tx`alter table messages disable trigger user`
    await tx`
      insert into messages (workspace_id, conversation_id, n, id, author, author_id, text, reply_to, trace, at)
      select ${workspaceId}, talks.id, m, gen_random_uuid(), case when m % 2 = 1 then 'person' else 'bot' end,
             case when m % 2 = 1 then crowd.id end, repeat('what was said ', 6), case when m % 2 = 0 then m - 1 end,
             case when m % 2 = 0 then jsonb_build_object('engine', 'entries', 'version', 1, 'candidates',
               (select jsonb_agg(jsonb_build_object('entry', gen_random_uuid(), 'title', 'Where is my order', 'phrase', 'Where is my parcel now?', 'score', random()))
                  from generate_series(1, 5) where talks.id is not null), 'milliseconds', 20 + 40 * random()) end,
             at + m * interval '20 seconds'
        from talks join crowd on crowd.n = who cross join generate_series(1, ${messagesEach}::int) as m order by at, m`
    await tx`alter table messages enable trigger user`
    await tx`
      insert into hand_overs (workspace_id, id, conversation_id, bot_id, reason, at, taken_at, ended_at, ended_as)
      select ${workspaceId}, gen_random_uuid(), id, (${ids}::uuid[])[bot + 1], 'asked', at, at + random() * interval '10 minutes',
             at + interval '20 minutes', 'closed' from talks where handed`
    await tx`
      insert into sessions (workspace_id, id, user_id, token_hash, stage, created_at, expires_at, idle_minutes, ended_at)
      select ${workspaceId}, gen_random_uuid(), crowd.id, decode(md5(random()::text), 'hex'), 'full', at, at + interval '1 day', 60, at + interval '1 hour'
        from (select now() - random() * make_interval(days => ${days}::int) as at, floor(random() * ${people}::int)::int as who
                from generate_series(1, ${signIns}::int)) as came
        join crowd on crowd.n = who order by at`
  })
  await owner`vacuum (analyze) conversations, messages, hand_overs, sessions`
}
