const sizes = {
  sm: "size-7 rounded-lg text-xs",
  lg: "size-10 rounded-xl text-sm",
}

/** The first letter of the workspace on its square. */
export function WorkspaceMark({ name, size }: { name: string; size: keyof typeof sizes }) {
  return (
    <span
      aria-hidden="true"
      className={`grid shrink-0 place-items-center bg-primary font-semibold text-primary-content ${sizes[size]}`}
    >
      {[...name.trim()][0]?.toUpperCase()}
    </span>
  )
}
