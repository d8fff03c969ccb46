"use client"

import { Lock } from "lucide-react"
import { FieldNote } from "#components/form/field-note.tsx"
import { useField } from "#components/form/form-context.ts"
import { useFormValues } from "#components/form/use-form-values.ts"
import { AreaHead } from "./area-head.tsx"
import type { BoxArea, PermissionBox } from "./putting.ts"

type Props = {
  areas: BoxArea[]
  /** What the role permits now, if it is there already: what differs is marked. */
  saved?: string[]
}

/** What a role permits, area by area, each with a sentence of what it opens. */
export function PermissionBoxes({ areas, saved }: Props) {
  const field = useField("permissions")
  const now = new Set(useFormValues().all("permissions"))
  const initial = new Set([field.value ?? []].flat())
  const open = areas[0]?.boxes.find(({ refusal }) => refusal === null)?.permission
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
          <div className="grid sm:grid-cols-2">
            {boxes.map((box) => (
              <BoxRow
                key={box.permission}
                box={box}
                checked={initial.has(box.permission)}
                first={box.permission === areas[0]?.boxes[0]?.permission}
                mark={saved && markOf(saved.includes(box.permission), now.has(box.permission))}
                focused={box.permission === open && field.autoFocus}
              />
            ))}
          </div>
        </fieldset>
      ))}
    </>
  )
}

const markOf = (was: boolean, is: boolean) => (was === is ? null : is ? "Added" : "Removed")

type RowProps = {
  box: PermissionBox
  checked: boolean
  first: boolean
  mark: "Added" | "Removed" | null | undefined
  focused: boolean | undefined
}

function BoxRow({ box: { permission, sentence, refusal }, checked, first, mark, focused }: RowProps) {
  const field = useField("permissions")
  const { ref, ...registration } = field.registration
  const id = `${field.id}-${permission}`
  return (
    <label
      className={`flex cursor-pointer items-start gap-3 px-4 py-2 has-disabled:cursor-not-allowed ${mark ? "bg-primary/5" : ""}`}
    >
      <input
        {...registration}
        // Only one: react-hook-form would tick the others when it meets them one by one.
        ref={first ? ref : undefined}
        type="checkbox"
        value={permission}
        defaultChecked={checked}
        disabled={refusal !== null}
        autoFocus={focused}
        aria-labelledby={`${id}-name`}
        aria-describedby={`${id}-note${field.error ? ` ${field.noteId}` : ""}`}
        aria-invalid={field.error ? true : undefined}
        className="tick mt-px"
      />
      {/* A disabled box is not posted: one that is ticked stays what it is. */}
      {refusal !== null && checked && <input type="hidden" name="permissions" value={permission} />}
      <span className="min-w-0">
        <span className={`flex flex-wrap items-baseline gap-x-2 ${refusal === null ? "" : "text-muted"}`}>
          <span id={`${id}-name`} className="font-mono text-xs leading-[18px] break-words">
            {permission}
          </span>
          {mark && (
            <span className={`text-xs font-medium ${mark === "Added" ? "text-success" : "text-error"}`}>
              {mark}
            </span>
          )}
        </span>
        <span id={`${id}-note`} className="block text-label text-muted">
          {sentence}
          {refusal !== null && (
            <span className="flex items-start gap-1 text-xs leading-[18px]">
              <Lock size={12} className="mt-[3px]" aria-hidden="true" /> {refusal}
            </span>
          )}
        </span>
      </span>
    </label>
  )
}
