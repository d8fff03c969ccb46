/** The figures as lines of text. */

export const say = (line = "") => void process.stdout.write(`${line}\n`)

const widths = [44, 10, 10, 10, 9]

/** Names to the left, figures to the right. */
export function sayRow(name: string, ...figures: string[]): void {
  const cells = figures.map((figure, n) => figure.padStart(widths[n + 1] ?? 0))
  say(`${name.padEnd(widths[0]!)}${cells.join("")}`.trimEnd())
}

export const inMs = (milliseconds: number) => milliseconds.toFixed(milliseconds < 10 ? 2 : 1)
export const inTimes = (ratio: number) => `×${ratio.toFixed(2)}`
