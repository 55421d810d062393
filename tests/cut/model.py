# SPDX-License-Identifier: GPL-3.0-or-later
"""A disk that forgets: what may be there after the power went at some point of a record (layer.c).

What has been synced is there. A file that was not synced since its last change has its old content, the new one, part
of it, zeros, or rubbish, at random, in blocks of 512 bytes. A name that was made, removed or renamed in a folder that
was not synced since is changed or not, each for itself and in no order, as between folders that a journal does not
hold together; only one renaming is whole or not at all. Syncing a file does not sync its name.

Not in it: disks that say "synced" and are not, blocks that go bad later, a file system that is itself torn by the cut.
"""
import os

BLOCK = 512


class File:
    def __init__(self, content=b""):
        self.durable = self.current = content
        self.is_dirty = False

    def write(self, offset, content):
        old = self.current.ljust(offset, b"\0")
        self.current = old[:offset] + content + old[offset + len(content):]
        self.is_dirty = True

    def truncate(self, size):
        self.current = self.current[:size].ljust(size, b"\0")
        self.is_dirty = True

    def sync(self):
        self.durable, self.is_dirty = self.current, False


class Link:
    def __init__(self, target):
        self.target = target


class Folder:
    def __init__(self):
        self.durable, self.current = {}, {}


class Change:
    """One change of names, whole or not at all: (folder, name, node or None, what it takes away)."""

    def __init__(self, *parts):
        self.parts = parts

    def apply(self, view):
        for folder, name, node, old in self.parts:
            names = getattr(folder, view)
            if node is not None:
                names[name] = node
            elif names.get(name) is old:
                names.pop(name)


def load(path):
    """What lies on the real disk, as if it had been there for ever."""
    if os.path.islink(path):
        return Link(os.readlink(path))
    if os.path.isdir(path):
        folder = Folder()
        for name in os.listdir(path):
            folder.durable[name] = folder.current[name] = load(os.path.join(path, name))
        return folder
    with open(path, "rb") as file:
        return File(file.read())


class Disk:
    def __init__(self, root, ignored=()):
        self.root, self.top = root, load(root)
        self.pending, self.open = [], {}
        self.ignored = ignored  # "files", "folders": syncs that do nothing, for a test of the test

    def find(self, path):
        node = self.top
        for name in [part for part in path[len(self.root):].split("/") if part]:
            node = node.current[name]
        return node

    def place(self, path):
        return self.find(os.path.dirname(path)), os.path.basename(path)

    def change(self, *parts):
        change = Change(*parts)
        change.apply("current")
        self.pending.append(change)

    def add(self, path, node):
        folder, name = self.place(path)
        self.change((folder, name, node, None))

    def remove(self, path):
        folder, name = self.place(path)
        self.change((folder, name, None, folder.current[name]))

    def rename(self, old, new):
        source, target = self.place(old), self.place(new)
        node = source[0].current[source[1]]
        self.change((*target, node, None), (*source, None, node))

    def sync(self, node):
        if isinstance(node, File):
            if "files" not in self.ignored:
                node.sync()
        elif "folders" not in self.ignored:
            for change in [item for item in self.pending if any(part[0] is node for part in item.parts)]:
                change.apply("durable")
                self.pending.remove(change)

    def play(self, line):
        word, *rest = line.split(" ")
        if word == "open":
            fd, is_new, is_cut, path = rest
            if is_new == "1":
                self.add(path, File())
            self.open[fd] = self.find(path)
            if is_cut == "1":
                self.open[fd].truncate(0)
        elif word == "write":
            self.open[rest[0]].write(int(rest[1]), bytes.fromhex(rest[2]))
        elif word == "truncate":
            self.open[rest[0]].truncate(int(rest[1]))
        elif word == "fsync":
            self.sync(self.open[rest[0]])
        elif word == "close":
            del self.open[rest[0]]
        elif word == "mkdir":
            self.add(rest[0], Folder())
        elif word in ("unlink", "rmdir"):
            self.remove(rest[0])
        elif word == "rename":
            self.rename(*rest)
        elif word == "symlink":
            self.add(rest[1], Link(rest[0]))
        else:
            raise ValueError(line)

    def cut(self, random):
        """The power goes: chooses what of the rest has reached the disk."""
        chance = random.choice([0, 0.1, 0.3, 0.5, 0.7, 0.9, 1])
        for change in self.pending:
            if random.random() < chance:
                change.apply("durable")
        self.pending = []

    def write_out(self, path, view="durable", random=None):
        write_out(self.top, path, view, random)


def torn(file, random):
    """What there may be of a file that was not synced."""
    old, new = file.durable, file.current
    way = random.randrange(6)
    if way < 2:
        return (old, new)[way]
    if way == 2:
        return new[:random.randint(0, len(new))]
    if way == 3:
        return bytes(len(new))
    if way == 4:
        n = random.randint(0, len(new))
        return new[:n] + bytes(len(new) - n)
    pieces = []
    for at in range(0, len(new), BLOCK):
        n = len(new[at:at + BLOCK])
        pieces.append(random.choice([new[at:at + n], old[at:at + n].ljust(n, b"\0"), bytes(n), random.randbytes(n)]))
    return b"".join(pieces)


def write_out(node, path, view, random):
    if isinstance(node, Link):
        os.symlink(node.target, path)
    elif isinstance(node, File):
        content = getattr(node, view)
        with open(path, "wb") as file:
            file.write(torn(node, random) if node.is_dirty and random else content)
    else:
        os.makedirs(path, exist_ok=True)
        for name, child in getattr(node, view).items():
            write_out(child, os.path.join(path, name), view, random)
