"use client"

import { CircleCheck, X } from "lucide-react"
import Link from "next/link"
import { usePathname, useSearchParams } from "next/navigation"
import { useEffect, useState } from "react"

/** What was just done, in one sentence. Stays until the next page or until dismissed. */
export function Flash({ text: told }: { text: string | null }) {
  const [dismissed, dismiss] = useState<string | null>(null)
  const address = useAddress()
  const [last, remember] = useState({ text: told, address })
  if (told !== null && (told !== last.text || address !== last.address)) remember({ text: told, address })
  // A live page is rendered anew by itself, and by then its address says nothing of it any more.
  const text = told ?? (address === last.address ? last.text : null)

  // A reload must not say it again.
  useEffect(() => {
    const url = new URL(location.href)
    if (!url.searchParams.has("ok")) return
    url.searchParams.delete("ok")
    history.replaceState(null, "", url)
  }, [told])

  return (
    <div role="status" className="fixed right-4 bottom-4 left-4 z-40 sm:right-6 sm:bottom-6 sm:left-auto">
      {text && dismissed !== text && (
        <p className="flex items-center gap-2.5 rounded-xl bg-neutral py-2 pr-2 pl-3.5 text-label font-medium text-neutral-content shadow-float">
          <CircleCheck size={16} aria-hidden="true" />
          <span className="mr-2">{text}</span>
          <Link
            href="?"
            prefetch={false}
            aria-label="Dismiss"
            className="ml-auto grid size-7 place-items-center rounded-md hover:bg-white/10 focus-visible:-outline-offset-2 focus-visible:outline-current"
            onClick={(event) => {
              event.preventDefault()
              dismiss(text)
            }}
          >
            <X size={16} aria-hidden="true" />
          </Link>
        </p>
      )}
    </div>
  )
}

/** Where one is, but for what was just done. */
function useAddress(): string {
  const [path, query] = [usePathname(), new URLSearchParams(useSearchParams())]
  query.delete("ok")
  return `${path}?${query}`
}
