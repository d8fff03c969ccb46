import { Panel } from "#components/ui/panel.tsx"
import type { Replay } from "#lib/identity-providers/replay.ts"

type Props = { list: NonNullable<Replay["list"]>; provider: string }

/** Who stands in the list and has no account here; and the lines that could not be read. */
export function Newcomers({ list: { people, unread, newAccounts, newcomers }, provider }: Props) {
  return (
    <Panel title="From the list" hint={`${people.toLocaleString("en-GB")} people`}>
      <div className="grid gap-4 p-4">
        {newcomers === 0 ? (
          <p className="text-muted">Nobody in it would get a new account at their first sign-in.</p>
        ) : (
          <div>
            <p>
              {newcomers === 1 ? "1 person" : `${newcomers.toLocaleString("en-GB")} people`} without an
              account here would get one at their first sign-in by {provider}:
            </p>
            <ul className="mt-2 grid gap-1 text-label">
              {newAccounts.map(({ email, groups }) => (
                <li key={email} className="break-all">
                  {email} <span className="text-muted">{groups.join(", ")}</span>
                </li>
              ))}
            </ul>
            {newcomers > newAccounts.length && (
              <p className="mt-1 text-label text-muted">
                and {(newcomers - newAccounts.length).toLocaleString("en-GB")} more.
              </p>
            )}
          </div>
        )}
        {unread.length > 0 && (
          <div>
            <p>These lines begin with no address and were left out:</p>
            <ul className="mt-2 grid gap-1 font-mono text-xs text-muted">
              {unread.map((line, index) => (
                <li key={index} className="break-all">
                  {line}
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </Panel>
  )
}
