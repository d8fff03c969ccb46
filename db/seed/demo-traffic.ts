/** What happened in the demo over the last weeks: conversations, hand-overs, and people who signed in. */
import { randomBytes } from "node:crypto"
import type postgres from "postgres"
import { uuidv7 } from "uuidv7"
import { busyness, type Chance, chance, momentOf } from "./chance.ts"
import type { DemoBot } from "./demo-bots.ts"

const days = 75
const talksADay = 26
const second = 1000
const minute = 60 * second

type Row = Record<string, string | number | boolean | object | null>
type Written = { conversations: Row[]; messages: Row[]; handOvers: Row[] }

type Traffic = { everybody: string[]; people: string[]; agents: string[]; bots: DemoBot[] }

/** Writes conversations that are over, and the sign-ins of everybody. Three statements, however many there are. */
export async function seedTraffic(
  owner: postgres.Sql,
  workspaceId: string,
  { everybody, people, agents, bots }: Traffic,
): Promise<void> {
  const luck = chance(7)
  const now = Date.now()
  const written: Written = { conversations: [], messages: [], handOvers: [] }
  const signIns: Row[] = []
  for (let ago = days; ago >= 0; ago -= 1) {
    const busy = busyness(ago, now)
    for (let n = luck.below(6); n < talksADay * busy; n += 1)
      talk({
        at: momentOf(ago, now - 40 * minute, luck),
        luck,
        written,
        people,
        agents,
        bot: drawBot(bots, luck),
      })
    for (const userId of everybody)
      if (luck.of100(58 * busy)) signIns.push(signIn(userId, momentOf(ago, now, luck), luck))
  }
  await owner.begin(async (tx) => {
    await insertAll(tx, workspaceId, "conversations", written.conversations)
    await insertAll(tx, workspaceId, "messages", written.messages)
    await insertAll(tx, workspaceId, "hand_overs", written.handOvers)
    await insertAll(tx, workspaceId, "sessions", signIns)
    await tx`
      update user_activity a set messages = a.messages + said.messages, last_message_at = greatest(a.last_message_at, said.last)
        from (select author_id, count(*)::int as messages, max(at) as last from messages
               where workspace_id = ${workspaceId} and author = 'person' group by author_id) said
       where a.workspace_id = ${workspaceId} and a.user_id = said.author_id`
    await tx`
      update user_activity a set last_sign_in_at = greatest(a.last_sign_in_at, came.last)
        from (select user_id, max(created_at) as last from sessions where workspace_id = ${workspaceId} group by user_id) came
       where a.workspace_id = ${workspaceId} and a.user_id = came.user_id`
  })
}

/** The rows as one array, so that PostgreSQL is asked once. What they don't name keeps its default. */
async function insertAll(tx: postgres.TransactionSql, workspaceId: string, table: string, found: Row[]) {
  const columns = tx.unsafe(["workspace_id", ...Object.keys(found[0]!)].join(", "))
  const rows = found.map((row) => ({ workspace_id: workspaceId, ...row }))
  await tx`
    insert into ${tx.unsafe(table)} (${columns})
    select ${columns} from jsonb_populate_recordset(null::${tx.unsafe(table)}, ${tx.json(rows as postgres.JSONValue)})`
}

function drawBot(bots: DemoBot[], luck: Chance): DemoBot {
  let left = luck.next() * 100
  return bots.find(({ share }) => (left -= share) < 0) ?? bots[0]!
}

type Talk = { at: number; luck: Chance; written: Written; people: string[]; agents: string[]; bot: DemoBot }

/** One conversation from its first question to its end: with answers of the bot, or in the end with a person. */
function talk({ at, luck, written, people, agents, bot }: Talk): void {
  const [id, userId] = [uuidv7(), luck.oneOf(people)]
  let [n, time] = [0, at]
  const say = (author: string, said: Row) => {
    written.messages.push({
      conversation_id: id,
      n: (n += 1),
      id: uuidv7(),
      author,
      author_id: null,
      event: null,
      text: "",
      reply_to: null,
      trace: null,
      at: iso(time),
      ...said,
    })
  }
  for (let asked = 1 + luck.below(3); asked > 0; asked -= 1) {
    const entry = luck.of100(9) ? null : luck.oneOf(bot.entries.filter(({ handsOver }) => !handsOver))
    say("person", {
      author_id: userId,
      text: entry ? luck.oneOf(entry.phrases) : "And what about the other one?",
    })
    time += second
    say("bot", { text: entry?.answer ?? bot.fallback, reply_to: n, trace: traceOf(bot, entry, luck) })
    time += (20 + luck.below(70)) * second
  }
  const agentId = luck.of100(bot.handedOver) ? luck.oneOf(agents.filter((id) => id !== userId)) : null
  if (agentId) {
    const [wantedAt, takenAt] = [time, time + (15 + luck.next() ** 3 * 840) * second]
    say("event", { author_id: userId, event: "handed-over" })
    time = takenAt
    say("event", { author_id: agentId, event: "taken" })
    time += 30 * second
    say("agent", { author_id: agentId, text: "Hello. I have read what you wrote. Let me look it up." })
    time += 2 * minute
    say("person", { author_id: userId, text: "Thank you." })
    time += minute
    say("agent", { author_id: agentId, text: "Done. It is on its way to you." })
    time += minute
    say("event", { author_id: agentId, event: "closed" })
    written.handOvers.push({
      id: uuidv7(),
      conversation_id: id,
      bot_id: bot.id,
      reason: "asked",
      at: iso(wantedAt),
      taken_at: iso(takenAt),
      taken_by: agentId,
      ended_at: iso(time),
      ended_as: "closed",
    })
  }
  written.conversations.push({
    id,
    user_id: userId,
    bot_id: bot.id,
    is_test: false,
    state: agentId ? "closed" : "bot",
    messages: n,
    seen: n,
    closed_at: agentId ? iso(time) : null,
    created_at: iso(at),
    last_message_at: iso(time),
  })
}

const iso = (time: number) => new Date(time).toISOString()

function traceOf(bot: DemoBot, entry: DemoBot["entries"][number] | null, luck: Chance) {
  const score = 0.6 + Math.round(luck.next() * 40) / 100
  return {
    engine: "entries",
    version: 1,
    matched: entry?.id ?? null,
    candidates: entry ? [{ entry: entry.id, title: entry.title, phrase: entry.phrases[0]!, score }] : [],
    needed: 0.5,
    entries: bot.entries.length,
    handsOver: false,
    milliseconds: Math.round(280 + 320 * luck.next() ** 2) / 10,
  }
}

const devices = [
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15",
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
]

/** A session that ended by itself, or by signing out. */
function signIn(userId: string, at: number, luck: Chance): Row {
  const end = at + (10 + luck.below(300)) * minute
  const over = Math.min(end, Date.now())
  return {
    id: uuidv7(),
    user_id: userId,
    token_hash: `\\x${randomBytes(32).toString("hex")}`,
    stage: "full",
    proved_at: iso(at),
    created_at: iso(at),
    last_seen_at: iso(over),
    expires_at: iso(at + 12 * 60 * minute),
    idle_minutes: 60,
    ended_at: iso(over),
    ended_reason: "signed out",
    ip: `192.0.2.${luck.below(250)}`,
    user_agent: luck.oneOf(devices),
  }
}
