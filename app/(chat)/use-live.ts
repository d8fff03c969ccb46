"use client"

import type { ThreadMessage } from "#lib/chat/thread.ts"

export type Live = {
  address: string
  after: number
  onMessage: (message: ThreadMessage) => void
  onChange: () => void
}

export function useLive(_live: Live): void {}
