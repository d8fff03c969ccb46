import type { Metadata } from "next"
import { cookies } from "next/headers"
import Link from "next/link"
import { redirect } from "next/navigation"
import { readFlash, type SearchParams } from "#app/flash-texts.ts"
import { Gate } from "#components/layout/gate.tsx"
import { onlyWorkspace } from "#lib/access/lookups.ts"
import { workspaceInput } from "#lib/auth/input.ts"
import { workspaceCookie } from "./workspace-cookie.ts"
import { WorkspaceForm } from "./workspace-form.tsx"

export const metadata: Metadata = { title: "Log in" }

/** Asks for the workspace, or knows it: from the last time, or because there is only one. */
export default async function WorkspacePage({ searchParams }: { searchParams: SearchParams }) {
  const { choose, unknown, ok } = await searchParams
  const last = workspaceInput.safeParse({ slug: (await cookies()).get(workspaceCookie)?.value })
  if (choose === undefined && unknown === undefined) {
    const slug = last.success ? last.data.slug : (await onlyWorkspace())?.slug
    if (slug) redirect(`/sign-in/${slug}${ok === "signed-out" ? "?ok=signed-out" : ""}`)
  }
  return (
    <Gate
      name="Roster"
      title="Log in to Roster"
      lead="Which workspace do you belong to?"
      below={
        <>
          Not sure?{" "}
          <Link href="/find-workspaces" prefetch={false} className="text-link">
            Find my workspaces
          </Link>
        </>
      }
      flash={await readFlash(searchParams)}
    >
      <WorkspaceForm unknown={typeof unknown === "string" ? unknown.slice(0, 63) : null} />
    </Gate>
  )
}
