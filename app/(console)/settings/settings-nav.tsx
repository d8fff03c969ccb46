import { type Actor, can } from "#lib/access/actor.ts"
import type { Permission } from "#lib/access/permissions.ts"

type Page = { label: string; href: string; opens: Permission }

/** The pages of the settings, with the permission that each asks for. */
const pages: Page[] = [
  { label: "Profile fields", href: "/settings/profile-fields", opens: "settings:manage" },
  { label: "Workspace", href: "/settings/workspace", opens: "settings:manage" },
  { label: "Sign-in", href: "/settings/sign-in", opens: "settings:manage" },
  { label: "Identity providers", href: "/settings/identity-providers", opens: "sso:manage" },
  { label: "E-mail domains", href: "/settings/email-domains", opens: "sso:manage" },
  { label: "E-mail", href: "/settings/email", opens: "settings:manage" },
  { label: "Service accounts", href: "/settings/service-accounts", opens: "settings:manage" },
  { label: "Back ends", href: "/settings/back-ends", opens: "settings:manage" },
]

/** The settings that are open to the reader, at the left; on phones they scroll sideways above the page. */
export function SettingsNav({ actor, current }: { actor: Actor; current: string }) {
  return (
    <nav
      aria-label="Settings"
      className="max-lg:-mx-4 max-lg:overflow-x-auto max-lg:px-4 sm:max-lg:-mx-8 sm:max-lg:px-8"
    >
      <ul className="flex gap-0.5 lg:sticky lg:top-20 lg:grid">
        {pages
          .filter(({ opens }) => can(actor, opens))
          .map(({ label, href }) => (
            <li key={href}>
              <a
                href={href}
                aria-current={href === current ? "page" : undefined}
                className="nav-row whitespace-nowrap"
              >
                {label}
              </a>
            </li>
          ))}
      </ul>
    </nav>
  )
}
