import Link from "next/link"
import type { ComponentProps } from "react"
import { buttonClass, type ButtonLook } from "./button.tsx"

/** A link that looks like a button. */
export function ButtonLink({
  kind,
  size,
  square,
  className,
  ...rest
}: ButtonLook & ComponentProps<typeof Link>) {
  return <Link prefetch={false} {...rest} className={buttonClass({ kind, size, square }, className)} />
}
