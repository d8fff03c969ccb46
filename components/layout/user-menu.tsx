import { CircleUser, EllipsisVertical, LogOut } from "lucide-react"
import { Avatar, type AvatarLook } from "#components/ui/avatar.tsx"
import { Menu, MenuButton, MenuLine, MenuLink } from "#components/ui/menu.tsx"
import { ThemeSwitch, type Theme } from "#components/ui/theme-switch.tsx"

export type UserMenuProps = {
  name: string
  detail: string
  avatar: AvatarLook
  theme: Theme
  setTheme: (form: FormData) => Promise<void>
  signOut: () => Promise<void>
}

/** Who is signed in, and what concerns them alone. */
export function UserMenu({ name, detail, avatar, theme, setTheme, signOut }: UserMenuProps) {
  return (
    <div className="mx-3 border-t border-base-300 py-2">
      <button
        type="button"
        popoverTarget="user-menu"
        className="flex h-12 w-full cursor-pointer items-center gap-2.5 rounded-lg px-2 text-left transition-colors duration-[120ms] hover:bg-base-300/40"
      >
        <Avatar {...avatar} />
        <span className="min-w-0 flex-1">
          <span className="sr-only">Your account, </span>
          <span className="block truncate leading-[18px] font-medium">{name}</span>
          <span className="block truncate text-xs text-muted">{detail}</span>
        </span>
        <EllipsisVertical size={16} aria-hidden="true" />
      </button>
      <Menu id="user-menu" label="Your account" place="above">
        <MenuLink icon={CircleUser} href="/account">
          Account
        </MenuLink>
        <MenuLine />
        <ThemeSwitch action={setTheme} current={theme} />
        <MenuLine />
        <form action={signOut}>
          <MenuButton icon={LogOut}>Sign out</MenuButton>
        </form>
      </Menu>
    </div>
  )
}
