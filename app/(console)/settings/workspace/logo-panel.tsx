import { WorkspaceMark } from "#components/layout/workspace-mark.tsx"
import { Panel } from "#components/ui/panel.tsx"
import type { Actor } from "#lib/access/actor.ts"
import { logoOf } from "#app/logo.ts"
import { PictureForm } from "../../picture-form.tsx"
import { logoHint, pictureLimits } from "../../picture-words.ts"
import { RemovePictureForm } from "../../remove-picture-form.tsx"
import { removeLogoAction } from "./actions.ts"

type Props = { workspace: Actor["workspace"]; refusal: string | null }

/** The logo in use, and the form for another one. */
export function LogoPanel({ workspace, refusal }: Props) {
  return (
    <Panel title="Logo" hint="In the navigation and on the sign-in page">
      <div className="flex gap-4 p-4">
        <WorkspaceMark name={workspace.name} logo={logoOf(workspace)} size="lg" />
        <div className="min-w-0 flex-1">
          <PictureForm
            action="/settings/workspace/logo"
            label="Logo file"
            hint={logoHint}
            refusal={refusal}
            limits={pictureLimits}
            button="Upload logo"
            remove={
              workspace.logoId && (
                <RemovePictureForm action={removeLogoAction} at="/settings/workspace">
                  Remove logo
                </RemovePictureForm>
              )
            }
          />
        </div>
      </div>
    </Panel>
  )
}
