"use client"

import { TextField } from "#components/form/text-field.tsx"
import { Explained } from "./explained.tsx"
import type { Setting } from "./words.ts"

/** One number of the policy; empty, the default holds. */
export function SettingField({ name, label, usual, span, standard, tightened }: Setting) {
  return (
    <>
      <TextField
        name={name}
        label={label}
        inputMode="numeric"
        autoComplete="off"
        placeholder="Default"
        inputClass="max-w-40 tabular-nums"
        hint={
          <>
            Default: <span className="text-base-content">{usual}</span>, if left empty. From {span}.
          </>
        }
      />
      <Explained of={label}>
        <p>{standard}</p>
        <p>
          <strong className="font-medium text-base-content">When tightened:</strong> {tightened}
        </p>
      </Explained>
    </>
  )
}
