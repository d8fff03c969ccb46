import { TriangleExclamationPoint } from "lucide-react"
import { Badge } from "#components/ui/badge.tsx"
import { recentTime, type TimeText } from "#components/ui/format-time.ts"
import { Tag } from "#components/ui/tag.tsx"
import { Time } from "#components/ui/time.tsx"
import type { ServiceAccount } from "#lib/service-accounts/listing.ts"
import { ownerTrouble, page, stateOf, tokensOf } from "./words.ts"

const tagsShown = 2

type Props = { accounts: ServiceAccount[]; zone: string }

/** Each service account with who answers for it, what it was given, and when it was last heard of. */
export function AccountsTable({ accounts, zone }: Props) {
  return (
    <table className="grid-table things programs" role="table" aria-label="Service accounts">
      <thead>
        <tr role="row">
          <th scope="col">Service account</th>
          <th scope="col">Roles</th>
          <th scope="col">Tokens</th>
          <th scope="col">Last used</th>
          <th scope="col">State</th>
        </tr>
      </thead>
      <tbody>
        {accounts.map(({ id, name, owner, roles, tokens, lastUsedAt, disabledAt }) => (
          <tr key={id} role="row">
            <td role="cell" className="gr">
              <a href={`${page}/${id}`}>{name}</a>
              <Owner owner={owner} />
            </td>
            <td role="cell" className="ro">
              <Roles names={roles.map((role) => role.name)} />
            </td>
            <td role="cell" className="tk whitespace-nowrap">
              <span className={tokens === 0 ? "text-muted" : "tabular-nums"}>{tokensOf(tokens)}</span>
            </td>
            <td role="cell" className="at">
              <LastUsed at={lastUsedAt && recentTime(lastUsedAt, zone)} />
            </td>
            <td role="cell" className="st">
              <Badge tone={stateOf(disabledAt).tone}>{stateOf(disabledAt).label}</Badge>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** On phones, where no column says so, it says itself of what. */
function LastUsed({ at }: { at: TimeText | null }) {
  if (!at) return "Never used"
  return (
    <>
      <span className="unit">Last used: </span>
      <Time at={at} />
    </>
  )
}

function Owner({ owner }: Pick<ServiceAccount, "owner">) {
  const trouble = ownerTrouble(owner)
  if (!trouble) return <p>{owner.name} answers for it</p>
  return (
    <p className="flex items-center gap-1.5 font-medium text-warning!">
      <TriangleExclamationPoint size={14} aria-hidden="true" className="shrink-0" />
      <span className="min-w-0 break-words">{trouble}, and answers for it</span>
    </p>
  )
}

function Roles({ names }: { names: string[] }) {
  if (names.length === 0) return <span className="text-muted">No roles</span>
  const more = names.slice(tagsShown)
  return (
    <span className="flex flex-wrap gap-1">
      {names.slice(0, tagsShown).map((name) => (
        <Tag key={name}>{name}</Tag>
      ))}
      {more.length > 0 && (
        <span className="tag" title={more.join(", ")}>
          +{more.length}
          <span className="sr-only"> more: {more.join(", ")}</span>
        </span>
      )}
    </span>
  )
}
