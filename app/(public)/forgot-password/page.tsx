import type { Metadata } from "next"
import { cookies } from "next/headers"
import Link from "next/link"
import { readFlash, type SearchParams } from "#app/flash-texts.ts"
import { Gate } from "#components/layout/gate.tsx"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { findWorkspace, onlyWorkspace } from "#lib/access/lookups.ts"
import { workspaceInput } from "#lib/auth/input.ts"
import { passwordReset } from "#lib/auth/policy.ts"
import { logoOf } from "#app/logo.ts"
import { frontOf } from "#lib/workspaces/front.ts"
import { AskForHelp } from "../ask-for-help.tsx"
import { MailedAnswer } from "../mailed-answer.tsx"
import { workspaceCookie } from "../sign-in/workspace-cookie.ts"
import { ForgotPasswordForm } from "./forgot-password-form.tsx"
import { WorkspaceQuestion } from "./workspace-question.tsx"

export const metadata: Metadata = { title: "Forgot password" }

/** Asks for the address; the answer is the same for every one. */
export default async function ForgotPasswordPage({ searchParams }: { searchParams: SearchParams }) {
  const { workspace: named, sent } = await searchParams
  const workspace = await findNamed(named)
  if (!workspace) {
    return (
      <Gate
        name="Roster"
        title="Forgot your password?"
        lead="Which workspace do you belong to?"
        below={
          <Link href="/find-workspaces" prefetch={false} className="text-link">
            Find my workspaces
          </Link>
        }
      >
        <WorkspaceQuestion unknown={typeof named === "string" && named !== "" ? named.slice(0, 63) : null} />
      </Gate>
    )
  }
  const { name, slug } = workspace
  const front = await frontOf(workspace.id)
  const logo = logoOf({ ...workspace, ...front })
  const foot = `${name} uses Roster to manage who may sign in.`
  if (sent !== undefined) {
    return (
      <Gate
        name={name}
        logo={logo}
        title="Look in your mail"
        lead="If we know the address, a mail is on its way."
        below={<AskForHelp address={front.supportAddress} />}
        foot={foot}
      >
        <MailedAnswer
          again={`/forgot-password?workspace=${slug}`}
          action={<ButtonLink href={`/sign-in/${slug}`}>Go to the sign-in page</ButtonLink>}
        >
          The link in it lets you choose a new password for {name}. It works for {passwordReset.minutes}{" "}
          minutes, and only the newest one does.
        </MailedAnswer>
      </Gate>
    )
  }
  return (
    <Gate
      name={name}
      logo={logo}
      title="Forgot your password?"
      flash={await readFlash(searchParams)}
      lead={`We mail you a link to choose a new one for ${name}.`}
      below={
        <>
          Not your workspace?{" "}
          <Link href="/forgot-password?workspace=" prefetch={false} className="text-link">
            Choose another
          </Link>
          <br />
          <Link href={`/sign-in/${slug}`} prefetch={false} className="text-link">
            Back to the sign-in page
          </Link>
          <AskForHelp address={front.supportAddress} />
        </>
      }
      foot={foot}
    >
      <ForgotPasswordForm slug={slug} />
    </Gate>
  )
}

/** The workspace that the address names; without a name the only one, or the one this browser signed in to last. */
async function findNamed(named: string | string[] | undefined) {
  const last = (await cookies()).get(workspaceCookie)?.value
  const wanted = workspaceInput.safeParse({ slug: named ?? last })
  const found = wanted.success ? await findWorkspace(wanted.data.slug) : null
  return found ?? (named === undefined ? onlyWorkspace() : null)
}
