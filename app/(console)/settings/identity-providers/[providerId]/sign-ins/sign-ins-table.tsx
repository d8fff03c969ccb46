import { Badge, type Tone } from "#components/ui/badge.tsx"
import { exactTime } from "#components/ui/format-time.ts"
import { Time } from "#components/ui/time.tsx"
import type { SignIn } from "#lib/identity-providers/sign-in-log.ts"

const outcomes: Record<SignIn["outcome"], { label: string; tone: Tone }> = {
  "signed-in": { label: "Signed in", tone: "success" },
  created: { label: "Account made", tone: "success" },
  linked: { label: "Linked", tone: "success" },
  refused: { label: "Refused", tone: "error" },
}

/** Who came by the provider, how it ended, and why where it was refused. */
export function SignInsTable({ signIns, zone }: { signIns: SignIn[]; zone: string }) {
  return (
    <table className="grid-table things" role="table" aria-label="Recent sign-ins">
      <thead>
        <tr role="row">
          <th scope="col">Person</th>
          <th scope="col">Outcome</th>
          <th scope="col">Time</th>
        </tr>
      </thead>
      <tbody>
        {signIns.map((signIn) => (
          <tr key={signIn.id} role="row">
            <td role="cell" className="gr">
              <Person signIn={signIn} />
            </td>
            <td role="cell" className="wide max-w-[420px]">
              <Badge tone={outcomes[signIn.outcome].tone}>{outcomes[signIn.outcome].label}</Badge>
              {signIn.reason && (
                <p className="mt-1 text-label">
                  {signIn.reason}{" "}
                  {signIn.detail && <span className="break-words text-muted">{signIn.detail}</span>}
                </p>
              )}
              {signIn.outcome === "refused" && (
                <p className="mt-0.5 text-xs break-all text-muted">
                  Reference <span className="font-mono">{signIn.id}</span>
                </p>
              )}
            </td>
            <td role="cell" className="at">
              <Time at={exactTime(signIn.at, zone)} />
              {signIn.ip && <span className="block text-xs">{signIn.ip}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Person({ signIn: { person, email, subject } }: { signIn: SignIn }) {
  const besides = email ?? subject
  if (!person) return <span className="break-all">{besides ?? "Not known"}</span>
  return (
    <>
      <a href={`/users/${person.id}`}>{person.name}</a>
      {besides && <p className="break-all">{besides}</p>}
    </>
  )
}
