import type { Metadata } from "next"
import { uuidv7 } from "uuidv7"
import type { SearchParams } from "#app/flash-texts.ts"
import { Frame } from "#app/frame.tsx"
import { Notice } from "#components/ui/notice.tsx"
import { PageHeader } from "#components/ui/page-header.tsx"
import { permissionLabels } from "#lib/access/permissions.ts"
import { requireActor } from "#lib/auth/session.ts"
import { boxAreas } from "../putting.ts"
import { beginningOf } from "./beginning.ts"
import { NewRoleForm } from "./new-role-form.tsx"

export const metadata: Metadata = { title: "New role" }

export default async function NewRolePage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor("roles:manage")
  const { lead, leftOut, ...initial } = await beginningOf(actor, await searchParams)
  return (
    <Frame
      actor={actor}
      current="/roles"
      crumbs={[{ label: "Roles", href: "/roles" }, { label: "New role" }]}
    >
      <PageHeader title="New role" lead={lead} />
      {leftOut.length > 0 && (
        <div className="mb-4">
          <Notice>
            Left out, because you can't put it into a role:{" "}
            {leftOut.map((permission) => permissionLabels[permission]).join("; ")}.
          </Notice>
        </div>
      )}
      <NewRoleForm id={uuidv7()} initial={initial} areas={boxAreas(actor, [])} />
    </Frame>
  )
}
