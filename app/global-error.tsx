"use client"

import "./globals.css"
import ErrorPage from "./error.tsx"

/** When even the frame of the pages failed. */
export default function GlobalError(props: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en-GB">
      <body>
        <ErrorPage {...props} />
      </body>
    </html>
  )
}
