import { Button } from "#components/ui/button.tsx"
import { ButtonLink } from "#components/ui/button-link.tsx"
import type { BulkInput } from "#lib/bulk/input.ts"
import { bulkPairs, listHref } from "./query.ts"

type Props = {
  input: BulkInput
  noun: "Role" | "Group"
  choices: { value: string; label: string; why: string | null }[]
}

/** Which role or group: a plain GET form that leads on to the preview. */
export function TargetForm({ input, noun, choices }: Props) {
  return (
    <form action="/users/bulk" className="panel max-w-xl">
      {bulkPairs({ ...input, target: "" }).map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      <div className="p-4">
        <label htmlFor="target" className="mb-1.5 block text-label font-medium">
          {noun}
        </label>
        <select id="target" name="target" required defaultValue="" className="choice">
          <option value="" disabled>
            Choose a {noun.toLowerCase()}
          </option>
          {choices.map(({ value, label, why }) => (
            <option key={value} value={value} disabled={why !== null}>
              {label}
              {why && " (permits more than you may)"}
            </option>
          ))}
        </select>
        <p className="mt-1.5 text-xs text-muted">
          Next you see what it changes. Nothing is done before that.
        </p>
      </div>
      <div className="flex justify-end gap-2 border-t border-base-300 px-4 py-3">
        <ButtonLink kind="ghost" href={listHref(input)}>
          Cancel
        </ButtonLink>
        <Button type="submit" kind="primary">
          Continue
        </Button>
      </div>
    </form>
  )
}
