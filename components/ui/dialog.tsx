"use client"

import type { LucideIcon } from "lucide-react"
import { useEffect, useId, useRef, useState, type ReactNode } from "react"
import { buttonClass } from "./button.tsx"

type Props = {
  id: string
  title: string
  /** Rendered open by the server, for who came by the address. */
  open?: boolean
  /** The address of the page without the dialog. */
  closeHref: string
  wide?: boolean
  icon?: LucideIcon
  /** Closes only by its own links: for what is shown once. */
  stays?: boolean
  children: ReactNode
}

/** A native dialog: opened by a button's `commandfor`, or by the server; with JavaScript the latter becomes modal too. */
export function Dialog({ id, title, open = false, closeHref, wide, icon: Icon, stays, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()
  // The attribute is only for the first rendering; later changes go through the methods, which know about modality.
  const [openAtFirst] = useState(open)
  const wasOpen = useRef(open)

  useEffect(() => {
    const element = dialog.current
    if (!element) return
    if (open && !element.matches(":modal")) {
      element.removeAttribute("open")
      element.showModal()
    }
    // One that a button opened, perhaps before React took over, is not the server's to close.
    if (!open && wasOpen.current) element.close()
    wasOpen.current = open
  }, [open])

  return (
    <dialog
      ref={dialog}
      id={id}
      open={openAtFirst}
      suppressHydrationWarning
      aria-labelledby={heading}
      closedby={stays ? "none" : "any"}
      onClose={() => {
        if (!open) return
        // Whoever came by the address has nothing that had the focus before: it goes to what opens this.
        openerOf(id)?.focus()
        history.replaceState(null, "", closeHref)
      }}
      className={`sheet ${wide ? "sheet-wide" : ""}`}
    >
      {Icon && (
        <span className="icon-box mt-6 ml-6 size-9! rounded-lg!">
          <Icon size={16} aria-hidden="true" />
        </span>
      )}
      <h2
        id={heading}
        className={`px-6 ${Icon ? "pt-3" : "pt-6"} text-base leading-6 font-semibold tracking-[-0.015em] wrap-anywhere`}
      >
        {title}
      </h2>
      {children}
    </dialog>
  )
}

/** The button or the link by which this dialog is opened on this page, if it is in view. */
function openerOf(id: string): HTMLElement | undefined {
  const { pathname, search } = location
  return [...document.querySelectorAll<HTMLElement>("main a[href], main button[commandfor]")].find(
    (element) =>
      element.checkVisibility() &&
      (element.getAttribute("commandfor") === id ||
        [search, pathname + search].includes(element.getAttribute("href") ?? "")),
  )
}

export const DialogBody = ({ children }: { children: ReactNode }) => (
  <div className="px-6 pt-1 pb-6">{children}</div>
)

/** Cancel at the left of the one button that does it. */
export function DialogFooter({ closeHref, children }: { closeHref: string; children: ReactNode }) {
  return (
    <div className="sheet-foot">
      <a
        href={closeHref}
        className={buttonClass({ kind: "ghost" })}
        onClick={(event) => {
          const dialog = event.currentTarget.closest("dialog")
          if (!dialog?.matches(":modal")) return
          event.preventDefault()
          dialog.close()
        }}
      >
        Cancel
      </a>
      {children}
    </div>
  )
}
