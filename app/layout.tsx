import "@fontsource-variable/inter/index.css"
import "./globals.css"
import type { Metadata, Viewport } from "next"
import type { ReactNode } from "react"
import { inter } from "./font.ts"
import { TellZone } from "./tell-zone.tsx"
import { readTheme } from "./theme.ts"

export const metadata: Metadata = {
  title: { template: "%s · Roster", default: "Roster" },
  robots: { index: false, follow: false },
}

export const viewport: Viewport = { colorScheme: "light dark" }

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = await readTheme()
  return (
    <html lang="en-GB" className={inter.variable} data-theme={theme === "system" ? undefined : theme}>
      <body>
        {children}
        <TellZone />
      </body>
    </html>
  )
}
