import { Mail, Plus } from "lucide-react"
import Link from "next/link"
import { Button } from "#components/ui/button.tsx"
import { Notice } from "#components/ui/notice.tsx"
import { type Actor, can } from "#lib/access/actor.ts"

const noticeId = "managed"

/** Where people come from a directory (A): the two ways to add somebody, in view and off. */
export function AddedElsewhere() {
  return (
    <>
      <Button type="button" disabled aria-describedby={noticeId}>
        <Mail size={16} aria-hidden="true" /> Invite
      </Button>
      <Button kind="primary" type="button" disabled aria-describedby={noticeId}>
        <Plus size={16} aria-hidden="true" /> Add User
      </Button>
    </>
  )
}

/** Why nobody is added here, and where they are; with the way to change that, for who may. */
export function ManagedNotice({ by, actor }: { by: string; actor: Actor }) {
  return (
    <div id={noticeId} className="mb-5">
      <Notice>
        People of this workspace come from {by}. Add them there: they are here after their first sign-in.
        {can(actor, "sso:manage") && (
          <>
            {" "}
            <Link href="/settings/identity-providers" prefetch={false} className="text-link">
              Identity providers
            </Link>
          </>
        )}
      </Notice>
    </div>
  )
}
