import { Bot } from "lucide-react"
import type { BotFigures } from "#lib/analytics/bots.ts"
import { count, shareWords } from "./words.ts"

const milliseconds = (time: number | null) => (time === null ? "–" : `${count(Math.round(time))} ms`)

/** Each bot's figures. On phones a row is a small table of its own. */
export function BotsTable({ bots }: { bots: BotFigures[] }) {
  return (
    <div className="panel mt-4 overflow-clip">
      <table className="figures-table by-bot" role="table" aria-label="Bots">
        <thead>
          <tr role="row">
            <th scope="col">Bot</th>
            <th scope="col">Conversations</th>
            <th scope="col">Messages</th>
            <th scope="col">Answered by the bot</th>
            <th scope="col">Hand-overs</th>
            <th scope="col">Median answer</th>
          </tr>
        </thead>
        <tbody>
          {bots.map(
            ({ id, name, archived, conversations, messages, handedOver, handOvers, medianAnswer }) => (
              <tr key={id} role="row">
                <th scope="row">
                  <span className="face">
                    <Bot size={16} aria-hidden="true" />
                  </span>
                  {name}
                  {archived && <span className="ml-2 text-xs text-muted">archived</span>}
                </th>
                <td role="cell" data-of="Conversations">
                  {count(conversations)}
                </td>
                <td role="cell" data-of="Messages">
                  {count(messages)}
                </td>
                <td role="cell" data-of="Answered by the bot">
                  {shareWords(conversations - handedOver, conversations)}
                </td>
                <td role="cell" data-of="Hand-overs">
                  {count(handOvers)}
                </td>
                <td role="cell" data-of="Median answer">
                  {milliseconds(medianAnswer)}
                </td>
              </tr>
            ),
          )}
        </tbody>
      </table>
    </div>
  )
}
