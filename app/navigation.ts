import {
  AtSign,
  Boxes,
  CircleUser,
  Fingerprint,
  Inbox,
  KeyRound,
  ScanSearch,
  ScrollText,
  Shield,
  Users,
  type LucideIcon,
} from "lucide-react"
import type { Permission } from "#lib/access/permissions.ts"

type Page = { label: string; href: string; icon: LucideIcon; opens: Permission | null }

/** The pages that stand in the navigation, by group; `opens` is the permission that the page itself asks for. */
const groups: { label: string; pages: Page[] }[] = [
  {
    label: "Directory",
    pages: [
      { label: "Users", href: "/users", icon: Users, opens: "users:read" },
      { label: "Groups", href: "/groups", icon: Boxes, opens: "users:read" },
      { label: "Roles", href: "/roles", icon: Shield, opens: "users:read" },
      { label: "Access", href: "/access", icon: ScanSearch, opens: "users:read" },
    ],
  },
  {
    label: "Insight",
    pages: [{ label: "Audit log", href: "/audit", icon: ScrollText, opens: "audit:read" }],
  },
  {
    label: "Settings",
    pages: [
      { label: "Sign-in", href: "/settings/sign-in", icon: KeyRound, opens: "settings:manage" },
      {
        label: "Identity providers",
        href: "/settings/identity-providers",
        icon: Fingerprint,
        opens: "sso:manage",
      },
      { label: "E-mail domains", href: "/settings/email-domains", icon: AtSign, opens: "sso:manage" },
    ],
  },
  { label: "You", pages: [{ label: "Account", href: "/account", icon: CircleUser, opens: null }] },
]

const demoGroup = { label: "Demo", items: [{ label: "Mailbox", href: "/dev/mailbox", icon: Inbox }] }

/** The navigation of somebody with these permissions: only what is open to them. */
export function navigationFor(held: ReadonlySet<Permission>, { demo }: { demo: boolean }) {
  const open = groups.map(({ label, pages }) => ({
    label,
    items: pages.filter(({ opens }) => opens === null || held.has(opens)),
  }))
  return [...open, ...(demo ? [demoGroup] : [])].filter(({ items }) => items.length > 0)
}
