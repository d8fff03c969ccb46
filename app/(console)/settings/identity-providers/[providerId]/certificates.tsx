"use client"

import { useField } from "#components/form/form-context.ts"
import { FieldNote } from "#components/form/field-note.tsx"
import { sectionTitleId } from "#components/form/form-section.tsx"
import { Badge } from "#components/ui/badge.tsx"
import type { CertificateRow } from "./certificate-row.ts"

const states = {
  valid: { tone: "success", label: "Valid" },
  "ends-soon": { tone: "warning", label: "Ends soon" },
  ended: { tone: "error", label: "Ended" },
} as const

/** The certificates that signatures are verified with; one that is not ticked is removed by saving. */
export function Certificates({ certificates }: { certificates: CertificateRow[] }) {
  const field = useField("certificates")
  const { ref, ...registration } = field.registration
  const kept = new Set([field.value ?? []].flat())
  return (
    <fieldset aria-labelledby={sectionTitleId(field.id)} aria-describedby={field.noteId}>
      <ul className="overflow-hidden rounded-lg border border-base-300">
        {certificates.map(({ fingerprint, subject, validity, state }, index) => (
          <li key={fingerprint} className="border-b border-base-300 last:border-b-0">
            <label className="flex cursor-pointer items-start gap-3 px-3 py-2.5">
              <input
                {...registration}
                ref={index === 0 ? ref : undefined}
                type="checkbox"
                value={fingerprint}
                defaultChecked={kept.has(fingerprint)}
                aria-invalid={field.error ? true : undefined}
                className="tick mt-px"
              />
              <span className="min-w-0 flex-1">
                <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
                  <span className="min-w-0 font-medium break-words">{subject}</span>
                  <Badge tone={states[state].tone}>{states[state].label}</Badge>
                </span>
                <span className="block text-label text-muted tabular-nums">{validity}</span>
                <span className="block font-mono text-[11px] leading-4 break-all text-muted">
                  {fingerprint}
                </span>
              </span>
            </label>
          </li>
        ))}
      </ul>
      <FieldNote
        id={field.noteId}
        error={field.error}
        hint="Untick one and save to remove it, once the provider signs with another."
      />
    </fieldset>
  )
}
