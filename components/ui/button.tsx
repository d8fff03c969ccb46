import type { ComponentProps } from "react"
import { classNames } from "./class-names.ts"

export type ButtonLook = {
  kind?: "primary" | "quiet" | "ghost" | "danger" | "destroy"
  size?: "md" | "sm"
  /** An icon alone; give it an `aria-label`. */
  square?: boolean
}

export function buttonClass({ kind = "quiet", size = "md", square = false }: ButtonLook, extra?: string) {
  return classNames("button", kinds[kind], size === "sm" && "button-sm", square && "button-square", extra)
}

const kinds = {
  primary: "button-primary",
  quiet: "button-quiet",
  ghost: "button-ghost",
  danger: "button-danger",
  destroy: "button-destroy",
}

export function Button({ kind, size, square, className, ...rest }: ButtonLook & ComponentProps<"button">) {
  return <button {...rest} className={buttonClass({ kind, size, square }, className)} />
}
