/** The number after which the messages of a page begin, as it stands in its address; anything else is none. */
export const fromNumber = (text: string | string[] | undefined): number | undefined =>
  typeof text === "string" && /^\d{1,9}$/.test(text) ? Number(text) : undefined
