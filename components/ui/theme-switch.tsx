import { Monitor, Moon, Sun } from "lucide-react"

export type Theme = "system" | "light" | "dark"

const themes = [
  { value: "system", label: "As the device", Icon: Monitor },
  { value: "light", label: "Light", Icon: Sun },
  { value: "dark", label: "Dark", Icon: Moon },
] as const

/** Three buttons that post; the server sets the cookie and renders the page again. */
export function ThemeSwitch({
  action,
  current,
}: {
  action: (form: FormData) => Promise<void>
  current: Theme
}) {
  return (
    <form action={action} className="flex items-center px-2 py-1 text-label">
      <span className="mr-auto" id="theme-label">
        Theme
      </span>
      <span
        role="group"
        aria-labelledby="theme-label"
        className="flex rounded-lg border border-base-300 p-0.5"
      >
        {themes.map(({ value, label, Icon }) => (
          <button
            key={value}
            name="theme"
            value={value}
            aria-label={label}
            title={label}
            aria-pressed={current === value}
            className="grid size-6 cursor-pointer place-items-center rounded-md text-muted hover:text-base-content aria-pressed:bg-base-300 aria-pressed:text-base-content"
          >
            <Icon size={14} aria-hidden="true" />
          </button>
        ))}
      </span>
    </form>
  )
}
