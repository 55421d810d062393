# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of USB sticks, as they are sold and as strangers prepare them. Made with mtools: nothing is mounted here."""
import os
import subprocess

MIB = 1 << 20
ESP, FAT32 = 'ef', 'c'  # types in a partition table


def run(*command, **kwargs):
    """Quietly: mkfs.vfat warns that a partition is smaller than the stick."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, **kwargs)
    assert done.returncode == 0, (command, done.stdout)


def empty(path, mib):
    with open(path, 'wb') as file:
        file.truncate(mib * MIB)


def fat(path, files, mib=64, start=0, kind='vfat'):
    """Makes a file system from byte start on: files {name on the stick: file here}."""
    blocks = (mib * MIB - start) // 1024 if start else None
    if kind == 'vfat':
        run('mkfs.vfat', *(['--offset', str(start // 512)] if start else []), path, *([str(blocks)] if blocks else []))
        for name, file in files.items():
            run('mcopy', '-i', f'{path}@@{start}', file, '::' + name)
    elif kind == 'exfat':
        run('mkfs.exfat', path)
    elif kind == 'ext4':
        top = path + '.files'
        os.makedirs(top, exist_ok=True)
        for name, file in files.items():
            run('cp', file, os.path.join(top, name))
        run('mke2fs', '-q', '-t', 'ext4', '-L', 'packs', '-d', top, path)


def make(path, files, mib=64, kind='vfat', partitions=(FAT32,)):
    """A stick whose last partition holds the files; no partitions: the file system begins at once."""
    empty(path, mib)
    if not partitions:
        fat(path, files, mib, kind=kind)
        return path
    # The first is 8 MiB large if there is another.
    lines = [f'start=1MiB, size=8MiB, type={partitions[0]}', f'start=16MiB, type={partitions[1]}'] \
        if len(partitions) > 1 else [f'start=1MiB, type={partitions[0]}']
    run('sfdisk', '-q', path, input='label: dos\n' + '\n'.join(lines) + '\n')
    if len(partitions) > 1:
        fat(path, {}, 9, MIB)
    fat(path, files, mib, (16 if len(partitions) > 1 else 1) * MIB)
    return path
