import { dayTime } from "#components/ui/format-time.ts"
import { Notice } from "#components/ui/notice.tsx"
import type { ProviderDetail } from "#lib/identity-providers/listing.ts"

/** What to know of the provider before anything else: a certificate that ends, and that nobody sees it yet. */
export function Notices({ provider: { state, warning }, zone }: { provider: ProviderDetail; zone: string }) {
  if (state !== "not-enabled" && !warning) return null
  return (
    <div className="mb-5 grid gap-3">
      {warning && (
        <Notice kind={warning.expired ? "error" : "warning"}>
          {warning.expired
            ? `The last certificate ended on ${dayTime(warning.at, zone).text}. Sign-ins still work with it; ask the provider for a new one.`
            : `The last certificate ends on ${dayTime(warning.at, zone).text}. Read the metadata again once the provider has a new one.`}
        </Notice>
      )}
      {state === "not-enabled" && (
        <Notice>Nobody sees it on the sign-in page yet. Save what is below, then enable it.</Notice>
      )}
    </div>
  )
}
