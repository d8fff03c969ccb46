import { Mail, Plus } from "lucide-react"
import type { Metadata } from "next"
import { uuidv7 } from "uuidv7"
import type { Choice } from "#components/form/select-field.tsx"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { DialogButton } from "#components/ui/dialog-button.tsx"
import { PageHeader } from "#components/ui/page-header.tsx"
import { Frame } from "#app/frame.tsx"
import type { SearchParams } from "#app/flash-texts.ts"
import { can } from "#lib/access/actor.ts"
import { requireActor } from "#lib/auth/session.ts"
import { listGroups } from "#lib/groups/listing.ts"
import { providersToChoose } from "#lib/identity-providers/choices.ts"
import { listRoles, type Role } from "#lib/roles/listing.ts"
import { listUsersInput } from "#lib/users/input.ts"
import { countUsers, listUsers } from "#lib/users/listing.ts"
import { readPolicy } from "#lib/workspaces/policy.ts"
import { givingRefusal } from "./giving.ts"
import { InviteDialog } from "./invite-dialog.tsx"
import { AddedElsewhere, ManagedNotice } from "./managed.tsx"
import { StatCards } from "./stat-cards.tsx"
import { UsersPanel } from "./users-panel.tsx"

export const metadata: Metadata = { title: "Users" }

export default async function UsersPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor("users:read")
  const params = await searchParams
  const query = listUsersInput.parse(params)
  const [page, counts, roles, groups, { providers, managedBy }, { invitationDays }] = await Promise.all([
    listUsers(actor, query),
    countUsers(actor),
    listRoles(actor),
    listGroups(actor),
    providersToChoose(actor),
    readPolicy(actor),
  ])
  const mayAdd = can(actor, "users:write") && managedBy === null
  // A fresh one each time: the dialog of an invitation that was sent gives way to an empty one.
  const draftId = uuidv7()
  const refusal = givingRefusal(actor)
  const toChoice = ({ id, name, permissions }: Role): Choice => ({
    value: id,
    label: name,
    disabled: refusal(permissions) !== null,
  })
  return (
    <Frame actor={actor} current="/users" crumbs={[{ label: "Users" }]} searchParams={searchParams}>
      <PageHeader
        title="Users"
        lead="Everyone who can reach this workspace, and what they may do."
        actions={
          managedBy !== null && can(actor, "users:write") ? (
            <AddedElsewhere />
          ) : (
            mayAdd && (
              <>
                <DialogButton dialog="invite">
                  <Mail size={16} aria-hidden="true" /> Invite
                </DialogButton>
                <ButtonLink kind="primary" href="/users/new">
                  <Plus size={16} aria-hidden="true" /> Add User
                </ButtonLink>
              </>
            )
          )
        }
      />
      {managedBy !== null && <ManagedNotice by={managedBy} actor={actor} />}
      {mayAdd && (
        <InviteDialog
          key={draftId}
          id={draftId}
          roles={[{ value: "", label: "No role yet" }, ...roles.map(toChoice)]}
          validDays={invitationDays}
          open={params["invite"] !== undefined}
        />
      )}
      <StatCards counts={counts} query={query} />
      <UsersPanel
        actor={actor}
        query={query}
        page={page}
        counts={counts}
        roles={roles}
        groups={groups}
        providers={providers}
        mayAdd={mayAdd}
        openMenu={typeof params["menu"] === "string" ? params["menu"] : null}
      />
    </Frame>
  )
}
