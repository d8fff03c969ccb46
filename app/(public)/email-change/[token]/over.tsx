import { Link2Off, MailCheck } from "lucide-react"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { FullState } from "#components/ui/empty-state.tsx"
import type { readEmailChange } from "#lib/auth/email-change.ts"

type Asked = NonNullable<Awaited<ReturnType<typeof readEmailChange>>>

/** Why the link opens nothing any more. */
export function OverEmailChange({ asked: { side, workspace, confirmedAt, stoppedAt } }: { asked: Asked }) {
  const used = side === "confirm" && confirmedAt !== null && stoppedAt === null
  return (
    <main>
      <FullState
        icon={used ? MailCheck : Link2Off}
        title={
          used
            ? "This address is confirmed"
            : stoppedAt
              ? "This change was stopped"
              : "This link no longer works"
        }
        actions={
          <ButtonLink kind="primary" href={`/sign-in/${workspace.slug}`}>
            Log in to {workspace.name}
          </ButtonLink>
        }
      >
        {used
          ? "You sign in with it from now on."
          : stoppedAt
            ? "It was called off, or a newer one took its place. If the newer one was yours, use the link in its mail."
            : "It has expired, or something changed since it was sent. You can ask for the change anew on your account page."}
      </FullState>
    </main>
  )
}
