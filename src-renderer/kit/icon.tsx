const paths = {
  overview: 'M2 2.5h5v5H2zM9 2.5h5v5H9zM2 9.5h5v4H2zM9 9.5h5v4H9z',
  import: 'M8 2v7M5 6.5L8 9.5l3-3M2.5 10.5v3h11v-3',
  link: 'M6.8 9.2a2.6 2.6 0 0 0 3.7 0l2-2a2.6 2.6 0 0 0-3.7-3.7l-.9.9M9.2 6.8a2.6 2.6 0 0 0-3.7 0l-2 2a2.6 2.6 0 0 0 3.7 3.7l.9-.9',
  bars: 'M2 13.5h12M3.5 13V9M6.5 13V5M9.5 13V7.5M12.5 13V3',
  pack: 'M2.5 4.5h11v8h-11zM2.5 5l5.5 4 5.5-4',
  custody: 'M3 3h10M3 6.5h10M3 10h4M3 13.5h4M9.5 10.5h4v3.2h-4zM10.3 10.5V9.6a1.2 1.2 0 0 1 2.4 0v.9',
  search: 'M11.2 7a4.2 4.2 0 1 1-8.4 0 4.2 4.2 0 0 1 8.4 0zM10.2 10.2L14 14',
  close: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
  plus: 'M8 3v10M3 8h10',
  folder: 'M2 4h4l1.5 1.5H14v7.5H2z',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  tick: 'M3 8.5l3.2 3.2L13 5',
  key: 'M8.5 6.5a3 3 0 1 1-2.1-2.1M8 7.6l5.5 5.5M11.2 10.8l-1.6 1.6M13.2 12.8l-1.4 1.4',
  clock: 'M13.5 8a5.5 5.5 0 1 1-11 0 5.5 5.5 0 0 1 11 0zM8 4.8V8l2.2 1.6',
  right: 'M6 3.5L10.5 8 6 12.5',
  down: 'M3.5 6L8 10.5 12.5 6',
  offline: 'M2 2l12 12M3 6.5a7.5 7.5 0 0 1 2.6-1.6M8 4.3c2 0 3.8.8 5 2.2M5.3 9A4 4 0 0 1 8 8M8 12h.01',
  opened: 'M4 6h8l-4 5z',
  closed: 'M6 4v8l5-4z',
  table: 'M2.5 3h11v10h-11zM2.5 6.3h11M2.5 9.6h11M6.2 3v10M9.8 3v10',
  file: 'M4 2h5.5L12.5 5v9H4zM9.2 2.2V5.3h3.2',
  minimise: 'M3 8.5h10',
  maximise: 'M3.5 3.5h9v9h-9z',
  facets: 'M2.5 4h11M4.5 8h7M6.5 12h3',
  up: 'M3.5 10L8 5.5l4.5 4.5',
  nothing: 'M10.5 8a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0z',
} as const

export type IconName = keyof typeof paths

/** Decoration only: what it stands for is said by the text or label beside it. */
export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg className="ic" viewBox="0 0 16 16" width={size} height={size} aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  )
}
