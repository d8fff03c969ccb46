"use client"

import { ArrowRight, X } from "lucide-react"
import type { Choice } from "#components/form/select-field.tsx"
import { Button } from "#components/ui/button.tsx"

export type Gives = { roles: Choice[]; groups: Choice[] }
export type Row = { key: number; value: string; gives: string }

type RowProps = {
  row: Row
  place: number
  gives: Gives
  wrong: boolean
  noteId: string
  autoFocus: boolean
  remove: (() => void) | null
}

/** What the provider calls a group, and what it gives here. */
export function MappingRow({ row, place, gives, wrong, noteId, autoFocus, remove }: RowProps) {
  const noted = wrong && ({ "aria-invalid": true, "aria-describedby": noteId } as const)
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_32px] items-center gap-2 sm:grid-cols-[minmax(0,1fr)_16px_minmax(0,1fr)_32px]">
      <input
        name="values"
        aria-label={`Group at the provider, mapping ${place}`}
        {...noted}
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
        {...noted}
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
