import localFont from "next/font/local"

/**
 * Inter 4.1 for Latin, with its optical sizes and the letter forms that the look asks for (cv11, ss03), which the package
 * @fontsource-variable/inter leaves out; that one serves the other scripts, loaded only where a page has them.
 */
export const inter = localFont({
  src: "./fonts/inter-latin.woff2",
  variable: "--font-inter",
  weight: "100 900",
  adjustFontFallback: false,
})
