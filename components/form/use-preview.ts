"use client"

import { unstable_rethrow } from "next/navigation"
import { useEffect, useState, useTransition } from "react"
import type { ActionState, FormAction } from "#lib/action.ts"
import { useFormState } from "./form-context.ts"

const idle: ActionState = { errors: {}, message: null, values: {}, at: 0, answer: null }
const pause = 300

/**
 * What saving the form would do: asked with `step` "preview" whenever somebody has typed or ticked something, or by its own button
 * where there is no JavaScript.
 */
export function usePreview(action: FormAction) {
  const { element, answer, at } = useFormState()
  const [live, setLive] = useState<ActionState | null>(null)
  const [asking, startAsking] = useTransition()

  useEffect(() => {
    const form = element.current
    if (!form) return
    let timer: ReturnType<typeof setTimeout>
    let newest = 0
    const ask = () => {
      const mine = (newest += 1)
      const data = new FormData(form)
      data.set("step", "preview")
      startAsking(async () => {
        try {
          const state = await action(idle, data)
          if (mine === newest) setLive(state)
        } catch (error) {
          unstable_rethrow(error)
        }
      })
    }
    const wait = () => {
      clearTimeout(timer)
      timer = setTimeout(ask, pause)
    }
    form.addEventListener("input", wait)
    return () => {
      clearTimeout(timer)
      form.removeEventListener("input", wait)
    }
  }, [element, action])

  const state = live && live.at >= at ? live : null
  return { asking, answer: state ? state.answer : answer, refusal: state?.message ?? null }
}
