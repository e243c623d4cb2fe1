import { app, type BrowserWindow } from 'electron'
import { writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { FaultError } from '../contract/fault.ts'

/** What stands above and below every page beside its number. */
export interface Paper {
  readonly header: string
  readonly footer: string
}

/** Where US Letter is what printers hold (CLDR 47, supplemental measurement data, paperSize US). */
const LETTER = new Set(['US', 'CA', 'MX', 'CL', 'CO', 'CR', 'GT', 'NI', 'PA', 'PH', 'PR', 'SV', 'VE', 'BZ'])
const MARGINS_INCH = { top: 0.75, bottom: 0.7, left: 0.6, right: 0.6 }

const codes = { EEXIST: 'output-exists', ENOSPC: 'disk-full', EACCES: 'no-permission', EROFS: 'no-permission' } as const

/** Writes what the window shows for paper as a PDF; a file that is there is never overwritten. */
export async function printToFile(window: BrowserWindow, path: string, { header, footer }: Paper): Promise<void> {
  const pages = await window.webContents.printToPDF({
    pageSize: pageSize(),
    margins: MARGINS_INCH,
    printBackground: true,
    displayHeaderFooter: true,
    headerTemplate: line(header, `<span class="pageNumber"></span> of <span class="totalPages"></span>`),
    footerTemplate: line(footer, ''),
    generateTaggedPDF: true,
    generateDocumentOutline: true,
  })
  try {
    await writeFile(path, pages, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    throw faultOf(error, path)
  }
}

/** Asks the system for a printer. */
export function printOnPaper(window: BrowserWindow, { header, footer }: Paper): void {
  window.webContents.print({ pageSize: pageSize(), printBackground: true, header, footer })
}

const pageSize = (): 'A4' | 'Letter' => (LETTER.has(app.getLocaleCountryCode()) ? 'Letter' : 'A4')

/** The templates are HTML of Chromium's own; what a case is called is text in them. */
const line = (text: string, right: string): string =>
  `<div style="display:flex;width:100%;margin:0 0.6in;font:7pt sans-serif;color:#3d4653;gap:12px">` +
  `<span style="flex:1;overflow-wrap:anywhere">${escaped(text)}</span><span style="white-space:nowrap">${right}</span></div>`

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escaped = (text: string): string => text.replaceAll(/[&<>"']/gu, (sign) => entities[sign] ?? '')

function faultOf(error: unknown, path: string): unknown {
  const name = error instanceof Error && 'code' in error ? String(error.code) : ''
  const code = Object.entries(codes).find(([known]) => known === name)?.[1]
  return code === undefined
    ? error
    : new FaultError(code, { message: 'The report was not written.', file: basename(path) })
}
