import { useState } from "react"
import { useHydrated } from "./use-hydrated.ts"

/** A button that copies the text. `may`: the browser lets a page copy, which it does not without JavaScript or over plain http. */
export function useCopying(text: string) {
  const hydrated = useHydrated()
  const [copied, setCopied] = useState(false)
  return {
    may: hydrated && "clipboard" in navigator,
    copied,
    button: {
      type: "button" as const,
      onClick: () => {
        // Where the person refuses it, the button goes on saying Copy.
        void navigator.clipboard.writeText(text).then(
          () => setCopied(true),
          () => {},
        )
      },
      onBlur: () => setCopied(false),
    },
  }
}
