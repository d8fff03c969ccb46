/** The time zones to choose from, with how far each is from UTC now. */
import type { Choice } from "#components/form/select-field.tsx"

const hour = 3_600_000
let kept: { at: number; choices: Choice[] } | undefined

/** "Europe/Berlin (UTC+1)" for every zone, `none` first; one that is stored under an older name is added. */
export function timezoneChoices(chosen: string | null, none = "Not given"): Choice[] {
  // Offsets move twice a year, and reckoning them for 400 zones takes some 20 ms.
  if (!kept || Date.now() - kept.at > hour) {
    const zones = ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")]
    kept = { at: Date.now(), choices: zones.map(choiceOf) }
  }
  const known = !chosen || kept.choices.some(({ value }) => value === chosen)
  return [{ value: "", label: none }, ...(known ? [] : [choiceOf(chosen)]), ...kept.choices]
}

/** What "none" comes to for a person of this workspace. */
export const zoneNotGiven = ({ timezone }: { timezone: string | null }) =>
  timezone ? `Not given: the workspace's, ${timezone}` : "Not given: the browser's"

const choiceOf = (zone: string): Choice => ({
  value: zone,
  label: zone === "UTC" ? zone : `${zone} (${offsetOf(zone)})`,
})

function offsetOf(zone: string): string {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    timeZoneName: "shortOffset",
  }).formatToParts()
  const offset = parts.find(({ type }) => type === "timeZoneName")?.value ?? "GMT"
  return offset.replace("GMT", "UTC").replace("-", "−")
}
