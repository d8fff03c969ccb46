import type { Metadata } from "next"
import type { SearchParams } from "#app/flash-texts.ts"
import { readZone } from "#app/zone.ts"
import { Notice } from "#components/ui/notice.tsx"
import { askedProof } from "#lib/auth/recent-proof.ts"
import { requireActor } from "#lib/auth/session.ts"
import { refusals } from "#lib/errors.ts"
import { SettingsFrame } from "../../settings-frame.tsx"
import { boxesToGive } from "../role-boxes.ts"
import { ownerTrouble, page } from "../words.ts"
import { AccessPanel } from "./access-panel.tsx"
import { AccountHeader } from "./account-header.tsx"
import { DetailsForm } from "./details-form.tsx"
import { findAccount } from "./find-account.ts"
import { RolesForm } from "./roles-form.tsx"
import { TokenDialogs } from "./token-dialogs.tsx"
import { TokensPanel } from "./tokens-panel.tsx"

type Props = { params: Promise<{ accountId: string }>; searchParams: SearchParams }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await findAccount((await params).accountId)).name }
}

export default async function ServiceAccountPage({ params, searchParams }: Props) {
  const actor = await requireActor("settings:manage")
  const account = await findAccount((await params).accountId)
  const [zone, boxes, asked, { confirm, id: token }] = await Promise.all([
    readZone(actor),
    boxesToGive(actor),
    askedProof(actor, `${page}/${account.id}`),
    searchParams,
  ])
  const { id, name, description, owner, roles, version, may } = account
  const trouble = ownerTrouble(owner)
  return (
    <SettingsFrame
      actor={actor}
      current={page}
      crumbs={[{ label: "Service accounts", href: page }, { label: name }]}
      searchParams={searchParams}
    >
      <AccountHeader account={account} zone={zone} confirm={confirm} />
      {may.edit && (
        <div className="mb-5">
          <Notice kind="warning">{refusals[may.edit]}</Notice>
        </div>
      )}
      {trouble && (
        <div className="mb-5">
          <Notice kind="warning">
            {trouble} and still answers for this service account. It goes on as before; name another owner
            below.
          </Notice>
        </div>
      )}
      <div className="grid grid-cols-1 gap-6">
        <TokensPanel account={account} zone={zone} />
        <div className="grid grid-cols-1 items-start gap-6 xl:grid-cols-[minmax(0,1fr)_304px]">
          {!may.edit && (
            <div className="grid grid-cols-1 gap-6">
              <DetailsForm
                accountId={id}
                initial={{ seen: version, name, description, owner: owner.email }}
                proof={{ asked, slug: actor.workspace.slug }}
              />
              {boxes && (
                <RolesForm
                  accountId={id}
                  boxes={boxes}
                  initial={{ seen: version, roles: roles.map((role) => role.id) }}
                />
              )}
            </div>
          )}
          <AccessPanel account={account} mayGive={boxes !== null} />
        </div>
      </div>
      <TokenDialogs actor={actor} account={account} zone={zone} step={confirm} tokenId={token} />
    </SettingsFrame>
  )
}
