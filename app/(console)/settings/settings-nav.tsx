import { settingsFor } from "#app/navigation.ts"
import type { Actor } from "#lib/access/actor.ts"

/** The settings that are open to the reader, at the left; on phones they scroll sideways above the page. */
export function SettingsNav({ actor, current }: { actor: Actor; current: string }) {
  return (
    <nav
      aria-label="Settings"
      className="max-lg:-mx-4 max-lg:scroll-px-4 max-lg:overflow-x-auto max-lg:px-4 sm:max-lg:-mx-8 sm:max-lg:scroll-px-8 sm:max-lg:px-8"
    >
      <ul className="flex gap-0.5 lg:sticky lg:top-20 lg:grid">
        {settingsFor(actor).map(({ label, href }) => (
          <li key={href}>
            <a
              href={href}
              aria-current={href === current ? "page" : undefined}
              className="nav-row whitespace-nowrap max-lg:aria-[current=page]:[scroll-initial-target:nearest]"
            >
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
