import { History, Search } from "lucide-react"
import type { Metadata } from "next"
import type { SearchParams } from "#app/flash-texts.ts"
import { readZone } from "#app/zone.ts"
import { Button } from "#components/ui/button.tsx"
import { EmptyState } from "#components/ui/empty-state.tsx"
import { Pagination } from "#components/ui/pagination.tsx"
import { requireActor } from "#lib/auth/session.ts"
import { listSignInsInput } from "#lib/identity-providers/input.ts"
import { listSignIns } from "#lib/identity-providers/sign-in-log.ts"
import { findProvider, titleOf } from "../find-provider.ts"
import { ProviderFrame } from "../provider-frame.tsx"
import { ProviderHeader } from "../provider-header.tsx"
import { SignInsTable } from "./sign-ins-table.tsx"

type Props = { params: Promise<{ providerId: string }>; searchParams: SearchParams }

export const generateMetadata = ({ params }: Props): Promise<Metadata> => titleOf(params)

export default async function SignInsPage({ params, searchParams }: Props) {
  const actor = await requireActor("sso:manage")
  const provider = await findProvider((await params).providerId)
  const query = listSignInsInput.parse(await searchParams)
  const [{ signIns, next }, zone] = await Promise.all([
    listSignIns(actor, provider.id, query),
    readZone(actor),
  ])
  const page = `/settings/identity-providers/${provider.id}/sign-ins`
  const outcomes = [
    { value: "all", label: "All" },
    { value: "refused", label: "Refused" },
  ]
  const href = (place: Record<string, string>) =>
    `${page}?${new URLSearchParams({ outcome: query.outcome, ...place })}`
  return (
    <ProviderFrame actor={actor} provider={provider} searchParams={searchParams}>
      <ProviderHeader provider={provider} current="sign-ins" />
      <div className="panel">
        <div className="flex flex-wrap items-center justify-between gap-2 border-b border-base-300 p-2">
          <nav aria-label="Outcome" className="flex gap-1">
            {outcomes.map(({ value, label }) => (
              <a
                key={value}
                href={`${page}?outcome=${value}`}
                aria-current={value === query.outcome && query.reference === "" ? "page" : undefined}
                className="nav-row"
              >
                {label}
              </a>
            ))}
          </nav>
          <form role="search" aria-label="Sign-ins" className="flex gap-2 max-sm:w-full">
            <label className="text-input sm:w-72!">
              <Search size={16} className="text-muted" aria-hidden="true" />
              <input
                type="search"
                name="reference"
                aria-label="Reference"
                placeholder="Find by reference"
                defaultValue={query.reference}
              />
            </label>
            <Button type="submit">Find</Button>
          </form>
        </div>
        {signIns.length === 0 ? (
          <EmptyState
            icon={History}
            sentence={
              query.reference !== ""
                ? "No sign-in with this provider has this reference. They are kept for 90 days."
                : query.outcome === "refused"
                  ? "Nobody was refused."
                  : "Nobody has signed in with it yet."
            }
          />
        ) : (
          <SignInsTable signIns={signIns} zone={zone} />
        )}
        {(next ?? query.before) && (
          <Pagination
            label="Pages of the sign-ins"
            previous={query.before ? href({}) : null}
            next={next && href({ before: next })}
            summary="Newest first, kept for 90 days"
          />
        )}
      </div>
    </ProviderFrame>
  )
}
