/** The fixed chart colour of a system, by its format id; the order stands in `tokens.css`. */
export const inks: Readonly<Record<string, number>> = {
  vault: 1,
  'open-bundle': 1,
  'aws-cloudtrail': 2,
  'okta-system': 3,
  'kubernetes-audit': 4,
  'github-audit': 5,
  'azure-keyvault': 6,
  'azure-activity': 6,
  'azure-platform': 6,
  'gcp-audit': 7,
}

export const systemInk = (format: string): string => `var(--cat-${inks[format] ?? 8})`
