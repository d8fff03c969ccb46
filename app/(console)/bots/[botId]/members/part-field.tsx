"use client"

import { RadioCards } from "#components/form/radio-cards.tsx"
import { botRoles } from "#lib/access/bot-roles.ts"
import { memberRoles } from "#lib/bot-members/input.ts"

const cards = memberRoles.map((role) => ({
  value: role,
  label: botRoles[role].label,
  hint: botRoles[role].sentence,
}))

/** Which part in the bot: each with what it opens. */
export const PartField = ({ legend }: { legend: string }) => (
  <RadioCards name="role" legend={legend} cards={cards} />
)
