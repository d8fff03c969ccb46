import { Search } from "lucide-react"
import { Button } from "#components/ui/button.tsx"
import { permissionLabels } from "#lib/access/permissions.ts"
import type { WhoCanQuery } from "#lib/users/input.ts"
import { areas } from "../permission-words.ts"

type Props = { query: WhoCanQuery; roles: { id: string; name: string }[] }

/** The question: a permission or a role, and whom to look among. */
export function QuestionForm({ query, roles }: Props) {
  return (
    <form
      action="/access"
      role="search"
      aria-label="Who can"
      className="flex flex-wrap items-center gap-2 p-3"
    >
      <select
        name="of"
        aria-label="Permission or role"
        defaultValue={query.permission ?? query.role ?? ""}
        className="choice sm:w-72!"
      >
        <option value="">Choose a permission or a role</option>
        {areas.map(({ label, permissions }) => (
          <optgroup key={label} label={label}>
            {permissions.map((permission) => (
              <option key={permission} value={permission}>
                {permissionLabels[permission]}
              </option>
            ))}
          </optgroup>
        ))}
        <optgroup label="Roles">
          {roles.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </optgroup>
      </select>
      <label className="text-input sm:w-64!">
        <Search size={16} className="text-muted" aria-hidden="true" />
        <input
          type="search"
          name="search"
          aria-label="Search among them"
          placeholder="Search name or e-mail"
          defaultValue={query.search}
        />
      </label>
      <label className="flex items-center gap-2 px-1 text-label">
        <input type="checkbox" name="all" value="1" defaultChecked={query.all} className="tick" />
        Also who can't sign in now
      </label>
      <Button type="submit" kind="primary" className="ml-auto max-sm:w-full">
        Show
      </Button>
    </form>
  )
}
