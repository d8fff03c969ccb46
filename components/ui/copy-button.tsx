"use client"

import { Check, Copy } from "lucide-react"
import { useState } from "react"
import { useHydrated } from "./use-hydrated.ts"

/** Copies a text; absent without JavaScript and over plain http, where the text itself can be selected. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const hydrated = useHydrated()
  const [copied, setCopied] = useState(false)
  if (!hydrated || !("clipboard" in navigator)) return null
  const Icon = copied ? Check : Copy
  return (
    <button
      type="button"
      aria-label={copied ? "Copied" : label}
      title={copied ? "Copied" : label}
      className="-my-1 inline-grid size-6 place-items-center rounded-md align-middle text-muted hover:bg-base-300/60 hover:text-base-content"
      onClick={() => {
        // Where the browser refuses, the button goes on saying Copy.
        void navigator.clipboard.writeText(text).then(
          () => setCopied(true),
          () => {},
        )
      }}
      onBlur={() => setCopied(false)}
    >
      <Icon size={14} aria-hidden="true" />
    </button>
  )
}
