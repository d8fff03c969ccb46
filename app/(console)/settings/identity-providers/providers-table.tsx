import { TriangleExclamationPoint } from "lucide-react"
import { Badge } from "#components/ui/badge.tsx"
import { dayTime } from "#components/ui/format-time.ts"
import type { CertificateWarning, ListedProvider } from "#lib/identity-providers/listing.ts"
import { kindLabels, states } from "./words.ts"

/** The providers, how far each has come, and who uses it. */
export function ProvidersTable({ providers, zone }: { providers: ListedProvider[]; zone: string }) {
  return (
    <table className="grid-table things" role="table" aria-label="Identity providers">
      <thead>
        <tr role="row">
          <th scope="col">Provider</th>
          <th scope="col">State</th>
          <th scope="col" className="nu">
            People linked
          </th>
          <th scope="col" className="nu">
            Signed in, 30 days
          </th>
        </tr>
      </thead>
      <tbody>
        {providers.map(({ id, name, kind, issuer, state, linked, people, warning }) => (
          <tr key={id} role="row">
            <td role="cell" className="gr">
              <a href={`/settings/identity-providers/${id}`}>{name}</a>
              <span className="tag ml-2">{kindLabels[kind]}</span>
              <p className="break-all">{issuer}</p>
              {warning && <Warning warning={warning} zone={zone} />}
            </td>
            <td role="cell" className="st">
              <Badge tone={states[state].tone} title={states[state].title}>
                {states[state].label}
              </Badge>
            </td>
            <td role="cell" className="nu">
              {linked.toLocaleString("en-GB")}
              <span className="unit"> linked</span>
            </td>
            <td role="cell" className="nu">
              {people.toLocaleString("en-GB")}
              <span className="unit"> signed in, 30 days</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Warning({ warning: { expired, at }, zone }: { warning: CertificateWarning; zone: string }) {
  return (
    <p
      className={`mt-0.5 flex items-center gap-1.5 text-xs! font-medium ${expired ? "text-error!" : "text-warning!"}`}
    >
      <TriangleExclamationPoint size={14} aria-hidden="true" />
      {expired ? "Certificate ended" : "Certificate ends"} {dayTime(at, zone).text}
    </p>
  )
}
