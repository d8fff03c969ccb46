import { startHref } from "#lib/identity-providers/start.ts"
import type { WayIn } from "#lib/identity-providers/ways-in.ts"
import { buttonClass } from "#components/ui/button.tsx"

/** The workspace's providers by name; the one that this browser used last stands first, and says so. */
export function ProviderLinks({ providers, lastUsed }: { providers: WayIn[]; lastUsed: string | undefined }) {
  const ordered = [
    ...providers.filter(({ id }) => id === lastUsed),
    ...providers.filter(({ id }) => id !== lastUsed),
  ]
  if (ordered.length === 0) return null
  return (
    <ul aria-label="Single sign-on" className="grid gap-2">
      {ordered.map(({ id, name }) => (
        <li key={id} className="relative">
          {/* Not next/link: the address leads to another origin. */}
          <a
            href={startHref(id)}
            aria-describedby={id === lastUsed ? "last-used" : undefined}
            className={buttonClass({}, `w-full min-w-0 ${id === lastUsed ? "px-20" : ""}`)}
          >
            <span className="min-w-0 truncate">Continue with {name}</span>
          </a>
          {id === lastUsed && (
            <span
              id="last-used"
              className="pointer-events-none absolute inset-y-0 right-3 flex items-center text-xs text-muted"
            >
              Last used
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}
