import type { Tone } from "#components/ui/badge.tsx"
type Published = { publishedVersion: number | null; changes: number | null; archivedAt: Date | null }

/** How far the bot is: the word, and what stands behind it. */
export function stateOf({ publishedVersion, changes, archivedAt }: Published): {
  tone: Tone
  label: string
  note: string
} {
  const version = `Version ${publishedVersion}`
  if (archivedAt)
    return {
      tone: "muted",
      label: "Archived",
      note: publishedVersion === null ? "Never published" : `${version} was the last`,
    }
  if (publishedVersion === null) return { tone: "warning", label: "Draft", note: "Never published" }
  if (!changes) return { tone: "success", label: "Published", note: version }
  return { tone: "success", label: "Published", note: changesSince(changes, publishedVersion) }
}

/** "3 changes since version 14". */
const changesSince = (changes: number, version: number) =>
  `${changes === 1 ? "1 change" : `${changes.toLocaleString("en-GB")} changes`} since version ${version}`
