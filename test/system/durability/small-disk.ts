// A disk of a few megabytes that can be filled and emptied: a tmpfs, which only root can mount.
import { execFileSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { join } from 'node:path'

const PAGE = 4_096

export type Disk = {
  folder: string
  fill: (left: number) => void
  empty: () => void
  unmount: () => void
}

export function smallDisk(folder: string, megabytes: number): Disk {
  mkdirSync(folder, { recursive: true })
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder])
  const ballast = join(folder, 'ballast')
  return {
    folder,
    /** Fills the disk except for this many bytes, in whole pages. */
    fill(left) {
      const file = openSync(ballast, 'a')
      const { bavail, bsize } = statfsSync(folder)
      const pages = Math.floor((bavail * bsize - left) / PAGE)
      for (let page = 0; page < pages; page += 1) writeSync(file, Buffer.alloc(PAGE, 1))
      closeSync(file)
    },
    empty: () => rmSync(ballast, { force: true }),
    unmount: () => execFileSync('umount', ['-l', folder])
  }
}
