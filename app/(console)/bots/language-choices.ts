import type { Choice } from "#components/form/select-field.tsx"
import { languages } from "#lib/bots/content.ts"

const { simple, ...named } = languages

/** The languages by name, and last what is none of them. */
export const languageChoices: Choice[] = [...Object.entries(named), ["simple", simple] as const].map(
  ([value, label]) => ({ value, label }),
)
