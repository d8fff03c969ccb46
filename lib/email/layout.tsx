/** How every mail looks: one calm card, readable without images, in light and dark. */
import { Body, Button, Container, Head, Heading, Html, Preview, Section, Text } from "@react-email/components"
import type { Block, Letter } from "./letter.ts"

const sans =
  'Inter, -apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif'
const mono = 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace'

// Programs that know no dark mode show the inline colours. No colour is six digits: a code must be the only such number.
const dark = `
  :root { color-scheme: light dark; supported-color-schemes: light dark; }
  @media (prefers-color-scheme: dark) {
    .page, .page > table > tbody > tr > td { background-color: #0c0c0e !important; }
    .card { background-color: #14141a !important; border-color: #2a2a30 !important; }
    .ink { color: #ededf0 !important; }
    .muted, .muted a { color: #a0a0ab !important; }
    .secret { background-color: #1d1d22 !important; border-color: #34343b !important; }
    .button { background-color: #6760ef !important; }
  }
  @media (max-width: 480px) { .card { padding: 24px 20px 8px !important; } .page { padding: 16px 8px !important; } }
`

const paragraph = { margin: "0 0 16px", fontSize: "15px", lineHeight: "24px", color: "#17171c" }
const hint = { margin: "0", fontSize: "13px", lineHeight: "20px", color: "#5c5c66" }
const card = {
  margin: "0 auto",
  maxWidth: "520px",
  padding: "32px 32px 16px",
  backgroundColor: "#ffffff",
  border: "1px solid #e6e6eb",
  borderRadius: "12px",
}
const secretBox = {
  margin: "0 0 20px",
  padding: "14px 16px",
  backgroundColor: "#f8f8fa",
  border: "1px solid #e6e6eb",
  borderRadius: "8px",
}
const button = {
  display: "inline-block",
  padding: "11px 18px",
  backgroundColor: "#4f46e5",
  borderRadius: "8px",
  color: "#ffffff",
  fontSize: "14px",
  lineHeight: "20px",
  fontWeight: 500,
  textDecoration: "none",
}

const mark = {
  display: "inline-block",
  width: "28px",
  marginRight: "10px",
  backgroundColor: "#4f46e5",
  borderRadius: "8px",
  color: "#ffffff",
  fontSize: "13px",
  lineHeight: "28px",
  fontWeight: 600,
  textAlign: "center",
} as const

/** Whose mail it is, at a glance. */
function Brand({ workspace }: { workspace: string }) {
  const initial = /[\p{L}\p{N}]/u.exec(workspace)?.[0]?.toUpperCase()
  return (
    <Container style={{ margin: "0 auto", maxWidth: "520px", padding: "0 4px 16px" }}>
      <Text className="ink" style={{ ...paragraph, margin: 0, fontWeight: 600, lineHeight: "28px" }}>
        {initial && (
          <span className="button" style={mark} aria-hidden="true">
            {initial}
          </span>
        )}
        {workspace}
      </Text>
    </Container>
  )
}

function Secret({ label, value }: { label: string; value: string }) {
  return (
    <Section className="secret" style={secretBox}>
      <Text className="muted" style={{ ...hint, margin: "0 0 4px" }}>
        {`${label}:`}
      </Text>
      <Text
        className="ink"
        style={{
          ...paragraph,
          margin: 0,
          fontFamily: mono,
          fontSize: "20px",
          lineHeight: "28px",
          wordBreak: "break-word",
        }}
      >
        {value}
      </Text>
    </Section>
  )
}

function Link({ label, href }: { label: string; href: string }) {
  return (
    <Section style={{ margin: "0 0 20px" }}>
      <Button className="button" href={href} style={button}>
        {label}
      </Button>
      <Text className="muted" style={{ ...hint, marginTop: "10px", wordBreak: "break-all" }}>
        {href}
      </Text>
    </Section>
  )
}

function Part({ block }: { block: Block }) {
  if (block.kind === "secret") return <Secret label={block.label} value={block.value} />
  if (block.kind === "link") return <Link label={block.label} href={block.href} />
  return (
    <Text className="ink" style={paragraph}>
      {block.text}
    </Text>
  )
}

/** A letter as React Email. */
export function MailLayout({ letter }: { letter: Letter }) {
  return (
    <Html lang="en" dir="ltr">
      <Head>
        <title>{letter.subject}</title>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{dark}</style>
      </Head>
      <Preview>{letter.preview}</Preview>
      <Body
        className="page"
        style={{ margin: 0, padding: "32px 16px", backgroundColor: "#f8f8fa", fontFamily: sans }}
      >
        <Brand workspace={letter.workspace} />
        <Container className="card" style={card}>
          <Heading
            as="h1"
            className="ink"
            style={{
              margin: "0 0 20px",
              fontSize: "20px",
              lineHeight: "28px",
              fontWeight: 600,
              letterSpacing: "-0.025em",
              color: "#17171c",
            }}
          >
            {letter.heading}
          </Heading>
          <Text className="ink" style={paragraph}>
            {letter.greeting}
          </Text>
          {letter.blocks.map((block, at) => (
            <Part key={at} block={block} />
          ))}
        </Container>
        <Container style={{ margin: "0 auto", maxWidth: "520px", padding: "20px 4px 0" }}>
          {letter.closing.map((line) => (
            <Text key={line} className="muted" style={{ ...hint, fontSize: "12px" }}>
              {line}
            </Text>
          ))}
        </Container>
      </Body>
    </Html>
  )
}
