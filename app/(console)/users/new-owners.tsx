"use client"

import { Bot } from "lucide-react"
import { useField } from "#components/form/form-context.ts"
import { FieldNote } from "#components/form/field-note.tsx"
import { SelectField } from "#components/form/select-field.tsx"
import { TextField } from "#components/form/text-field.tsx"
import type { Leaving } from "./leaving.ts"

type Props = Leaving & {
  /** Whoever is not listed may own bots too. */
  unseen?: boolean
  /** Beside other things: the choice stands below the name. */
  narrow?: boolean
}

/** A new owner for each bot, or one for all; without JavaScript too. */
export function NewOwners({ bots, more, choices, unseen, narrow }: Props) {
  const { registration, value, error, noteId } = useField("newOwners")
  const [one, email] = [useField("newOwner"), useField("newOwnerEmail")]
  const { ref, ...registered } = registration
  const given = [value ?? []].flat()
  const many = unseen || bots.length + more > 1
  const rest = [one, email].some((field) => field.error || field.value)
  return (
    <fieldset className="mb-4" aria-describedby={error ? noteId : undefined}>
      <legend className="sr-only">New owners</legend>
      {bots.length > 0 && (
        <ul className="max-h-[44dvh] overflow-y-auto rounded-lg border border-base-300">
          {bots.map(({ id, name, note }, index) => {
            const chosen = given.find((pair) => pair.startsWith(`${id}:`)) ?? ""
            return (
              <li
                key={id}
                className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-base-300 px-3 py-2.5 last:border-b-0"
              >
                <span className="bot-box">
                  <Bot size={16} aria-hidden="true" />
                </span>
                <span className="min-w-0 flex-1 basis-32">
                  <span className="block font-medium wrap-anywhere">{name}</span>
                  <span className="block text-xs wrap-anywhere text-muted">{note}</span>
                </span>
                <select
                  {...registered}
                  ref={index === 0 ? ref : undefined}
                  aria-label={`New owner of ${name}`}
                  defaultValue={chosen}
                  aria-invalid={error && chosen === "" ? true : undefined}
                  aria-describedby={error && chosen === "" ? noteId : undefined}
                  className={narrow ? "choice w-full!" : "choice w-44! max-sm:w-full!"}
                >
                  <Options bot={id} choices={choices} rest="Choose an owner" />
                </select>
              </li>
            )
          })}
        </ul>
      )}
      <FieldNote
        id={noteId}
        error={error}
        hint={more > 0 && `And ${more.toLocaleString("en-GB")} more: one owner gets them, chosen here.`}
      />
      <details open={rest || more > 0 || unseen} className="mt-2">
        <summary className="text-label text-link">
          {many ? "One owner for all, or somebody who is not listed" : "Somebody who is not listed"}
        </summary>
        <div className="mt-3 grid gap-3">
          {many && choices.length > 0 && (
            <SelectField
              name="newOwner"
              label="Owner of all for which nobody is chosen"
              choices={[
                { value: "", label: "Nobody" },
                ...choices.flatMap(({ people }) =>
                  people.map(({ id, name }) => ({ value: id, label: name })),
                ),
              ]}
            />
          )}
          <TextField
            name="newOwnerEmail"
            type="email"
            label={many ? "Or by e-mail address" : "Their e-mail address"}
            autoComplete="off"
          />
        </div>
      </details>
    </fieldset>
  )
}

type OptionProps = { bot: string; choices: Leaving["choices"]; rest: string }

function Options({ bot, choices, rest }: OptionProps) {
  return (
    <>
      <option value="">{rest}</option>
      {choices.map(({ label, people }) => (
        <optgroup key={label} label={label}>
          {people.map(({ id, name }) => (
            <option key={id} value={`${bot}:${id}`}>
              {name}
            </option>
          ))}
        </optgroup>
      ))}
    </>
  )
}
