import { LogIn, PencilLine, UserPen } from "lucide-react"
import { exactTime, recentTime } from "#components/ui/format-time.ts"
import { Time } from "#components/ui/time.tsx"
import type { ActivityEntry } from "#lib/audit/activity.ts"
import type { UserDetail } from "#lib/users/user.ts"

type Props = { entry: ActivityEntry; user: UserDetail; zone: string }

const sentencesShown = 6
const peopleShown = 3

/** One thing that happened: what, by whom or about whom, and what it did. */
export function Entry({ entry, user, zone }: Props) {
  const Icon = entry.kind === "sign-in" ? LogIn : entry.about ? UserPen : PencilLine
  return (
    <li className="grid grid-cols-[16px_minmax(0,1fr)] gap-x-3 border-b border-base-300 px-4 py-3 last:border-b-0 sm:grid-cols-[16px_minmax(0,1fr)_auto]">
      <Icon size={16} aria-hidden="true" className="mt-0.5 text-muted" />
      <div className="min-w-0">
        {entry.kind === "sign-in" ? <SignIn entry={entry} /> : <Change entry={entry} user={user} />}
      </div>
      <p className="text-label text-muted max-sm:col-start-2">
        <Time at={{ ...exactTime(entry.at, zone), text: whenOf(entry.at, zone) }} />
      </p>
    </li>
  )
}

/** Recent ones as people say it, older ones with the hour too. */
function whenOf(at: Date, zone: string): string {
  const recent = recentTime(at, zone).text
  return /ago|now|Yesterday/.test(recent) ? recent : exactTime(at, zone).text
}

function SignIn({ entry }: { entry: Extract<ActivityEntry, { kind: "sign-in" }> }) {
  return (
    <>
      <p>
        <span className="font-medium">{entry.full ? "Signed in" : "Began to sign in"}</span>
        {entry.provider && <span className="text-muted"> by {entry.provider}</span>}
      </p>
      <p className="text-label text-muted">
        {entry.device}
        {entry.ip && `, from ${entry.ip}`}
      </p>
    </>
  )
}

type ChangeProps = { entry: Extract<ActivityEntry, { kind: "change" }>; user: UserDetail }

function Change({ entry, user }: ChangeProps) {
  const { title, by, via, token, about, people, sentences, reason } = entry
  const told = sentences.slice(0, sentencesShown)
  return (
    <>
      <p>
        <span className="font-medium">{title}</span>{" "}
        <span className="text-muted">
          {by === null ? (
            "by Roster"
          ) : by.id === user.id ? (
            about ? (
              "by themselves"
            ) : (
              <>
                by {user.firstName}
                <About people={people} />
              </>
            )
          ) : (
            <>
              by{" "}
              <a href={`/users/${by.id}`} className="text-link">
                {by.name}
              </a>
            </>
          )}
          {token && `, by the access token ${token.name}`}
          {via === "job" && ", in an action on many people"}
        </span>
      </p>
      {told.length > 0 && (
        <ul className="mt-0.5 text-label text-muted">
          {told.map((sentence) => (
            <li key={sentence} className="break-words">
              {sentence}
            </li>
          ))}
          {sentences.length > told.length && <li>and {sentences.length - told.length} more</li>}
        </ul>
      )}
      {reason && <p className="mt-1 text-label break-words">“{reason}”</p>}
    </>
  )
}

/** Whom the person did it to, when it was not to themselves. */
function About({ people }: { people: { id: string; name: string }[] }) {
  if (people.length === 0) return null
  return (
    <>
      {" "}
      about{" "}
      {people.slice(0, peopleShown).map(({ id, name }, index) => (
        <span key={id}>
          {index > 0 && ", "}
          <a href={`/users/${id}`} className="text-link">
            {name}
          </a>
        </span>
      ))}
      {people.length > peopleShown && " and others"}
    </>
  )
}
