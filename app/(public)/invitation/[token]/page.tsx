import type { Metadata } from "next"
import { Gate } from "#components/layout/gate.tsx"
import { Notice } from "#components/ui/notice.tsx"
import { ButtonLink } from "#components/ui/button-link.tsx"
import type { Workspace } from "#lib/access/lookups.ts"
import { readInvitation } from "#lib/auth/invitation.ts"
import { currentActor } from "#lib/auth/session.ts"
import { lastUsedProvider } from "#lib/identity-providers/last-used.ts"
import { waysInto } from "#lib/identity-providers/ways-in.ts"
import { ProviderLinks } from "../../sign-in/[slug]/provider-links.tsx"
import { ClosedInvitation, UnknownInvitation } from "./closed-invitation.tsx"
import { InvitationForm } from "./invitation-form.tsx"
import { logoInFront } from "../../logo-in-front.ts"

export const metadata: Metadata = { title: "Invitation" }

export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const invited = await readInvitation(token)
  if (!invited) return <UnknownInvitation />
  const { workspace, state, refusal, firstName, lastName, email, policy } = invited
  if (state !== "open") return <ClosedInvitation state={state} workspace={workspace} />
  if (refusal) return <ByProvider workspace={workspace} email={email} />
  const signedIn = await currentActor()
  return (
    <Gate
      name={workspace.name}
      logo={await logoInFront(workspace)}
      title={`Join ${workspace.name}`}
      lead={
        <>
          You sign in as <strong className="font-medium break-words text-base-content">{email}</strong>
        </>
      }
      below="Your name, as others will see it, and a password that only you know."
      foot={`${workspace.name} uses Roster to manage who may sign in.`}
    >
      {signedIn && (
        <div className="mb-4">
          <Notice kind="warning">
            In this browser {signedIn.user.firstName} {signedIn.user.lastName} is signed in
            {signedIn.workspace.id === workspace.id ? "" : ` to ${signedIn.workspace.name}`} (
            <span className="break-words">{signedIn.user.email}</span>). Accepting ends that session.
          </Notice>
        </div>
      )}
      <InvitationForm
        token={token}
        firstName={firstName}
        lastName={lastName}
        email={email}
        least={policy.passwordLeast}
        words={[workspace.name, workspace.slug, firstName, lastName, email]}
      />
    </Gate>
  )
}

/** For whoever is to set no password here: the invitation ends with their first sign-in at the provider. */
async function ByProvider({ workspace, email }: { workspace: Workspace; email: string }) {
  const { providers } = await waysInto(workspace.id)
  return (
    <Gate
      name={workspace.name}
      logo={await logoInFront(workspace)}
      title={`Join ${workspace.name}`}
      lead={
        <>
          Sign in with the work account of{" "}
          <strong className="font-medium break-words text-base-content">{email}</strong>
        </>
      }
      below="No password to set: your company's account lets you in."
      foot={`${workspace.name} uses Roster to manage who may sign in.`}
    >
      {providers.length > 0 ? (
        <ProviderLinks providers={providers} lastUsed={await lastUsedProvider()} />
      ) : (
        <ButtonLink kind="primary" href={`/sign-in/${workspace.slug}`} className="w-full">
          Go to the sign-in page
        </ButtonLink>
      )}
    </Gate>
  )
}
