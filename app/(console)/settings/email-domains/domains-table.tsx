import { Badge } from "#components/ui/badge.tsx"
import { dayTime } from "#components/ui/format-time.ts"
import type { DomainRow } from "#lib/identity-providers/domains.ts"

type Props = { domains: DomainRow[]; providers: { id: string; name: string }[]; zone: string }

/** The domains, whether each is proved, and where its people sign in. */
export function DomainsTable({ domains, providers, zone }: Props) {
  const names = new Map(providers.map(({ id, name }) => [id, name]))
  return (
    <table className="grid-table things" role="table" aria-label="E-mail domains">
      <thead>
        <tr role="row">
          <th scope="col">Domain</th>
          <th scope="col">State</th>
          <th scope="col">Its people sign in with</th>
          <th scope="col">Proved</th>
        </tr>
      </thead>
      <tbody>
        {domains.map(({ id, domain, provedAt, providerId }) => (
          <tr key={id} role="row">
            <td role="cell" className="gr">
              <a href={`/settings/email-domains/${id}`}>{domain}</a>
            </td>
            <td role="cell">
              <DomainState proved={provedAt !== null} />
            </td>
            <td role="cell">
              {providerId ? (
                <a href={`/settings/identity-providers/${providerId}`} className="text-link">
                  {names.get(providerId)}
                </a>
              ) : (
                <span className="text-muted">No provider yet</span>
              )}
            </td>
            <td role="cell" className="at">
              {provedAt ? dayTime(provedAt, zone).text : "–"}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export const DomainState = ({ proved }: { proved: boolean }) =>
  proved ? <Badge tone="success">Proved</Badge> : <Badge tone="warning">Not proved</Badge>
