"use client"

import { useEffect, useState } from "react"
import { useFormState } from "#components/form/form-context.ts"
import { useHydrated } from "#components/ui/use-hydrated.ts"
import type { AccessMove } from "#lib/access/moves.ts"
import type { ActionState } from "#lib/action.ts"
import { previewRoleEditAction } from "../actions.ts"

const idle: ActionState = { errors: {}, message: null, values: {}, at: 0, answer: null }
const pauseInMs = 400

/** `of`: the chosen permissions that it was asked of. */
type Told = { of: string | undefined; moves: AccessMove[] | null; refusal: string | null }

/** `moves`: null as long as nobody has asked. `refusal`: why the change can't be saved as it stands. */
export type Preview = Omit<Told, "of"> & { looking: boolean }

/**
 * What saving would do. With `follows` it is asked of the server whenever the chosen permissions have changed and rest for a moment;
 * else, and without JavaScript, it is what the form's second button was answered. `chosen`: null as long as they are what is saved.
 */
export function usePreview(chosen: string | null, savedName: string, follows: boolean): Preview {
  const { element, answer } = useFormState()
  const hydrated = useHydrated()
  const [found, setFound] = useState<Told | null>(null)

  useEffect(() => {
    if (chosen === null || !follows) return
    let stale = false
    const timer = setTimeout(() => {
      if (!element.current) return
      const form = new FormData(element.current)
      // Whether the texts will do is said beside them, once they are saved.
      form.set("name", savedName)
      form.delete("description")
      void askServer(form).then((told) => stale || setFound({ ...told, of: chosen }))
    }, pauseInMs)
    return () => {
      stale = true
      clearTimeout(timer)
    }
  }, [chosen, follows, savedName, element])

  const last = found ?? { of: answer?.["of"], moves: movesIn(answer), refusal: null }
  const current = last.of === chosen
  const looking = hydrated && follows && chosen !== null && !current
  return { moves: current || looking ? last.moves : null, refusal: current ? last.refusal : null, looking }
}

async function askServer(form: FormData): Promise<Omit<Told, "of">> {
  try {
    const { answer, message, errors } = await previewRoleEditAction(idle, form)
    return {
      moves: movesIn(answer),
      refusal: message ?? Object.values(errors)[0] ?? null,
    }
  } catch {
    const refusal = "Who gains and who loses could not be found out just now. You can save all the same."
    return { moves: null, refusal }
  }
}

const movesIn = (answer: Record<string, string> | null) =>
  answer?.["moves"] === undefined ? null : (JSON.parse(answer["moves"]) as AccessMove[])
