import { Notice } from "#components/ui/notice.tsx"
import type { Rule } from "#lib/identity-providers/rules.ts"

const named = 5

/** Before what a provider's rules give is deleted: which rules go with it. */
export function RulesGone({ rules }: { rules: Rule[] }) {
  if (rules.length === 0) return null
  const rest = rules.length - named
  return (
    <div className="border-b border-base-300 p-4">
      <Notice kind="warning">
        {rules.length === 1 ? "A rule gives it, and goes with it: " : "Rules give it, and go with it: "}
        {rules
          .slice(0, named)
          .map(
            ({ provider, value }) =>
              `${provider}, ${value === null ? "at the first sign-in" : `group ${value}`}`,
          )
          .join("; ")}
        {rest > 0 && ` and ${rest} more`}.
      </Notice>
    </div>
  )
}
