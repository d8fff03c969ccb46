/** What a new person will be able to do: pure, so that the browser can say it while somebody chooses. */
export type Giver = { label: string; gives: string[] }
export type Gain = { permission: string; label: string; by: string[] }

/** Each permission once, in the order of the list, with everything that gives it. */
export function gainsOf(givers: Giver[], labels: [permission: string, label: string][]): Gain[] {
  return labels.flatMap(([permission, label]) => {
    const by = givers.filter(({ gives }) => gives.includes(permission)).map((giver) => giver.label)
    return by.length > 0 ? [{ permission, label, by }] : []
  })
}
