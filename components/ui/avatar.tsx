import { classNames } from "./class-names.ts"

const hues = [
  "hue-pink",
  "hue-cyan",
  "hue-violet",
  "hue-blue",
  "hue-grey",
  "hue-orange",
  "hue-yellow",
  "hue-green",
] as const

/** The initials and the pair of colours of a person; the same person keeps the same pair. */
export function avatarOf(firstName: string, lastName: string, seed: string): AvatarLook {
  let hash = 0
  for (const letter of seed) hash = (Math.imul(hash, 31) + letter.codePointAt(0)!) >>> 0
  const first = (text: string) => [...text.trim()][0] ?? ""
  return { initials: (first(firstName) + first(lastName)).toUpperCase(), hue: hues[hash % hues.length]! }
}

const sizes = { sm: "avatar-sm", md: null, lg: "avatar-lg" }

export type AvatarLook = { initials: string; hue: string }

/** Decoration: the name always stands beside it. */
export function Avatar({ initials, hue, size = "md" }: AvatarLook & { size?: keyof typeof sizes }) {
  return (
    <span aria-hidden="true" className={classNames("avatar", sizes[size], hue)}>
      {initials}
    </span>
  )
}
