/** The fixed chart colour of a system, by its format id; the order stands in `tokens.css`. */
const inks: Readonly<Record<string, number>> = {
  vault: 1,
  'open-bundle': 1,
  'aws-cloudtrail': 2,
  okta: 3,
  kubernetes: 4,
  github: 5,
  azure: 6,
  gcp: 7,
}

export const systemInk = (format: string): string => `var(--cat-${inks[format] ?? 8})`
