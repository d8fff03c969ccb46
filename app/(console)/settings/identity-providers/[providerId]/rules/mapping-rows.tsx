"use client"

import { Plus } from "lucide-react"
import { useEffect, useRef, useState } from "react"
import { FieldNote } from "#components/form/field-note.tsx"
import { useField, useFormState } from "#components/form/form-context.ts"
import { Button } from "#components/ui/button.tsx"
import { useHydrated } from "#components/ui/use-hydrated.ts"
import { type Gives, MappingRow, type Row } from "./mapping-row.tsx"

const emptyRows = 4

/** One row a mapping; without JavaScript some empty ones stand below, and a row that is emptied is gone once it is saved. */
export function MappingRows({ gives, claim }: { gives: Gives; claim: string }) {
  const field = useField("values")
  const { values, errors, element } = useFormState()
  const error = field.error ?? errors["gives"]
  const hydrated = useHydrated()
  const [rows, setRows] = useState<Row[]>(() => {
    const [texts, given] = [[values["values"] ?? []].flat(), [values["gives"] ?? []].flat()]
    return texts.map((value, key) => ({ key, value, gives: given[key] ?? "" }))
  })
  const [added, setAdded] = useState(false)
  const count = rows.length
  const told = useRef(count)
  const addButton = useRef<HTMLButtonElement>(null)

  // Whoever listens to the form hears of a row that has come or gone.
  useEffect(() => {
    if (told.current === count) return
    told.current = count
    element.current?.dispatchEvent(new Event("input", { bubbles: true }))
  }, [count, element])

  const add = () => {
    setAdded(true)
    setRows([...rows, { key: Math.max(-1, ...rows.map(({ key }) => key)) + 1, value: "", gives: "" }])
  }
  const remove = (gone: Row) => {
    setRows(rows.filter(({ key }) => key !== gone.key))
    addButton.current?.focus()
  }
  return (
    <div>
      <p className="mb-3 text-label text-muted">
        Read from the claim <span className="font-mono text-xs break-all">{claim}</span>
      </p>
      <ul className="grid gap-2">
        {rows.map((row, index) => (
          <MappingRow
            key={row.key}
            row={row}
            place={index + 1}
            gives={gives}
            wrong={error !== undefined}
            noteId={field.noteId}
            autoFocus={added && index === count - 1}
            remove={hydrated ? () => remove(row) : null}
          />
        ))}
      </ul>
      <noscript>
        <ul className="mt-2 grid gap-2">
          {Array.from({ length: emptyRows }, (_, index) => (
            <MappingRow
              key={`empty ${index}`}
              row={{ key: index, value: "", gives: "" }}
              place={count + index + 1}
              gives={gives}
              wrong={false}
              noteId={field.noteId}
              autoFocus={false}
              remove={null}
            />
          ))}
        </ul>
        <p className="mt-2 text-xs text-muted">
          Empty both fields of a mapping to take it out. There are more rows once these are saved.
        </p>
      </noscript>
      <FieldNote id={field.noteId} error={error} />
      {hydrated && (
        <Button
          ref={addButton}
          type="button"
          kind="ghost"
          size="sm"
          className="mt-2 -ml-2 text-link"
          onClick={add}
        >
          <Plus size={16} aria-hidden="true" /> Add a mapping
        </Button>
      )}
    </div>
  )
}
