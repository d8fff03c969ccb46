"use client"

import { useField } from "./form-context.ts"
import { FieldNote } from "./field-note.tsx"
import { sectionTitleId } from "./form-section.tsx"

/** `refusal` keeps a box that may not be ticked in view and says why. */
export type Box = { value: string; label: string; hint?: string; refusal?: string | null }

type Props = {
  name: string
  boxes: Box[]
  legend?: string
  /** How many stand side by side where there is room: `few` in a dialog, `one` where each is a sentence. */
  columns?: "many" | "few" | "one"
}

const layouts = {
  many: "grid-cols-2 sm:grid-cols-3 xl:grid-cols-4",
  few: "grid-cols-[repeat(auto-fill,minmax(min(100%,150px),1fr))]",
  one: "",
}

/** Any number of a few; without a `legend` the section's title is the name of the group. */
export function CheckboxGroup({ name, boxes, legend, columns = "many" }: Props) {
  const field = useField(name)
  const { ref, ...registration } = field.registration
  const checked = new Set([field.value ?? []].flat())
  return (
    <fieldset
      aria-labelledby={legend ? undefined : sectionTitleId(field.id)}
      aria-describedby={field.error ? field.noteId : undefined}
      className="w-full"
    >
      {legend && <legend className="mb-2 text-label font-medium">{legend}</legend>}
      <div className={`grid gap-x-4 gap-y-3 ${layouts[columns]}`}>
        {boxes.map((box, index) => (
          <label
            key={box.value}
            title={box.refusal ?? box.hint}
            className="flex min-w-0 cursor-pointer items-start gap-2.5 has-disabled:cursor-not-allowed has-disabled:text-muted"
          >
            <input
              {...registration}
              // Only one: react-hook-form would tick the others when it meets them one by one.
              ref={index === 0 ? ref : undefined}
              type="checkbox"
              value={box.value}
              defaultChecked={checked.has(box.value)}
              disabled={box.refusal != null}
              autoFocus={index === 0 && field.autoFocus}
              aria-invalid={field.error ? true : undefined}
              className="tick mt-px"
            />
            {/* A disabled box is not posted: one that is ticked stays what it is. */}
            {box.refusal != null && checked.has(box.value) && (
              <input type="hidden" name={name} value={box.value} />
            )}
            <span className="min-w-0 break-words">{box.label}</span>
          </label>
        ))}
      </div>
      <FieldNote id={field.noteId} error={field.error} />
    </fieldset>
  )
}
