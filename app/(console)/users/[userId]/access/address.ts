import type { z } from "zod/mini"
import type { whyInput } from "#lib/users/input.ts"

export type WhyQuery = z.infer<typeof whyInput>

/** The address of the tab with what is asked and shown on it. */
export function accessHref(userId: string, { why, missing }: WhyQuery): string {
  const params = new URLSearchParams({ ...(why && { why }), ...(missing && { missing }) })
  return `/users/${userId}/access${params.size === 0 ? "" : `?${params}`}`
}
