import type { ReactNode } from "react"
import { Avatar, avatarOf } from "#components/ui/avatar.tsx"
import { Panel } from "#components/ui/panel.tsx"
import { PictureForm } from "./picture-form.tsx"
import { faceHint, pictureLimits } from "./picture-words.ts"

type Props = {
  person: { id: string; firstName: string; lastName: string; pictureId: string | null }
  hint: string
  /** The route that takes it. */
  action: string
  refusal: string | null
  remove: ReactNode
  /** Why it is not to be changed here; null: it may be. */
  fixed?: string | null
}

/** The picture of a person, and the form for another one. */
export function PicturePanel({ person, hint, action, refusal, remove, fixed = null }: Props) {
  const { id, firstName, lastName, pictureId } = person
  return (
    <Panel title="Picture" hint={hint}>
      <div className="flex gap-4 p-4">
        <Avatar {...avatarOf(firstName, lastName, id, pictureId)} size="lg" />
        <div className="min-w-0 flex-1">
          {fixed ? (
            <p className="text-label text-muted">{fixed}</p>
          ) : (
            <PictureForm
              action={action}
              label="Picture file"
              hint={faceHint}
              refusal={refusal}
              limits={pictureLimits}
              button="Upload picture"
              remove={pictureId && remove}
            />
          )}
        </div>
      </div>
    </Panel>
  )
}
