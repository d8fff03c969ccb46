import { exactTime, recentTime } from "#components/ui/format-time.ts"
import { Facts } from "#components/ui/facts.tsx"
import { Panel } from "#components/ui/panel.tsx"
import { Time } from "#components/ui/time.tsx"
import type { messageActivity } from "#lib/chat/activity.ts"

type Props = { activity: Awaited<ReturnType<typeof messageActivity>>; firstName: string; zone: string }

/** How much the person writes, and with whom: figures, none of the words. */
export function MessagesPanel({ activity, firstName, zone }: Props) {
  const { messages, lastMessageAt, conversations, bots } = activity
  const time = (at: Date | null) =>
    at ? <Time at={{ ...exactTime(at, zone), text: recentTime(at, zone).text }} /> : "Never"
  return (
    <Panel
      title="Messages"
      hint={`What ${firstName} wrote to bots and agents`}
      className="mb-6 overflow-clip"
    >
      <div className="[&>dl]:sm:grid-cols-3">
        <Facts
          columns={2}
          facts={[
            { term: "Messages", value: messages.toLocaleString("en") },
            { term: "Last message", value: time(lastMessageAt) },
            { term: "Conversations", value: conversations.toLocaleString("en") },
          ]}
        />
      </div>
      {bots.length > 0 && (
        <table className="figures-table border-t border-base-300" aria-label="Messages by bot">
          <thead>
            <tr>
              <th scope="col">Bot</th>
              <th scope="col">Conversations</th>
              <th scope="col">Messages</th>
              <th scope="col">Last message</th>
            </tr>
          </thead>
          <tbody>
            {bots.map((bot) => (
              <tr key={bot.id}>
                <th scope="row">
                  <span className="break-words">{bot.name}</span>
                  {bot.archived && <span className="ml-2 text-xs text-muted">archived</span>}
                </th>
                <td>{bot.conversations.toLocaleString("en")}</td>
                <td>{bot.messages.toLocaleString("en")}</td>
                <td>{time(bot.lastMessageAt)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  )
}
