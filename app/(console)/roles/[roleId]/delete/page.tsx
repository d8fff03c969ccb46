import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { AccessMoves } from "#app/(console)/access-moves.tsx"
import { Frame } from "#app/frame.tsx"
import { Notice } from "#components/ui/notice.tsx"
import { PageHeader } from "#components/ui/page-header.tsx"
import type { Actor } from "#lib/access/actor.ts"
import type { AccessMove } from "#lib/access/moves.ts"
import { requireActor } from "#lib/auth/session.ts"
import { NotFound, Refused, refusals } from "#lib/errors.ts"
import { rulesGiving } from "#lib/identity-providers/rules.ts"
import { previewRoleDeletion } from "#lib/roles/deletion.ts"
import type { RoleDetail } from "#lib/roles/role.ts"
import { RulesGone } from "../../../rules-gone.tsx"
import { findRole } from "../find-role.ts"
import { GivenTo } from "../given-to.tsx"
import { DeleteRoleForm } from "./delete-role-form.tsx"

type Props = { params: Promise<{ roleId: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Delete ${(await findRole((await params).roleId)).name}` }
}

export default async function DeleteRolePage({ params }: Props) {
  const actor = await requireActor("roles:manage")
  const role = await findRole((await params).roleId)
  const page = `/roles/${role.id}`
  const { refusal, moves } = await lookAhead(actor, role)
  const rules = await rulesGiving(actor, { roleId: role.id })
  return (
    <Frame
      actor={actor}
      current="/roles"
      crumbs={[{ label: "Roles", href: "/roles" }, { label: role.name, href: page }, { label: "Delete" }]}
    >
      <PageHeader title={`Delete ${role.name}?`} />
      {refusal ? (
        <Notice kind="warning">
          {refusal}{" "}
          <a href={page} className="text-link">
            Back to {role.name}
          </a>
        </Notice>
      ) : (
        <div className="panel max-w-[640px] overflow-hidden">
          <p className="border-b border-base-300 p-4">
            <GivenTo role={role} />{" "}
            {role.direct.people + role.groupCount > 0 && "Whoever has it loses it at their next click. "}
            It is gone from every list.
          </p>
          <RulesGone rules={rules} />
          <h2 className="border-b border-base-300 bg-base-200 px-4 py-2 text-label font-semibold">
            Who loses what
          </h2>
          {moves ? (
            <AccessMoves moves={moves} />
          ) : (
            <p className="p-4 text-label text-muted">
              Too many have it to name them here. Each loses what no other path gives them.
            </p>
          )}
          <DeleteRoleForm roleId={role.id} name={role.name} />
        </div>
      )}
    </Frame>
  )
}

/** Who loses what, or why it can't be deleted. Where very many have it, deleting and taking back would hold everybody else up. */
async function lookAhead(
  actor: Actor,
  role: RoleDetail,
): Promise<{ refusal: string | null; moves: AccessMove[] | null }> {
  if (role.may.delete) return { refusal: refusals[role.may.delete], moves: null }
  if (role.direct.more) return { refusal: null, moves: null }
  try {
    return { refusal: null, moves: await previewRoleDeletion(actor, role.id) }
  } catch (error) {
    if (error instanceof NotFound) redirect("/missing")
    if (error instanceof Refused && error.code === "too-many-to-preview")
      return { refusal: null, moves: null }
    if (error instanceof Refused) return { refusal: error.message, moves: null }
    throw error
  }
}
