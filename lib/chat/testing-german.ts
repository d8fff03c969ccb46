/** A bot in another language than the demo's and what people ask it: whether the matching is more than its one example. */
import type { SeedEntry } from "#db/seed/bots.ts"

const entry = (title: string, phrases: string[], answer: string): SeedEntry => ({ title, phrases, answer })

/** What a town's library is asked. */
export const library: SeedEntry[] = [
  entry(
    "Öffnungszeiten",
    ["Wann habt ihr geöffnet?", "Wie sind die Öffnungszeiten?", "Ist die Bücherei am Samstag offen?"],
    "Dienstag bis Samstag, **10 bis 18 Uhr**.",
  ),
  entry(
    "Leihfrist verlängern",
    [
      "Wie kann ich ein Buch verlängern?",
      "Ich möchte die Leihfrist verlängern",
      "Kann ich das Buch länger behalten?",
    ],
    "Unter **Mein Konto** bis zu zweimal.",
  ),
  entry(
    "Ausweis verloren",
    ["Ich habe meinen Ausweis verloren", "Meine Karte ist weg", "Ersatz für den Leseausweis"],
    "Ein neuer Ausweis kostet 3 €.",
  ),
  entry(
    "Gebühren",
    ["Was kostet ein Ausweis?", "Wie hoch ist die Jahresgebühr?", "Muss ich für die Ausleihe bezahlen?"],
    "20 € im Jahr; unter 18 Jahren nichts.",
  ),
  entry(
    "Mahngebühren",
    ["Wie viel kostet eine Mahnung?", "Ich habe ein Buch zu spät zurückgegeben", "Höhe der Mahngebühr"],
    "Ein Euro für jede Woche.",
  ),
  entry(
    "Vormerken",
    ["Kann ich ein Buch vormerken?", "Das Buch ist ausgeliehen", "Reservierung eines Titels"],
    "Ja, im Katalog mit **Vormerken**.",
  ),
  entry(
    "E-Books ausleihen",
    ["Gibt es E-Books?", "Wie leihe ich digitale Bücher aus?", "Onleihe auf dem Tablet"],
    "In der *Onleihe*, mit der Nummer Ihres Ausweises.",
  ),
  entry(
    "Parken",
    ["Wo kann ich parken?", "Gibt es Parkplätze?", "Darf ich mein Fahrrad abstellen?"],
    "Hinter dem Haus; Fahrräder vor dem Eingang.",
  ),
]

/** The title of the entry that is meant, by what was asked. */
export const libraryVariants: Record<string, string> = {
  "wan habt ihr geöfnet": "Öffnungszeiten",
  "öffnungszeiten samstag": "Öffnungszeiten",
  "Hallo, wie lange seid ihr heute geöffnet?": "Öffnungszeiten",
  "buch verlängren": "Leihfrist verlängern",
  "ich würde mein Buch gern noch länger behalten": "Leihfrist verlängern",
  "die Leihfrist, wie verlängere ich sie?": "Leihfrist verlängern",
  "ausweiß verloren": "Ausweis verloren",
  "ich finde meine Karte nicht, sie ist weg": "Ausweis verloren",
  "verloren habe ich leider meinen Leseausweis": "Ausweis verloren",
  "was kostet der ausweiss": "Gebühren",
  "wie hoch sind denn die Jahresgebühren": "Gebühren",
  "muss man für das Ausleihen etwas bezahlen": "Gebühren",
  "was kosten mahnungen": "Mahngebühren",
  "mein Buch wurde zu spät zurückgegeben": "Mahngebühren",
  "vormerkung buch": "Vormerken",
  "das Buch, das ich will, ist gerade ausgeliehen": "Vormerken",
  "habt ihr auch ebooks": "E-Books ausleihen",
  "digitale Bücher auf dem Tablet lesen": "E-Books ausleihen",
  "wo kann ich mein auto parken": "Parken",
  "fahrad abstellen": "Parken",
}

/** What a library's bot can't know. */
export const libraryNonsense: string[] = [
  "Wie heißt die Hauptstadt der Mongolei?",
  "Erzähl mir einen Witz",
  "Wie wird das Wetter morgen in Kiel?",
  "Schreib ein Gedicht über das Meer",
  "asdf jklö",
]
