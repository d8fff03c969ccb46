"use client"

import { Check, Minus } from "lucide-react"
import { PasswordField } from "./password-field.tsx"
import { judgePassword } from "./password-strength.ts"
import { useFormValues } from "./use-form-values.ts"

type Props = { least: number; words: string[] }

/** A new password, twice, with what makes it good; the server has the last word. */
export function NewPasswordFields({ least, words }: Props) {
  const verdict = judgePassword(useFormValues().one("newPassword"), { least, words })
  return (
    <>
      <PasswordField
        name="newPassword"
        label="New password"
        autoComplete="new-password"
        below={
          <div className="mt-2.5">
            <div aria-hidden="true" className="grid grid-cols-4 gap-1">
              {[1, 2, 3, 4].map((step) => (
                <span
                  key={step}
                  className={`h-1 rounded-full ${step <= verdict.steps ? fills[verdict.steps] : "bg-base-300"}`}
                />
              ))}
            </div>
            <p aria-live="polite" className="mt-1.5 min-h-4 text-xs text-muted">
              {verdict.word && (
                <strong className={`font-medium ${inks[verdict.steps]}`}>{verdict.word}. </strong>
              )}
              {verdict.advice}
            </p>
            <ul className="mt-2 grid gap-1.5 text-label">
              {verdict.rules.map(({ rule, met }) => (
                <li key={rule} className={`flex gap-2.5 ${met ? "" : "text-muted"}`}>
                  {met ? (
                    <Check size={16} className="mt-px text-success" aria-label="Met:" />
                  ) : (
                    <Minus size={16} className="mt-px" aria-label="Not yet:" />
                  )}
                  {rule}
                </li>
              ))}
            </ul>
          </div>
        }
      />
      <PasswordField name="confirmPassword" label="Confirm password" autoComplete="new-password" />
    </>
  )
}

const fills: Record<number, string> = { 1: "bg-error", 2: "bg-warning", 3: "bg-success", 4: "bg-success" }
const inks: Record<number, string> = {
  1: "text-error",
  2: "text-warning",
  3: "text-success",
  4: "text-success",
}
