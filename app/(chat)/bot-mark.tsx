"use client"

import { Bot } from "lucide-react"

/** The mark of every bot. */
export function BotMark({ size = 28 }: { size?: 28 | 32 }) {
  return (
    <span aria-hidden="true" className={`bot-mark ${size === 32 ? "bot-mark-md" : ""}`}>
      <Bot size={16} />
    </span>
  )
}
