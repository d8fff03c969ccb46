"use client"

import { Check, Copy } from "lucide-react"
import { useEffect, useRef } from "react"
import { Button } from "./button.tsx"
import { useCopying } from "./use-copying.ts"

/** A text that is shown once, to be copied; one click selects all of it, also where no page may copy. */
export function SecretBox({ label, text }: { label: string; text: string }) {
  const { may, copied, button } = useCopying(text)
  const copy = useRef<HTMLButtonElement>(null)
  const Icon = copied ? Check : Copy

  // It took the place of the button that was pressed: the keyboard goes on here, not at the top of the page.
  useEffect(() => {
    if (document.activeElement === document.body) copy.current?.focus()
  }, [may])

  return (
    <div className="flex items-center gap-2 rounded-lg border border-field bg-base-200 py-2 pr-2 pl-4">
      <output
        aria-label={label}
        className={`min-w-0 flex-1 font-mono break-words select-all ${text.length > 40 ? "text-label" : "text-base"}`}
      >
        {text}
      </output>
      {may && (
        <Button ref={copy} size="sm" {...button}>
          <Icon size={14} aria-hidden="true" /> <span aria-live="polite">{copied ? "Copied" : "Copy"}</span>
        </Button>
      )}
    </div>
  )
}
