import type { Metadata } from "next"
import { uuidv7 } from "uuidv7"
import type { SearchParams } from "#app/flash-texts.ts"
import { EmptyState } from "#components/ui/empty-state.tsx"
import { KeySquare } from "lucide-react"
import { listTokens } from "#lib/access-tokens/listing.ts"
import { askedProof } from "#lib/auth/recent-proof.ts"
import { requireActor } from "#lib/auth/session.ts"
import { scopeAreas } from "../../../tokens/scope-areas.ts"
import { AccountFrame } from "../../account-frame.tsx"
import { NewOwnTokenForm } from "./new-own-token-form.tsx"

export const metadata: Metadata = { title: "New access token" }

export default async function NewTokenPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor(null)
  const [{ held, live }, asked] = await Promise.all([
    listTokens(actor),
    askedProof(actor, "/account/tokens/new"),
  ])
  return (
    <AccountFrame
      actor={actor}
      current="/account/tokens"
      below="New access token"
      counts={{ "/account/tokens": live.length }}
      searchParams={searchParams}
    >
      {held.size === 0 ? (
        <div className="panel">
          <EmptyState
            icon={KeySquare}
            sentence="A token permits only what you may do yourself, and you hold no permission."
          />
        </div>
      ) : (
        <NewOwnTokenForm id={uuidv7()} areas={scopeAreas(held)} asked={asked} slug={actor.workspace.slug} />
      )}
    </AccountFrame>
  )
}
