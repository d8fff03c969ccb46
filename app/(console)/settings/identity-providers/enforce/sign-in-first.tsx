import { ButtonLink } from "#components/ui/button-link.tsx"
import { Notice } from "#components/ui/notice.tsx"
import { refusals } from "#lib/errors.ts"
import { startHref } from "#lib/identity-providers/start.ts"
import type { WayIn } from "#lib/identity-providers/ways-in.ts"

/** In place of the form, for whoever came in with a password. */
export function SignInFirst({ providers, to }: { providers: WayIn[]; to: string }) {
  return (
    <Notice kind="warning">
      {refusals["enforce-by-provider"]}
      <span className="mt-3 flex flex-wrap gap-2">
        {providers.map(({ id, name }) => (
          <ButtonLink key={id} size="sm" href={startHref(id, { to })}>
            Sign in with {name}
          </ButtonLink>
        ))}
      </span>
    </Notice>
  )
}
