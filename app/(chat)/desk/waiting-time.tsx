"use client"

import { useEffect, useState } from "react"

const minute = 60_000

/** Beyond this somebody has waited too long. */
const patience = 3 * minute

/** For how long somebody waits, going on while one looks at it: "0:48", then in red "waits 4 min". Both moments in milliseconds. */
export function WaitingTime({ since, now }: { since: number; now: number }) {
  const [passed, setPassed] = useState(now - since)
  useEffect(() => {
    // By the server's clock, since the browser's may be another one.
    const seenAt = performance.now()
    const timer = setInterval(() => setPassed(now - since + performance.now() - seenAt), 1000)
    return () => clearInterval(timer)
  }, [since, now])
  if (passed > patience) return <span className="font-medium text-error">waits {inWords(passed)}</span>
  return (
    <span>
      <span className="sr-only">waits </span>
      {clock(Math.max(0, passed))}
    </span>
  )
}

const clock = (passed: number) =>
  `${Math.floor(passed / minute)}:${String(Math.floor((passed % minute) / 1000)).padStart(2, "0")}`

function inWords(passed: number): string {
  const minutes = Math.floor(passed / minute)
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} days`
}
