import { middle, type PlotStep, share } from "./axes.tsx"

// Beyond them a step is too narrow to be pointed at.
const most = 130
const line = 18

type Props = { height: number; steps: PlotStep[]; words: string[][] }

/** Over each step what it says in words, while one points at it; for the eye only, the table says the same. */
export function Spots({ height, steps, words }: Props) {
  if (steps.length > most) return null
  const widest = Math.max(...words.flat().map((text) => text.length), ...steps.map(({ long }) => long.length))
  const width = 24 + widest * 6.8
  return steps.map(({ day, long }, n) => {
    const said = words[n]!
    const x = middle(n, steps.length)
    const after = n < steps.length / 2
    return (
      <g key={day} className="plot-spot">
        <rect
          x={`${share(n / steps.length)}%`}
          width={`${share(1 / steps.length)}%`}
          height={height}
          fill="transparent"
        />
        <line x1={x} x2={x} y1={0} y2={height} />
        <svg x={x} overflow="visible">
          <g transform={`translate(${after ? 10 : -width - 10}, ${Math.max(0, height / 2 - 20)})`}>
            <rect width={width} height={26 + said.length * line} rx={8} />
            <text x={12} y={19} className="when">
              {long}
            </text>
            {said.map((text, at) => (
              <text key={text} x={12} y={37 + at * line}>
                {text}
              </text>
            ))}
          </g>
        </svg>
      </g>
    )
  })
}
