"use client"

import { KeyRound } from "lucide-react"
import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { ShowOnce } from "#components/form/show-once.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { buttonClass } from "#components/ui/button.tsx"
import { Dialog, DialogBody, DialogFooter } from "#components/ui/dialog.tsx"
import { Notice } from "#components/ui/notice.tsx"
import { SecretBox } from "#components/ui/secret-box.tsx"
import { makeWebhookSecretAction } from "../../actions.ts"

type Props = { botId: string; name: string; again: boolean; open: boolean }

/** Makes a signing secret and shows it, this one time. */
export function SecretDialog({ botId, name, again, open }: Props) {
  const page = `/bots/${botId}/settings`
  return (
    <Form action={makeWebhookSecretAction} permalink={`${page}?confirm=secret`} className="contents">
      <ShowOnce
        answer={({ secret }) => (
          <Dialog
            id="shown-secret"
            title={`Signing secret of ${name}`}
            icon={KeyRound}
            open
            stays
            closeHref={page}
          >
            <DialogBody>
              <p className="mb-4 text-muted">Shown this one time. If it is lost, make a new one.</p>
              <SecretBox label="Signing secret" text={secret ?? ""} />
              <div className="mt-4">
                <Notice>
                  Messages are signed with it from now on. Give it to the engine, and to nobody else: whoever
                  has it can pass for this workspace there.
                </Notice>
              </div>
            </DialogBody>
            <div className="sheet-foot">
              {/* A plain link: the page is fetched anew, and what stood here is gone. */}
              <a href={page} className={buttonClass({ kind: "primary" })}>
                Done
              </a>
            </div>
          </Dialog>
        )}
      >
        <Dialog
          id="secret"
          title={again ? `A new signing secret for ${name}?` : `A signing secret for ${name}?`}
          open={open}
          closeHref={page}
        >
          <DialogBody>
            <p className="mb-4 text-muted">
              You see it once and give it to the engine yourself.
              {again &&
                " The one before ends at once, also for the version that is live: until the engine knows the new one, it refuses what it gets."}
            </p>
            <FormMessage />
            <input type="hidden" name="botId" value={botId} />
          </DialogBody>
          <DialogFooter closeHref={page}>
            <SubmitButton>{again ? "Make a new secret" : "Make the secret"}</SubmitButton>
          </DialogFooter>
        </Dialog>
      </ShowOnce>
    </Form>
  )
}
