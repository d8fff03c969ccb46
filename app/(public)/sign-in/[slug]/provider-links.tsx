import { buttonClass } from "#components/ui/button.tsx"
import { startHref } from "#lib/identity-providers/start.ts"
import type { WayIn } from "#lib/identity-providers/ways-in.ts"

/** The workspace's providers by name; the one that this browser used last stands first, and says so. */
export function ProviderLinks({ providers, lastUsed }: { providers: WayIn[]; lastUsed: string | undefined }) {
  const ordered = [
    ...providers.filter(({ id }) => id === lastUsed),
    ...providers.filter(({ id }) => id !== lastUsed),
  ]
  if (ordered.length === 0) return null
  return (
    <ul aria-label="Single sign-on" className="grid grid-cols-[minmax(0,1fr)] gap-2">
      {ordered.map(({ id, name }) => (
        <li key={id} className="relative">
          {/* Not next/link: the address leads to another origin. */}
          <a
            href={startHref(id)}
            aria-describedby={id === lastUsed ? "last-used" : undefined}
            className={buttonClass({}, wide)}
          >
            <span className="min-w-0 break-words">Continue with {name}</span>
          </a>
          {id === lastUsed && (
            <span
              id="last-used"
              className="pointer-events-none absolute -top-2.5 right-3 bg-base-100 px-1 text-xs text-muted"
            >
              Last used
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}

/** A long name takes a second line. */
export const wide = "h-auto min-h-[35px] w-full whitespace-normal py-1.5 text-center"
