"use client"

import type { ReactNode } from "react"
import { useFormState } from "./form-context.ts"

/** Where a group of boxes finds the section's title, which is its name. */
export const sectionTitleId = (fieldId: string) => `${fieldId}-title`

type Props = {
  title: string
  hint: string
  /** The one field whose label the title is. */
  labels?: string
  /** The one group of boxes whose name the title is. */
  names?: string
  children: ReactNode
}

/** A part of a long form: its title at the left. */
export function FormSection({ title, hint, labels, names, children }: Props) {
  const { id } = useFormState()
  const look = "block text-title font-semibold tracking-[-0.01em]"
  return (
    <section className="grid gap-x-8 gap-y-3 border-t border-base-300 py-5 first:border-t-0 md:grid-cols-[176px_minmax(0,1fr)]">
      <div>
        {labels ? (
          <label htmlFor={`${id}-${labels}`} className={look}>
            {title}
          </label>
        ) : (
          <h2 id={names && sectionTitleId(`${id}-${names}`)} className={look}>
            {title}
          </h2>
        )}
        <p className="mt-0.5 text-label text-muted">{hint}</p>
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  )
}
