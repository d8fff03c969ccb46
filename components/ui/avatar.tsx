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

/**
 * The picture of the person with this id, if they have one; below it, and until it has come, their initials and a pair of colours: the
 * same person keeps the same pair.
 */
export function avatarOf(
  firstName: string,
  lastName: string,
  id: string,
  pictureId: string | null = null,
): AvatarLook {
  let hash = 0
  for (const letter of id) hash = (Math.imul(hash, 31) + letter.codePointAt(0)!) >>> 0
  const first = (text: string) => [...text.trim()][0] ?? ""
  return {
    initials: (first(firstName) + first(lastName)).toUpperCase(),
    hue: hues[hash % hues.length]!,
    // Left out where there is none: it stands in every row.
    ...(pictureId && { picture: `/pictures/${id}/${pictureId}` }),
  }
}

const sizes = { sm: "avatar-sm", md: null, lg: "avatar-lg" }

export type AvatarLook = { initials: string; hue: string; picture?: string | undefined }

/** Decoration: the name always stands beside it. */
export function Avatar({ initials, hue, picture, size = "md" }: AvatarLook & { size?: keyof typeof sizes }) {
  return (
    <span aria-hidden="true" className={classNames("avatar", sizes[size], hue)}>
      {initials}
      {picture && <img src={picture} alt="" loading="lazy" decoding="async" />}
    </span>
  )
}
