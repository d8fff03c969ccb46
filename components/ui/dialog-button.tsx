"use client"

import type { ReactNode } from "react"
import { Button, type ButtonLook } from "./button.tsx"

/** Opens a dialog without a script (`commandfor`); a browser that doesn't know that yet does it with one. */
export function DialogButton({
  dialog,
  label,
  children,
  ...look
}: ButtonLook & { dialog: string; label?: string; className?: string; children: ReactNode }) {
  return (
    <Button
      {...look}
      aria-label={label}
      type="button"
      command="show-modal"
      commandfor={dialog}
      onClick={() => {
        if ("commandForElement" in HTMLButtonElement.prototype) return
        const element = document.getElementById(dialog)
        if (element instanceof HTMLDialogElement) element.showModal()
      }}
    >
      {children}
    </Button>
  )
}
