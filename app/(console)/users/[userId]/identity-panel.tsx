import { DialogButton } from "#components/ui/dialog-button.tsx"
import { exactTime } from "#components/ui/format-time.ts"
import { Panel } from "#components/ui/panel.tsx"
import { Time } from "#components/ui/time.tsx"
import type { ProviderChoice } from "#lib/identity-providers/choices.ts"
import type { Owned } from "#lib/identity-providers/ownership.ts"
import type { UserDetail } from "#lib/users/user.ts"
import { ProviderDialog } from "./provider-dialog.tsx"
import { UnlinkDialog } from "./unlink-dialog.tsx"

type Props = {
  user: UserDetail
  providers: ProviderChoice[]
  zone: string
  /** What the address asks to open. */
  confirm: string | undefined
  link: string | undefined
}

const parts: Record<Owned, string> = { names: "name", email: "address", groups: "groups", status: "status" }
const list = new Intl.ListFormat("en-GB", { type: "conjunction" })

/** Where the person signs in, what that provider owns of them, and who they are there. */
export function IdentityPanel({ user, providers, zone, confirm, link }: Props) {
  const { id, firstName, lastName, identityProvider, directory, links, may } = user
  if (providers.length === 0 && links.length === 0) return null
  return (
    <Panel
      title="Identity provider"
      actions={
        !may.identityProvider && (
          <DialogButton size="sm" dialog="identity-provider" label="Edit the identity provider">
            Edit
          </DialogButton>
        )
      }
    >
      <div className="px-4 py-3">
        {identityProvider ? (
          <>
            <p className="break-words">
              {identityProvider.name}
              {!identityProvider.enabled && <span className="text-muted">, not enabled</span>}
            </p>
            {directory && (
              <p className="mt-0.5 text-xs text-muted">
                Owns the {list.format(directory.owns.map((part) => parts[part]))}: changed there, not here.
              </p>
            )}
          </>
        ) : (
          <p className="text-muted">None: signs in with a password</p>
        )}
      </div>
      {links.length > 0 && (
        <ul aria-label="Linked identities">
          {links.map(({ id: linkId, provider, subject, linkedAt }) => (
            <li key={linkId} className="flex items-start gap-3 border-t border-base-300 px-4 py-3">
              <div className="min-w-0 grow">
                <p className="text-label">
                  Linked at {provider} since <Time at={exactTime(linkedAt, zone)} />
                </p>
                <p className="font-mono text-xs break-all text-muted">{subject}</p>
              </div>
              {!may.identityProvider && (
                <>
                  <DialogButton
                    kind="danger"
                    size="sm"
                    dialog={`unlink-${linkId}`}
                    label={`Unlink from ${provider}`}
                  >
                    Unlink
                  </DialogButton>
                  <UnlinkDialog
                    userId={id}
                    linkId={linkId}
                    name={`${firstName} ${lastName}`}
                    provider={provider}
                    open={confirm === "unlink" && (link === undefined || link === linkId)}
                  />
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      {!may.identityProvider && (
        <ProviderDialog
          userId={id}
          name={`${firstName} ${lastName}`}
          chosen={identityProvider?.id ?? ""}
          choices={providers.map(({ id: value, name, enabled }) => ({
            value,
            label: enabled ? name : `${name}, not enabled`,
            disabled: !enabled && value !== identityProvider?.id,
          }))}
          open={confirm === "identity-provider"}
        />
      )}
    </Panel>
  )
}
