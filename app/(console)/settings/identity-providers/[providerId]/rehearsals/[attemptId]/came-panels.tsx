import { Check } from "lucide-react"
import { Fragment } from "react"
import { FactRows } from "#components/ui/facts.tsx"
import { Panel } from "#components/ui/panel.tsx"
import type { Identity } from "#lib/identity.ts"
import type { ProviderDetail } from "#lib/identity-providers/listing.ts"

/** Whom the provider named, as Roster understands it; where something is missing, by which claim it was looked for. */
export function CamePanel({ identity, provider }: { identity: Identity; provider: ProviderDetail }) {
  const { issuer, subject, email, emailVerified, firstName, lastName, groups } = identity
  const name = [firstName, lastName].filter(Boolean).join(" ")
  return (
    <Panel title="Whom the provider named" className="overflow-hidden">
      <FactRows
        facts={[
          { term: "Issuer", value: <Code>{issuer}</Code> },
          { term: "Subject", value: <Code>{subject}</Code> },
          {
            term: "E-mail address",
            value: email ? (
              `${email} (${emailVerified ? "verified" : "not verified"})`
            ) : (
              <Missing says="None that can be used" claims={[provider.emailClaim]} />
            ),
          },
          {
            term: "Name",
            value: name || <Missing says="None" claims={[provider.firstNameClaim, provider.lastNameClaim]} />,
          },
          {
            term: "Groups",
            value:
              groups.length > 0 ? groups.join(", ") : <Missing says="None" claims={[provider.groupsClaim]} />,
          },
        ]}
      />
    </Panel>
  )
}

function Missing({ says, claims }: { says: string; claims: string[] }) {
  return (
    <>
      {says}
      <span className="block text-xs text-muted">
        Looked for as{" "}
        {claims.map((claim, index) => (
          <Fragment key={claim}>
            {index > 0 && " and "}
            <Code>{claim}</Code>
          </Fragment>
        ))}
        . Set-up, Claims says so.
      </span>
    </>
  )
}

/** What was verified before anything was believed. */
export function ChecksPanel({ checks }: { checks: string[] }) {
  if (checks.length === 0) return null
  return (
    <Panel title="What was verified">
      <ul className="grid gap-2 p-4">
        {checks.map((check) => (
          <li key={check} className="flex gap-2">
            <Check size={16} aria-hidden="true" className="mt-0.5 shrink-0 text-success" />
            <span className="min-w-0 break-words">{check}</span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

/** Everything that came, by its own names: where a claim name of the set-up is to be found. */
export function ClaimsPanel({ claims, kind }: { claims: Record<string, unknown>; kind: string }) {
  const entries = Object.entries(claims)
  if (entries.length === 0) return null
  return (
    <Panel
      title={kind === "saml" ? "The assertion" : "The claims"}
      hint={`${entries.length} in all`}
      className="overflow-hidden"
    >
      <FactRows
        facts={entries.map(([name, value]) => ({
          term: name,
          value: <Code>{typeof value === "string" ? value : JSON.stringify(value)}</Code>,
        }))}
      />
    </Panel>
  )
}

const Code = ({ children }: { children: string }) => (
  <code className="font-mono text-xs break-all">{children}</code>
)
