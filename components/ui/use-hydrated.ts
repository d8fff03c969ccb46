import { useSyncExternalStore } from "react"

const never = () => () => {}

/** False in the server's HTML and until React has taken over: for what only works with JavaScript. */
export const useHydrated = () =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
