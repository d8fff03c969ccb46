import "react"

// HTML's own invoker commands and light dismissal, which @types/react does not know yet.
declare module "react" {
  interface ButtonHTMLAttributes<T> extends HTMLAttributes<T> {
    command?: "show-modal" | "close" | "request-close" | undefined
    commandfor?: string | undefined
  }
  interface DialogHTMLAttributes<T> extends HTMLAttributes<T> {
    closedby?: "any" | "closerequest" | "none" | undefined
  }
}
