import { cookies } from "next/headers"
import type { Theme } from "#components/ui/theme-switch.tsx"

export const themeCookie = "theme"

/** Light or dark if the reader has chosen; else what their device prefers. */
export async function readTheme(): Promise<Theme> {
  const chosen = (await cookies()).get(themeCookie)?.value
  return chosen === "light" || chosen === "dark" ? chosen : "system"
}
