/** How the fields of bots and entries are called on the screen, by their columns. */

export const settingFields: Record<string, string> = {
  name: "Name",
  description: "Description",
  engine: "Where answers come from",
  language: "Language",
  greeting: "Greeting",
  fallback: "Fallback",
  webhook_url: "Address of the webhook",
}

export const entryFields: Record<string, string> = {
  title: "Title",
  phrases: "Phrases",
  answer: "Answer",
  hands_over: "Handing over",
}
