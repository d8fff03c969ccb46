/** The analytics as a file: a line for each step, then one for each bot. */
import type { Actor } from "#lib/access/actor.ts"
import { csvStream } from "#lib/csv.ts"
import { type BotFigures, listBotFigures } from "./bots.ts"
import { type Figures, readAnalytics } from "./figures.ts"
import type { Period } from "./period.ts"

const columns = {
  of: "Of",
  from: "From",
  to: "To",
  bot: "Bot",
  messages: "Messages",
  conversations: "Conversations",
  active: "Active people",
  signIns: "Sign-ins",
  newPeople: "New people",
  suspended: "Suspended people",
  handOvers: "Hand-overs",
  handedOver: "Conversations handed over",
  medianWait: "Median wait (s)",
  longestWait: "Longest wait (s)",
  medianAnswer: "Median answer (ms)",
}
type Line = Record<keyof typeof columns, string>

const empty = Object.fromEntries(Object.keys(columns).map((column) => [column, ""])) as Line

const text = (figure: number | null) => (figure === null ? "" : String(Math.round(figure)))

/**
 * What the page shows of this period, as CSV; with `bot` of that one alone. Throws NotFound for a bot that there is not. Needs
 * `analytics:read`.
 */
export async function exportAnalytics(
  actor: Actor,
  period: Period,
  bot = "",
): Promise<ReadableStream<Uint8Array>> {
  const { steps, total, bot: chosen } = await readAnalytics(actor, period, bot)
  const bots = await listBotFigures(actor, period, bot)
  const lastOf = (n: number) => {
    const next = period.steps[n + 1]?.day
    return next ? new Date(Date.parse(next) - 86_400_000).toISOString().slice(0, 10) : period.last
  }
  const whole = { from: period.first, to: period.last }
  const lines: Line[] = [
    ...steps.map((step, n) => ({
      ...inText(step),
      of: period.step,
      from: step.day,
      to: lastOf(n),
      bot: chosen?.name ?? "",
    })),
    { ...inText(total), ...whole, of: "period", bot: chosen?.name ?? "" },
    ...bots.map((figures) => ({ ...ofBot(figures), ...whole, of: "bot" })),
  ]
  async function* batches() {
    yield lines
  }
  return csvStream(columns, batches())
}

const inText = (figures: Figures): Line => ({
  ...empty,
  messages: text(figures.messages),
  conversations: text(figures.conversations),
  active: text(figures.active),
  signIns: text(figures.signIns),
  newPeople: text(figures.newPeople),
  suspended: text(figures.suspended),
  handOvers: text(figures.handOvers),
  medianWait: text(figures.medianWait),
  longestWait: text(figures.longestWait),
})

const ofBot = ({ name, messages, conversations, handOvers, handedOver, medianAnswer }: BotFigures): Line => ({
  ...empty,
  bot: name,
  messages: text(messages),
  conversations: text(conversations),
  handOvers: text(handOvers),
  handedOver: text(handedOver),
  medianAnswer: text(medianAnswer),
})
