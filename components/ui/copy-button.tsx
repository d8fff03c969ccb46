"use client"

import { Check, Copy } from "lucide-react"
import { useCopying } from "./use-copying.ts"

/** Copies a text; absent where no page may copy: there the text itself can be selected. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const { may, copied, button } = useCopying(text)
  if (!may) return null
  const Icon = copied ? Check : Copy
  return (
    <button
      {...button}
      aria-label={copied ? "Copied" : label}
      title={copied ? "Copied" : label}
      className="-my-1 inline-grid size-6 place-items-center rounded-md align-middle text-muted hover:bg-base-300/60 hover:text-base-content"
    >
      <Icon size={14} aria-hidden="true" />
    </button>
  )
}
