"use client"

import { Check } from "lucide-react"
import { useFormValues } from "#components/form/use-form-values.ts"
import { landingOf, type Permission } from "#lib/access/permissions.ts"
import { type Gain, gainsOf } from "./access-preview.ts"
import type { TypeChoice } from "./type-field.tsx"

export type RoleChoice = {
  id: string
  name: string
  description: string
  gives: string[]
  refusal: string | null
}
const shown = 8

type Props = { types: TypeChoice[]; roles: RoleChoice[]; labels: [string, string][] }

/** What the person will be able to do, before anybody presses the button. Without JavaScript it follows each post. */
export function AccessPanel({ types, roles, labels }: Props) {
  const { one, all } = useFormValues()
  const firstName = one("firstName").trim()
  const type = types.find(({ value }) => value === one("type"))
  const chosen = new Set(all("roles"))
  const givers = [
    ...(type ? [{ label: `Type ${type.label}`, gives: type.gives }] : []),
    ...roles
      .filter(({ id }) => chosen.has(id))
      .map((role) => ({ label: `Role ${role.name}`, gives: role.gives })),
  ]
  const gains = gainsOf(givers, labels)
  const home = landingOf(new Set(gains.map(({ permission }) => permission as Permission))).label
  return (
    <section className="panel lg:sticky lg:top-20" aria-labelledby="preview-title">
      <div className="panel-head">
        <h2 id="preview-title" className="font-semibold break-words">
          What {firstName || "this person"} will be able to do
        </h2>
      </div>
      {gains.length === 0 ? (
        <p className="p-4 text-label text-muted">
          Only to see and change their own account. A user type or a role gives more.
        </p>
      ) : (
        <div className="p-4">
          <GainList gains={gains.slice(0, shown)} />
          {gains.length > shown && (
            <details className="mt-3">
              <summary className="text-link text-label">and {gains.length - shown} more</summary>
              <div className="mt-3">
                <GainList gains={gains.slice(shown)} />
              </div>
            </details>
          )}
        </div>
      )}
      <p className="border-t border-base-300 px-4 py-3 text-label text-muted">
        After the first sign-in {firstName ? `${firstName} lands` : "they land"} on{" "}
        <strong className="font-medium text-base-content">{home}</strong>.
      </p>
      <noscript>
        <p className="border-t border-base-300 px-4 py-3 text-label text-muted">
          Without JavaScript this follows what you last sent, not what you are choosing now.
        </p>
      </noscript>
    </section>
  )
}

function GainList({ gains }: { gains: Gain[] }) {
  return (
    <ul className="grid gap-3">
      {gains.map(({ permission, label, by }) => (
        <li key={permission} className="flex gap-2.5">
          <Check size={16} className="mt-px text-success" aria-hidden="true" />
          <span className="text-label">
            <span className="block font-medium">{label}</span>
            <span className="block text-xs text-muted">{by.join(", ")}</span>
          </span>
        </li>
      ))}
    </ul>
  )
}
