"use client"

import { Lock } from "lucide-react"
import { useFormState } from "#components/form/form-context.ts"
import { FieldNote } from "#components/form/field-note.tsx"
import { useFormValues } from "#components/form/use-form-values.ts"
import { useHydrated } from "#components/ui/use-hydrated.ts"

/** `always`: it can't be hidden. */
export type FieldRow = { key: string; label: string; always: boolean }

const noteId = "profile-fields-note"

type Props = { rows: FieldRow[]; shown: string[]; editable: string[] }

/** Each field with its two switches. Without JavaScript both can be set at any time: what is not shown is not editable, says the server. */
export function FieldRows({ rows, shown, editable }: Props) {
  const { values, errors } = useFormState()
  const { all } = useFormValues()
  const hydrated = useHydrated()
  const [showing, editing] = [all("shown"), all("editable")]
  const posted = (name: string, key: string) => [values[name] ?? []].flat().includes(key)
  const noted = (name: string) => errors[name] && { "aria-invalid": true, "aria-describedby": noteId }
  return (
    <>
      <table className="grid-table fields" role="table" aria-label="Profile fields">
        <thead>
          <tr role="row">
            <th scope="col">Field</th>
            <th scope="col" className="sw">
              Show
            </th>
            <th scope="col" className="sw">
              Allow edits
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, label, always }) => {
            const on = always || showing.includes(key)
            const changed =
              (!always && on !== shown.includes(key)) ||
              (on && editing.includes(key)) !== editable.includes(key)
            return (
              <tr key={key} role="row">
                <th scope="row" className={on ? "" : "off"}>
                  <span>{label}</span> {always && <span className="as">Always shown</span>}
                  {changed && <span className="ch">Changed</span>}
                </th>
                <td role="cell" className="sw">
                  {always ? (
                    <Lock size={16} className="mx-auto text-muted" aria-hidden="true" />
                  ) : (
                    <label>
                      <input
                        type="checkbox"
                        name="shown"
                        value={key}
                        aria-label={`Show ${label}`}
                        defaultChecked={posted("shown", key)}
                        {...noted("shown")}
                        className="switch"
                      />
                    </label>
                  )}
                </td>
                <td role="cell" className="sw">
                  <label>
                    <input
                      type="checkbox"
                      name="editable"
                      value={key}
                      aria-label={`Allow edits of ${label}`}
                      defaultChecked={posted("editable", key)}
                      {...noted("editable")}
                      disabled={hydrated && !on}
                      className="switch"
                    />
                  </label>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <div className="px-4 pb-3 empty:hidden">
        <FieldNote id={noteId} error={errors["shown"] ?? errors["editable"]} />
      </div>
    </>
  )
}
