"use client"

import { useField } from "./form-context.ts"
import { FieldNote } from "./field-note.tsx"
import { sectionTitleId } from "./form-section.tsx"

export type Card = { value: string; label: string; hint: string }

type Props = {
  name: string
  legend?: string
  across?: boolean
  cards: Card[]
  /** The one that is chosen, where the form's own value is none of these. */
  chosen?: string
}

/** One of a few that each need a sentence, side by side with `across`; without a `legend` the section's title is their name. */
export function RadioCards({ name, legend, across, cards, chosen: only }: Props) {
  const field = useField(name)
  const chosen = only ?? field.value ?? cards[0]?.value
  return (
    <fieldset aria-labelledby={legend ? undefined : sectionTitleId(field.id)} className="grid gap-2">
      {legend && <legend className="mb-1.5 text-label font-medium">{legend}</legend>}
      <div className={across ? "grid gap-2 sm:auto-cols-fr sm:grid-flow-col sm:gap-3" : "grid gap-2"}>
        {cards.map((card, index) => {
          const id = `${field.id}-${card.value}`
          return (
            <label
              key={card.value}
              className="flex cursor-pointer gap-3 rounded-lg border border-base-300 px-3 py-2.5 transition-colors duration-[120ms] has-checked:border-primary has-checked:bg-primary/4"
            >
              <input
                {...field.registration}
                type="radio"
                value={card.value}
                defaultChecked={card.value === chosen}
                autoFocus={index === 0 && field.autoFocus}
                aria-labelledby={`${id}-label`}
                aria-describedby={field.error ? `${id}-hint ${field.noteId}` : `${id}-hint`}
                className="pick mt-px"
              />
              <span className="min-w-0">
                <span id={`${id}-label`} className="block font-medium">
                  {card.label}
                </span>
                <span id={`${id}-hint`} className="block text-label wrap-anywhere text-muted">
                  {card.hint}
                </span>
              </span>
            </label>
          )
        })}
      </div>
      <FieldNote id={field.noteId} error={field.error} />
    </fieldset>
  )
}
