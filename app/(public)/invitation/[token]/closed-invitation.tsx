import { Link2Off, MailCheck, type LucideIcon } from "lucide-react"
import type { ReactNode } from "react"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { FullState } from "#components/ui/empty-state.tsx"
import type { InvitationState } from "#lib/auth/invitation.ts"

type Closed = Exclude<InvitationState, "open">
type Words = { icon: LucideIcon; title: string; says: (workspace: string) => ReactNode }

const words: Record<Closed, Words> = {
  used: {
    icon: MailCheck,
    title: "This invitation was used",
    says: (workspace) =>
      `Somebody has joined ${workspace} with it. If that was you, log in with your password.`,
  },
  withdrawn: {
    icon: Link2Off,
    title: "This invitation was withdrawn",
    says: (workspace) =>
      `If several invitations are in your mail, only the newest one works. Else ask an admin of ${workspace} for another.`,
  },
  expired: {
    icon: Link2Off,
    title: "This invitation has expired",
    says: (workspace) => `Ask an admin of ${workspace} to send you another.`,
  },
  closed: {
    icon: Link2Off,
    title: "This invitation no longer holds",
    says: (workspace) =>
      `Something changed since it was sent. Ask an admin of ${workspace} to invite you anew.`,
  },
}

/** Why a link opens nothing any more, and what to do instead. */
export function ClosedInvitation({
  state,
  workspace,
}: {
  state: Closed
  workspace: { name: string; slug: string }
}) {
  const { icon, title, says } = words[state]
  const signIn = `/sign-in/${workspace.slug}`
  return (
    <main>
      <FullState
        icon={icon}
        title={title}
        actions={
          state === "used" ? (
            <>
              <ButtonLink href={`/forgot-password?workspace=${workspace.slug}`}>Forgot password?</ButtonLink>
              <ButtonLink kind="primary" href={signIn}>
                Log in to {workspace.name}
              </ButtonLink>
            </>
          ) : (
            <ButtonLink href={signIn}>Go to the sign-in page</ButtonLink>
          )
        }
      >
        {says(workspace.name)}
      </FullState>
    </main>
  )
}

/** There never was such a link. */
export const UnknownInvitation = () => (
  <main>
    <FullState
      icon={Link2Off}
      title="There is no such invitation"
      actions={
        <>
          <ButtonLink href="/find-workspaces">Find my workspaces</ButtonLink>
          <ButtonLink kind="primary" href="/sign-in">
            Go to the sign-in page
          </ButtonLink>
        </>
      }
    >
      The link may be cut off or mistyped. Open it from the mail again, or ask whoever invited you for
      another.
    </FullState>
  </main>
)
