const sizes = {
  sm: "size-7 rounded-lg text-xs",
  lg: "size-10 rounded-xl text-sm",
}

type Props = {
  name: string
  /** The address of its logo. */
  logo?: string | null | undefined
  size: keyof typeof sizes
}

/** The logo of the workspace, or its first letter, on its square. Decoration: the name always stands beside it. */
export function WorkspaceMark({ name, logo, size }: Props) {
  if (logo) {
    return (
      // A logo is made for paper: its square stays white in the dark.
      <span
        aria-hidden="true"
        className={`shrink-0 overflow-hidden border border-base-300 bg-white ${sizes[size]}`}
      >
        <img src={logo} alt="" className="size-full" />
      </span>
    )
  }
  return (
    <span
      aria-hidden="true"
      className={`grid shrink-0 place-items-center bg-primary font-semibold text-primary-content ${sizes[size]}`}
    >
      {[...name.trim()][0]?.toUpperCase()}
    </span>
  )
}
