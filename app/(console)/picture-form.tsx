"use client"

import { useId, useRef, useState, type ReactNode, type SubmitEvent } from "react"
import { FieldLabel } from "#components/form/field-label.tsx"
import { FieldNote } from "#components/form/field-note.tsx"
import { Button } from "#components/ui/button.tsx"

type PictureFormProps = {
  /** The route that takes it. */
  action: string
  label: string
  hint: string
  /** What the server said of the last one. */
  refusal: string | null
  /** What is told here already, before anything is sent. */
  limits: { bytes: number; missing: string; tooLarge: string }
  button: string
  /** What takes the present one away. */
  remove: ReactNode
}

/** A plain form: the browser posts it, with JavaScript and without. */
export function PictureForm({ action, label, hint, refusal, limits, button, remove }: PictureFormProps) {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [error, setError] = useState(refusal)
  const judge = () => {
    const file = input.current?.files?.[0]
    if (!file) return limits.missing
    return file.size > limits.bytes ? limits.tooLarge : null
  }
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    const said = judge()
    setError(said)
    if (said === null) return
    event.preventDefault()
    input.current?.focus()
  }
  return (
    <div>
      <form id={id} method="post" action={action} encType="multipart/form-data" onSubmit={submit}>
        <FieldLabel htmlFor={`${id}-picture`} label={label} />
        <input
          ref={input}
          id={`${id}-picture`}
          type="file"
          name="picture"
          accept="image/png,image/jpeg,image/webp"
          autoFocus={refusal !== null}
          aria-invalid={error !== null || undefined}
          aria-describedby={`${id}-note`}
          onChange={() => setError(judge())}
          className="text-input file-box"
        />
        <FieldNote id={`${id}-note`} error={error ?? undefined} hint={hint} />
      </form>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button type="submit" form={id}>
          {button}
        </Button>
        {remove}
      </div>
    </div>
  )
}
