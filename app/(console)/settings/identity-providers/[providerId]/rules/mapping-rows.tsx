"use client"

import { ArrowRight, Plus, X } from "lucide-react"
import { useEffect, useState } from "react"
import { FieldNote } from "#components/form/field-note.tsx"
import { useField, useFormState } from "#components/form/form-context.ts"
import type { Choice } from "#components/form/select-field.tsx"
import { Button } from "#components/ui/button.tsx"
import { useHydrated } from "#components/ui/use-hydrated.ts"

type Gives = { roles: Choice[]; groups: Choice[] }
type Row = { key: number; value: string; gives: string }

const emptyRows = 4

/** One row a mapping; without JavaScript some empty ones stand below, and a row that is emptied is gone once it is saved. */
export function MappingRows({ gives, claim }: { gives: Gives; claim: string }) {
  const field = useField("values")
  const { values, element } = useFormState()
  const hydrated = useHydrated()
  const [rows, setRows] = useState<Row[]>(() => {
    const [texts, given] = [[values["values"] ?? []].flat(), [values["gives"] ?? []].flat()]
    return texts.map((value, key) => ({ key, value, gives: given[key] ?? "" }))
  })
  const [added, setAdded] = useState(false)
  const count = rows.length

  // Whoever listens to the form hears of a row that has come or gone.
  useEffect(() => {
    element.current?.dispatchEvent(new Event("input", { bubbles: true }))
  }, [count, element])

  const add = () => {
    setAdded(true)
    setRows([...rows, { key: Math.max(-1, ...rows.map(({ key }) => key)) + 1, value: "", gives: "" }])
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
            wrong={field.error !== undefined}
            noteId={field.noteId}
            autoFocus={added && index === count - 1}
            remove={hydrated ? () => setRows(rows.filter(({ key }) => key !== row.key)) : null}
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
      <FieldNote id={field.noteId} error={field.error} />
      {hydrated && (
        <Button type="button" kind="ghost" size="sm" className="mt-2 -ml-2 text-link" onClick={add}>
          <Plus size={16} aria-hidden="true" /> Add a mapping
        </Button>
      )}
    </div>
  )
}

type RowProps = {
  row: Row
  place: number
  gives: Gives
  wrong: boolean
  noteId: string
  autoFocus: boolean
  remove: (() => void) | null
}

function MappingRow({ row, place, gives, wrong, noteId, autoFocus, remove }: RowProps) {
  const about = wrong ? noteId : undefined
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_32px] items-center gap-2 sm:grid-cols-[minmax(0,1fr)_16px_minmax(0,1fr)_32px]">
      <input
        name="values"
        aria-label={`Group at the provider, mapping ${place}`}
        aria-describedby={about}
        placeholder="support-berlin"
        defaultValue={row.value}
        autoFocus={autoFocus}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        className="text-input max-sm:col-start-1"
      />
      <ArrowRight size={16} aria-hidden="true" className="text-muted max-sm:hidden" />
      <select
        name="gives"
        aria-label={`Gives, mapping ${place}`}
        aria-describedby={about}
        defaultValue={row.gives}
        className="choice max-sm:col-start-1"
      >
        <option value="">Choose</option>
        <optgroup label="Roles">
          {gives.roles.map((choice) => (
            <option key={choice.value} value={choice.value} disabled={choice.disabled}>
              {choice.label}
            </option>
          ))}
        </optgroup>
        {gives.groups.length > 0 && (
          <optgroup label="Groups">
            {gives.groups.map((choice) => (
              <option key={choice.value} value={choice.value} disabled={choice.disabled}>
                {choice.label}
              </option>
            ))}
          </optgroup>
        )}
      </select>
      {remove && (
        <Button
          type="button"
          kind="ghost"
          square
          aria-label={`Remove mapping ${place}`}
          onClick={remove}
          className="max-sm:col-start-2 max-sm:row-start-1"
        >
          <X size={16} aria-hidden="true" />
        </Button>
      )}
    </li>
  )
}
