/** What the demo prints when it is ready: the address, and who can sign in. */

export type SignIn = { label: string; email: string; password: string }

/** A small table of the sign-ins below the address; a line about the mailbox if mail goes there. */
export function signInTable({
  address,
  mailbox,
  signIns,
}: {
  address: string
  mailbox: boolean
  signIns: SignIn[]
}): string {
  const rows = [
    ["Who", "Email", "Password"],
    ...signIns.map(({ label, email, password }) => [label, email, password]),
  ]
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => (row[column] ?? "").length)))
  const line = (cells: string[]) =>
    `  ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join("   ")}`.trimEnd()
  const [head = [], ...people] = rows.map(line)
  return [
    "",
    `  Roster is ready:  ${address}`,
    "",
    head,
    `  ${widths.map((width) => "─".repeat(width)).join("   ")}`,
    ...people,
    "",
    ...(mailbox ? [`  Mail is kept at ${address}/dev/mailbox`] : []),
    "  Ctrl-C stops everything.",
    "",
    "",
  ].join("\n")
}
