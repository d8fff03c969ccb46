"use client"

import { TextField } from "#components/form/text-field.tsx"
import type { Setting } from "./words.ts"

/** One number of the policy; empty, the default holds. */
export function SettingField({ name, label, usual, span, standard, tightened }: Setting) {
  return (
    <TextField
      name={name}
      label={label}
      inputMode="numeric"
      autoComplete="off"
      placeholder="Default"
      inputClass="max-w-40 tabular-nums"
      hint={
        <>
          <span className="block">
            Default: <span className="text-base-content">{usual}</span>, also when it is left empty. From{" "}
            {span}.
          </span>
          <span className="mt-1 block">{standard}</span>
          <span className="mt-1 block">
            <strong className="font-medium text-base-content">Tightened:</strong> {tightened}
          </span>
        </>
      }
    />
  )
}
