import { CopyButton } from "#components/ui/copy-button.tsx"

export type Address = { label: string; value: string }

/** What has to be typed in at the other side: to copy, or without JavaScript to select by one click. */
export function HandOver({ addresses }: { addresses: Address[] }) {
  return (
    <dl className="grid gap-4">
      {addresses.map(({ label, value }) => (
        <div key={label} className="min-w-0">
          <dt className="mb-1.5 text-label font-medium">{label}</dt>
          <dd className="flex min-h-[35px] items-center gap-2 rounded-lg border border-field bg-base-200 py-1.5 pr-2 pl-3">
            <span className="min-w-0 flex-1 text-label break-all select-all">{value}</span>
            <CopyButton text={value} label={`Copy ${label.toLowerCase()}`} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** The addresses that a provider of this kind is told, out of all that it has. */
export const addressesFor = (kind: string, all: Record<"callback" | "acs" | "metadata", string>): Address[] =>
  kind === "oidc"
    ? [{ label: "Redirect address", value: all.callback }]
    : [
        { label: "Our entity ID, and address of our metadata", value: all.metadata },
        { label: "Assertion consumer service (ACS) address", value: all.acs },
      ]
