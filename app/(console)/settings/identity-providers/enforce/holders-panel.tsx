import { CopyButton } from "#components/ui/copy-button.tsx"
import { Notice } from "#components/ui/notice.tsx"
import { Panel } from "#components/ui/panel.tsx"
import type { BypassHolder } from "#lib/identity-providers/bypass.ts"
import { People } from "./people.tsx"

type Props = { holders: BypassHolder[]; link: string; opens: boolean }

/** Who may use a password all the same, and by which link (K). */
export function HoldersPanel({ holders, link, opens }: Props) {
  const ready = holders.filter(({ hasPassword }) => hasPassword)
  const without = holders.filter(({ hasPassword }) => !hasPassword)
  return (
    <Panel title="Who keeps a password" hint="sso:bypass">
      <div className="grid gap-4 p-4">
        {ready.length > 0 ? (
          <p>
            <People people={ready} opens={opens} />
          </p>
        ) : (
          <Notice kind="warning">
            Nobody. No Admin has a password, so nobody gets in while the provider is down. Reset the password
            of one first.
          </Notice>
        )}
        {without.length > 0 && (
          <p className="text-label text-muted">
            May, but has none: <People people={without} opens={opens} />.
          </p>
        )}
        <div>
          <p className="text-label font-medium">Their link</p>
          <p className="mt-1 flex items-center gap-2">
            <output aria-label="Their link" className="min-w-0 font-mono text-xs break-all select-all">
              {link}
            </output>
            <CopyButton text={link} label="Copy the link" />
          </p>
          <p className="mt-1 text-label text-muted">
            Keep it at hand for when the provider is down: the sign-in page itself asks for no password then.
          </p>
        </div>
      </div>
    </Panel>
  )
}
