import { Badge } from "#components/ui/badge.tsx"
import { FactRows } from "#components/ui/facts.tsx"
import { Notice } from "#components/ui/notice.tsx"
import { Panel } from "#components/ui/panel.tsx"
import { type UserType, userTypes } from "#lib/access/permissions.ts"
import { type RefusalCode, refusals } from "#lib/errors.ts"
import type { ProviderDetail } from "#lib/identity-providers/listing.ts"
import type { Would } from "#lib/identity-providers/would-do.ts"

type Props = { would: Would | { refused: RefusalCode }; provider: ProviderDetail }

const ends = {
  known: { label: "Signs in", tone: "success", sentence: "This identity is linked to this account." },
  link: {
    label: "Linked",
    tone: "success",
    sentence: "The account was found by the address and would be linked.",
  },
  create: { label: "Created", tone: "primary", sentence: "There is no account yet. One would be made." },
} as const

/** What a sign-in as this person would do now. */
export function WouldPanel({ would, provider }: Props) {
  return (
    <Panel title="What a sign-in would do" className="overflow-hidden">
      {!provider.enabledAt && (
        <div className="border-b border-base-300 p-4">
          <Notice>{provider.name} is not enabled. This is what would happen if it were.</Notice>
        </div>
      )}
      {"refused" in would ? (
        <div className="p-4">
          <Notice kind="error">
            <strong className="font-semibold">Refused.</strong> {refusals[would.refused]}
          </Notice>
        </div>
      ) : (
        <FactRows
          facts={[
            {
              term: "Result",
              value: (
                <span className="flex flex-wrap items-center gap-2">
                  <Badge tone={ends[would.kind].tone}>{ends[would.kind].label}</Badge>{" "}
                  {ends[would.kind].sentence}
                </span>
              ),
            },
            {
              term: "Account",
              value: (
                <>
                  {would.kind === "create" ? (
                    `${would.person.firstName} ${would.person.lastName}`
                  ) : (
                    <a href={`/users/${would.person.id}`} className="font-medium hover:underline">
                      {would.person.firstName} {would.person.lastName}
                    </a>
                  )}
                  <span className="block text-label break-all text-muted">{would.person.email}</span>
                </>
              ),
            },
            { term: "User type", value: userTypes[would.person.type as UserType].label },
            { term: "Gains", value: would.gains.length > 0 ? would.gains.join(", ") : "Nothing" },
            { term: "Loses", value: would.loses.length > 0 ? would.loses.join(", ") : "Nothing" },
            ...(would.rules
              ? []
              : [{ term: "Left undone", value: "The rules: they would take the last Admin away." }]),
            ...(would.joins ? [{ term: "Status", value: "Becomes Active" }] : []),
          ]}
        />
      )}
    </Panel>
  )
}
