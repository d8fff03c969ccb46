"use client"

import { FieldNote } from "#components/form/field-note.tsx"
import { useField } from "#components/form/form-context.ts"
import { useFormValues } from "#components/form/use-form-values.ts"
import { AreaHead } from "../roles/area-head.tsx"

/** The permissions of one area that a token can be given. */
export type ScopeArea = { label: string; boxes: { permission: string; sentence: string }[] }

/** What a token permits, area by area: of what its owner may do. */
export function ScopeBoxes({ areas }: { areas: ScopeArea[] }) {
  const field = useField("scopes")
  const now = new Set(useFormValues().all("scopes"))
  const first = areas[0]?.boxes[0]?.permission
  return (
    <>
      {field.error && (
        <div className="px-4 pb-4">
          <FieldNote id={field.noteId} error={field.error} />
        </div>
      )}
      {areas.map(({ label, boxes }) => (
        <fieldset key={label} aria-labelledby={`${field.id}-${label}`}>
          <AreaHead
            id={`${field.id}-${label}`}
            label={label}
            held={boxes.filter(({ permission }) => now.has(permission)).length}
            all={boxes.length}
          />
          <div className="grid py-1.5 sm:grid-cols-2">
            {boxes.map((box) => (
              <ScopeBox key={box.permission} box={box} first={box.permission === first} />
            ))}
          </div>
        </fieldset>
      ))}
    </>
  )
}

function ScopeBox({ box: { permission, sentence }, first }: { box: ScopeArea["boxes"][0]; first: boolean }) {
  const field = useField("scopes")
  const { ref, ...registration } = field.registration
  const id = `${field.id}-${permission}`
  return (
    <label className="flex cursor-pointer items-start gap-3 px-4 py-2">
      <input
        {...registration}
        // Only one: react-hook-form would tick the others when it meets them one by one.
        ref={first ? ref : undefined}
        type="checkbox"
        value={permission}
        defaultChecked={[field.value ?? []].flat().includes(permission)}
        autoFocus={first && field.autoFocus}
        aria-labelledby={`${id}-name`}
        aria-describedby={`${id}-note${field.error ? ` ${field.noteId}` : ""}`}
        aria-invalid={field.error ? true : undefined}
        className="tick mt-px"
      />
      <span className="min-w-0">
        <span id={`${id}-name`} className="block font-mono text-xs leading-[18px] break-words">
          {permission}
        </span>
        <span id={`${id}-note`} className="block text-label text-muted">
          {sentence}
        </span>
      </span>
    </label>
  )
}
