/** What the address may ask the page to open: `?confirm=…`. */
const steps = ["suspend", "activate", "reset", "unlock", "resend", "link", "withdraw"] as const
export type Step = (typeof steps)[number]

export const stepOf = (confirm: string | string[] | undefined): Step | null =>
  steps.find((step) => step === confirm) ?? null
