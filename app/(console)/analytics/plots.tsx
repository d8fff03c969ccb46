import { BarPlot } from "#components/plot/bar-plot.tsx"
import { LinePlot, type Series } from "#components/plot/line-plot.tsx"
import type { Analytics, Figures } from "#lib/analytics/figures.ts"
import type { Step } from "#lib/analytics/input.ts"
import { PlotPanel } from "./plot-panel.tsx"
import { count, stepWords, waitWords } from "./words.ts"

const stepNames = { day: "Day", week: "Week" }
const inMinutes = (seconds: number | null) => seconds && seconds / 60

/** The period as plots. With one bot alone there is nothing to say about sign-ins and accounts. */
export function Plots({ analytics, step }: { analytics: Analytics; step: Step }) {
  const { total, bot } = analytics
  const steps = analytics.steps.map(({ day }) => stepWords(day, step))
  const all = <T,>(pick: (figures: Figures) => T) => analytics.steps.map(pick)
  /** As a line or bars, with what is said while one points at it. */
  const series = (name: string, figures: (number | null)[], unit: string): Series => ({
    name,
    figures,
    words: figures.map((figure) => `${count(figure)} ${unit}`),
  })
  const wait = (name: string, seconds: (number | null)[]): Series => ({
    name,
    figures: seconds.map(inMinutes),
    words: seconds.map((each) => `${name} ${waitWords(each)}`),
  })
  const column = (name: string, figures: (number | null)[], words = count) => ({
    name,
    words: figures.map(words),
  })
  const table = { steps, stepName: stepNames[step] }
  const per = `per ${step}`
  const signIns = all((figures) => figures.signIns)
  const active = all((figures) => figures.active)
  const messages = all((figures) => figures.messages)
  const handOvers = all((figures) => figures.handOvers)
  const median = all((figures) => figures.medianWait)
  const longest = all((figures) => figures.longestWait)
  const added = all((figures) => figures.newPeople)
  const suspended = all((figures) => figures.suspended)
  return (
    <div className="grid gap-4">
      <PlotPanel title="Messages" hint={per} {...table} columns={[column("Messages", messages)]}>
        <LinePlot
          label={`Messages ${per}`}
          height={176}
          steps={steps}
          series={[series("Messages", messages, "messages")]}
        />
      </PlotPanel>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <PlotPanel
          title="Hand-overs"
          hint={`to the live agent desk, ${per}`}
          alone
          {...table}
          columns={[column("Hand-overs", handOvers)]}
        >
          <BarPlot
            label={`Hand-overs ${per}`}
            height={112}
            steps={steps}
            series={[series("Hand-overs", handOvers, "hand-overs")]}
          />
        </PlotPanel>
        <PlotPanel
          title="People"
          hint={per}
          series={bot ? [] : ["Sign-ins", "Active people"]}
          {...table}
          columns={[...(bot ? [] : [column("Sign-ins", signIns)]), column("Active people", active)]}
        >
          <LinePlot
            label={`${bot ? "Active people" : "Sign-ins and active people"} ${per}`}
            height={112}
            steps={steps}
            series={[
              ...(bot ? [] : [series("Sign-ins", signIns, "sign-ins")]),
              series("Active people", active, "active people"),
            ]}
          />
        </PlotPanel>
        <PlotPanel
          title="Waiting time"
          hint={
            total.medianWait === null
              ? "minutes until taken"
              : `median ${waitWords(total.medianWait)}, longest ${waitWords(total.longestWait)}`
          }
          series={["Longest", "Median"]}
          {...table}
          columns={[column("Median", median, waitWords), column("Longest", longest, waitWords)]}
        >
          <BarPlot
            label={`Median and longest waiting time in minutes ${per}`}
            height={112}
            steps={steps}
            stacked
            whole={false}
            series={[wait("Longest", longest), wait("Median", median)]}
          />
        </PlotPanel>
        {!bot && (
          <PlotPanel
            title="Accounts"
            hint={`${count(total.newPeople)} new, ${count(total.suspended)} suspended`}
            series={["New", "Suspended"]}
            {...table}
            columns={[column("New people", added), column("Suspended people", suspended)]}
          >
            <BarPlot
              label={`New and suspended people ${per}`}
              height={112}
              steps={steps}
              series={[
                series("New people", added, "new"),
                series("Suspended people", suspended, "suspended"),
              ]}
            />
          </PlotPanel>
        )}
      </div>
    </div>
  )
}
