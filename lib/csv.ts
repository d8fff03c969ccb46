/** Tables as CSV (RFC 4180), streamed; safe to open in a spreadsheet, which runs what begins like a formula (CWE-1236). */
import { Readable } from "node:stream"
import { stringify } from "csv-stringify"

/** What every file has in common. Its own rule for quotes knows the delimiter of records only: a text may have lines of another kind. */
export const csvOptions = {
  record_delimiter: "windows",
  escape_formulas: true,
  quoted_match: /[\r\n]/,
} as const

/** The rows as they come, under a head of `columns` (key: title). An error of the source breaks the answer off, so that half is not taken for all. */
export function csvStream<Key extends string>(
  columns: Record<Key, string>,
  batches: AsyncIterable<Record<Key, string>[]>,
): ReadableStream<Uint8Array> {
  const source = Readable.from(one(batches))
  const csv = stringify({
    header: true,
    columns,
    bom: true,
    ...csvOptions,
  })
  source.once("error", (error) => csv.destroy(error))
  csv.once("close", () => source.destroy())
  return Readable.toWeb(source.pipe(csv)) as ReadableStream<Uint8Array>
}

async function* one<Row>(batches: AsyncIterable<Row[]>): AsyncGenerator<Row> {
  for await (const rows of batches) yield* rows
}

/** The answer of a route that is saved as `name`. */
export const csvResponse = (name: string, body: ReadableStream<Uint8Array>) =>
  new Response(body, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${name.replace(/[^\w.-]+/g, "-")}"`,
      "cache-control": "no-store",
    },
  })
