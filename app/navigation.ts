import {
  AtSign,
  Bot,
  Boxes,
  Building2,
  ChartNoAxesColumn,
  CircleUser,
  Fingerprint,
  FlaskConical,
  Headset,
  IdCard,
  Inbox,
  KeyRound,
  Mail,
  MessageSquare,
  ScanSearch,
  ScrollText,
  Server,
  Shield,
  SquareTerminal,
  Users,
  type LucideIcon,
} from "lucide-react"
import { type Actor, permits, type SomeBotNeed } from "#lib/access/actor.ts"
import type { Permission } from "#lib/access/permissions.ts"

type Page = { label: string; href: string; icon: LucideIcon; opens: (Permission | SomeBotNeed)[] }

/** The pages that stand in the navigation, by group; `opens` is what the page itself asks for, any of it; nothing: one's own account. */
const groups: { label: string; pages: Page[] }[] = [
  {
    label: "Directory",
    pages: [
      { label: "Users", href: "/users", icon: Users, opens: ["users:read"] },
      { label: "Groups", href: "/groups", icon: Boxes, opens: ["users:read"] },
      { label: "Roles", href: "/roles", icon: Shield, opens: ["users:read"] },
      { label: "Access", href: "/access", icon: ScanSearch, opens: ["users:read"] },
    ],
  },
  {
    label: "Bots",
    pages: [
      { label: "Bots", href: "/bots", icon: Bot, opens: [{ permission: "bots:read", onSomeBot: true }] },
      {
        label: "Test mode",
        href: "/chat/test",
        icon: FlaskConical,
        opens: [{ permission: "chat:test", onSomeBot: true }],
      },
    ],
  },
  {
    label: "Conversations",
    pages: [
      { label: "Chat", href: "/chat", icon: MessageSquare, opens: ["chat:use"] },
      {
        label: "Live agent desk",
        href: "/desk",
        icon: Headset,
        opens: ["conversations:handle", "conversations:monitor"],
      },
    ],
  },
  {
    label: "Insight",
    pages: [
      { label: "Analytics", href: "/analytics", icon: ChartNoAxesColumn, opens: ["analytics:read"] },
      { label: "Audit log", href: "/audit", icon: ScrollText, opens: ["audit:read"] },
    ],
  },
  { label: "You", pages: [{ label: "Account", href: "/account", icon: CircleUser, opens: [] }] },
]

/** The pages of the settings, in the order in which they stand. */
const settingsPages: Page[] = [
  { label: "Workspace", href: "/settings/workspace", icon: Building2, opens: ["settings:manage"] },
  { label: "Profile fields", href: "/settings/profile-fields", icon: IdCard, opens: ["settings:manage"] },
  { label: "Sign-in", href: "/settings/sign-in", icon: KeyRound, opens: ["settings:manage"] },
  {
    label: "Identity providers",
    href: "/settings/identity-providers",
    icon: Fingerprint,
    opens: ["sso:manage"],
  },
  { label: "E-mail domains", href: "/settings/email-domains", icon: AtSign, opens: ["sso:manage"] },
  { label: "E-mail", href: "/settings/email", icon: Mail, opens: ["settings:manage"] },
  {
    label: "Service accounts",
    href: "/settings/service-accounts",
    icon: SquareTerminal,
    opens: ["settings:manage"],
  },
  { label: "Back ends", href: "/settings/back-ends", icon: Server, opens: ["settings:manage"] },
]

const demoGroup = { label: "Demo", items: [{ label: "Mailbox", href: "/dev/mailbox", icon: Inbox }] }

type Reader = Pick<Actor, "stage" | "permissions" | "botPermissions">

const isOpen = ({ stage, permissions, botPermissions }: Reader, { opens }: Page) =>
  opens.length === 0 || opens.some((need) => permits(stage, permissions, need, botPermissions))

/** The settings that are open to this reader. */
export const settingsFor = (reader: Reader): Page[] => settingsPages.filter((page) => isOpen(reader, page))

/** The navigation of this reader: only what is open to them. */
export function navigationFor(reader: Reader, { demo }: { demo: boolean }) {
  const open = groups.map(({ label, pages }) => ({
    label,
    items: pages.filter((page) => isOpen(reader, page)),
  }))
  return [...open, ...(demo ? [demoGroup] : [])].filter(({ items }) => items.length > 0)
}

/** The portals (PRODUCT §2): sets of pages, by whose navigation groups or addresses they are known. */
const portals = [
  {
    label: "Admin console",
    sentence: "People, what they may do, and settings.",
    icon: Users,
    pages: [...pagesOf("Directory"), "/audit", ...settingsPages.map(({ href }) => href)],
  },
  { label: "Bots", sentence: "Build, try and publish bots.", icon: Bot, pages: pagesOf("Bots") },
  { label: "Web chat", sentence: "Talk to the published bots.", icon: MessageSquare, pages: ["/chat"] },
  {
    label: "Live agent desk",
    sentence: "Conversations in which a person is wanted.",
    icon: Headset,
    pages: ["/desk"],
  },
  {
    label: "Analytics",
    sentence: "Messages, sign-ins and waiting over time.",
    icon: ChartNoAxesColumn,
    pages: ["/analytics"],
  },
]

function pagesOf(group: string): string[] {
  return groups.find(({ label }) => label === group)!.pages.map(({ href }) => href)
}

/** The portals that this reader may enter, each with its first page that is open to them; `current`: the page they are on. */
export function portalsFor(reader: Reader, current: string | null) {
  const open = new Set(
    [...groups.flatMap(({ pages }) => pages), ...settingsPages]
      .filter((page) => isOpen(reader, page))
      .map(({ href }) => href),
  )
  return portals.flatMap(({ pages, ...portal }) => {
    const href = pages.find((page) => open.has(page))
    return href ? [{ ...portal, href, current: current !== null && pages.includes(current) }] : []
  })
}
