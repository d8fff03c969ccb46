/** Why a session ended, as a sentence begins; without a reason nobody ended it. */
export const endWords = (reason: string | null) =>
  reason ? reason.charAt(0).toUpperCase() + reason.slice(1) : "Too long idle or open"
