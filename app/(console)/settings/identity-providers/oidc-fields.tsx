"use client"

import type { ReactNode } from "react"
import { PasswordField } from "#components/form/password-field.tsx"
import { TextField } from "#components/form/text-field.tsx"

export const IssuerField = ({ hint }: { hint: ReactNode }) => (
  <TextField
    name="issuer"
    label="Issuer"
    inputMode="url"
    placeholder="https://login.example.com/tenant/v2.0"
    autoComplete="off"
    autoCapitalize="none"
    spellCheck={false}
    hint={hint}
  />
)

export const ClientFields = ({ secretHint }: { secretHint: ReactNode }) => (
  <div className="grid gap-4 sm:grid-cols-2">
    <TextField
      name="clientId"
      label="Client ID"
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
    />
    <PasswordField name="clientSecret" label="Client secret" autoComplete="new-password" hint={secretHint} />
  </div>
)
