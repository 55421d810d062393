#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The power goes while a pack is installed: afterwards the kiosk has the old pack or the new one, whole.

usage: test_cut.py DRIVER LAYER [--cuts N] [--seed N]

The real installer (cut-driver) works on a real folder; layer.c ends it at a chosen change of the disk; model.py says
what may be on the disk then; the kiosk's own code opens that, byte for byte; the next start must tidy up and install.
Three of ten of these starts lose their power too. With --cuts N (some hundreds and more) every change of every
scenario is cut at least once, and N times in all; without, 150 times. The same seed gives the same cuts where folders
are listed in the same order. Everything is made in memory (/dev/shm) or, where there is none, in TMPDIR.
"""
import argparse
import errno
import filecmp
import os
import random
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time

from model import Disk

CHANGES = ("write", "truncate", "fsync", "mkdir", "unlink", "rmdir", "rename", "symlink")
SHORT_CUTS, SHORT_ERRORS, LIE_CUTS = 150, 40, 60
FIRST, LAST = 7, 10


class Lost(Exception):
    """Neither the old pack nor the new one, or not whole."""


class Bench:
    def __init__(self, driver, layer, work):
        self.driver, self.layer, self.work = driver, layer, work
        self.count = 0
        shutil.rmtree(work, ignore_errors=True)
        os.makedirs(self.path("packs"))
        self.call("make", self.path("packs"))
        for version in range(FIRST, LAST + 1):
            self.unpack(version)

    def path(self, *names):
        return os.path.join(self.work, *names)

    def pack(self, version):
        return self.path("packs", f"{version}.kyrpack")

    def unpack(self, version):
        """What an installed pack must be. By hand: what extractall() wants to be told differs by Python's version."""
        with tarfile.open(self.pack(version)) as archive:
            for member in archive:
                path = self.path("packs", str(version), member.name)
                if member.name != "CHECKSUM":
                    os.makedirs(os.path.dirname(path), exist_ok=True)
                    with open(path, "wb") as file:
                        file.write(archive.extractfile(member).read())

    def fresh(self, name):
        """A new name for a folder; the old ones are removed as soon as a trial is over."""
        self.count += 1
        return self.path(f"{name}-{self.count}")

    def call(self, *words, **variables):
        env = {**os.environ, "LD_PRELOAD": self.layer, **variables}
        env["ASAN_OPTIONS"] = "verify_asan_link_order=0"
        done = subprocess.run([self.driver, *words], capture_output=True, text=True, env=env, timeout=100)
        if done.returncode != 0 or "ERROR: " in done.stderr:
            raise AssertionError(f"cut-driver {words}: {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout.splitlines()

    def run(self, state, version, **variables):
        """Starts the installer on the state folder with one pack on the stick; what was printed."""
        stick = self.fresh("stick")
        os.makedirs(stick)
        shutil.copyfile(self.pack(version), os.path.join(stick, "new.kyrpack"))
        variables = {"CUT_ROOT": state, **{key: str(value) for key, value in variables.items()}}
        lines = self.call("run", state, stick, **variables)
        shutil.rmtree(stick)
        return lines

    def shown(self, state):
        """The version that the kiosk shows from this folder, 0 for none; it must be whole."""
        lines = self.call("show", state)
        if len(lines) != 1:
            raise Lost(f"there are findings: {lines}")
        if lines == ["shown none"]:
            return 0
        _, version, folder = lines[0].split(" ")
        compare(folder, self.path("packs", version))
        return int(version)


def compare(one, other):
    difference = filecmp.dircmp(one, other)
    if difference.left_only or difference.right_only or difference.funny_files:
        raise Lost(f"{one}: other names than in {other}")
    _, unlike, unread = filecmp.cmpfiles(one, other, difference.common_files, shallow=False)
    if unlike or unread:
        raise Lost(f"{one}: other bytes in {unlike + unread}")
    for name in difference.common_dirs:
        compare(os.path.join(one, name), os.path.join(other, name))


def read_record(path):
    if not os.path.exists(path):  # nothing has been changed
        return []
    with open(path, encoding="utf-8") as file:
        return file.read().splitlines()


def remove(path):
    if os.path.exists(path):
        os.unlink(path)


def count_changes(lines):
    """The numbers that CUT_AT may have."""
    opened = [line.split(" ") for line in lines if line.startswith("open ")]
    return sum("1" in words[2:4] for words in opened) + sum(line.split(" ")[0] in CHANGES for line in lines)


class Scenario:
    """From a version (0: nothing is installed) to the next; `state` is a folder that has the old one."""

    def __init__(self, bench, old, new, state):
        self.bench, self.old, self.new, self.state = bench, old, new, state
        after = bench.fresh("whole")
        log = after + ".log"
        shutil.copytree(state, after, symlinks=True)
        disk = Disk(after)
        said = bench.run(after, new, CUT_LOG=log)
        if not any(line.startswith(f"installed {new} ") for line in said):
            raise AssertionError(said)
        lines = read_record(log)
        self.n_changes = count_changes(lines)
        # The record must hold every change, or the model would be too kind.
        for line in lines:
            disk.play(line)
        again = bench.fresh("again")
        disk.write_out(again, "current")
        compare(again, after)
        if os.readlink(f"{again}/current") != os.readlink(f"{after}/current"):
            raise AssertionError("the record does not lead to the same link")
        self.after = after

    def cut(self, state, at, ignored, rng):
        """Cuts a run that starts from `state`; (folder after it, version that it said it had installed)."""
        bench = self.bench
        real, after = bench.fresh("real"), bench.fresh("after")
        log = real + ".log"
        shutil.copytree(state, real, symlinks=True)
        disk = Disk(real, ignored)
        said = bench.run(real, self.new, CUT_LOG=log, CUT_AT=at)
        for line in read_record(log):
            disk.play(line)
        disk.cut(rng)
        disk.write_out(after, random=rng)
        shutil.rmtree(real)
        remove(log)
        return after, any(line.startswith("installed ") for line in said)

    def judge(self, before, after, was_told):
        shown = self.bench.shown(after)
        allowed = (self.new,) if was_told or before == self.new else (before, self.new)
        if shown not in allowed:
            raise Lost(f"version {shown} is shown, expected {allowed}")
        return shown

    def recover(self, state):
        """The next start, with power: tidies up, installs, and leaves nothing else."""
        said = self.bench.run(state, self.new)
        shown = self.bench.shown(state)
        if shown != self.new:
            raise Lost(f"after the next start version {shown} is shown: {said}")
        names = sorted(os.listdir(state))
        slots = [name for name in names if name.startswith("slot.")]
        if names != ["current", *slots] or len(slots) > 2 or os.readlink(f"{state}/current") not in slots:
            raise Lost(f"after the next start there is {names}")

    def trial(self, at, rng, ignored=()):
        """A cut, perhaps more cuts at the next starts, then a start with power. The version after each cut."""
        state, before, results = self.state, self.old, []
        while True:
            after, was_told = self.cut(state, at, ignored, rng)
            if state != self.state:
                shutil.rmtree(state)
            before = self.judge(before, after, was_told)
            results.append(before)
            state = after
            if len(results) == 3 or rng.random() >= 0.3:
                break
            at = rng.randint(1, self.n_changes)
        self.recover(state)
        shutil.rmtree(state)
        return results

    def fail_at(self, at, error, stays):
        """The disk refuses a change: one plain sentence, the old pack stays, later the new one can come."""
        bench = self.bench
        state = bench.fresh("failing")
        shutil.copytree(self.state, state, symlinks=True)
        variables = {"CUT_LOG": state + ".log", "CUT_AT": at, "CUT_ERRNO": error}
        said = bench.run(state, self.new, **variables, **({"CUT_STAYS": 1} if stays else {}))
        record = read_record(state + ".log")
        reports = [line.split(" ")[0] for line in said[1:]]
        shown = bench.shown(state)
        # Only if the very last sync fails has the link moved before the disk was found out.
        is_late = record and any(line.startswith("rename ") and line.endswith("/current") for line in record)
        if reports == ["failed"]:
            expect = (self.old, self.new) if is_late else (self.old,)
        else:
            expect = (self.new,) if reports[:1] == ["installed"] else ()
        if shown not in expect:
            raise Lost(f"change {at} failed with {errno.errorcode[error]}: {said}, version {shown} is shown")
        left = [name for name in os.listdir(state) if name.startswith("new.")]
        if left and reports == ["failed"]:
            raise Lost(f"change {at} failed with {errno.errorcode[error]}: {left} were left")
        self.recover(state)
        shutil.rmtree(state)
        remove(state + ".log")


def build_scenarios(bench):
    """Nothing to 7, 7 to 8, 8 to 9 with other keys, 9 to 10 by one of the new keys."""
    state = bench.path("empty")
    os.makedirs(state)
    scenarios, old = [], 0
    for new in range(FIRST, LAST + 1):
        scenarios.append(Scenario(bench, old, new, state))
        state, old = scenarios[-1].after, new
    return scenarios


def plan(scenarios, n_cuts, rng):
    """Every change of every scenario once if there are cuts enough, the rest at random."""
    every = [(scenario, at) for scenario in scenarios for at in range(1, scenario.n_changes + 1)]
    first = every if n_cuts >= len(every) else rng.sample(every, n_cuts)
    return first + [rng.choice(every) for _ in range(n_cuts - len(first))]


def run_cuts(scenarios, n_cuts, seed):
    rng = random.Random(seed)
    counts = {"old": 0, "new": 0}
    n_different = sum(item.n_changes for item in scenarios)
    n_least = n_different if n_cuts >= n_different else 0
    for number, (scenario, at) in enumerate(plan(scenarios, n_cuts, rng)):
        if sum(counts.values()) >= n_cuts and number >= n_least:
            break
        try:
            for shown in scenario.trial(at, rng):
                counts["new" if shown == scenario.new else "old"] += 1
        except Lost as lost:
            print(f"LOST: {scenario.old} to {scenario.new}, cut at change {at}, trial {number}: {lost}")
            return False
    where = f"{'each' if n_least else 'some'} of the {n_different} changes of the disk"
    print(f"power cuts at {where}: cuts={sum(counts.values())} old={counts['old']} new={counts['new']} neither=0")
    return counts["old"] > 0 and counts["new"] > 0


def run_errors(scenarios, n_errors, seed):
    rng = random.Random(seed)
    kinds = [(errno.ENOSPC, True), (errno.EROFS, True), (errno.EACCES, True), (errno.EIO, False)]
    every = [(scenario, at, kind) for scenario in scenarios[:2] for at in range(1, scenario.n_changes + 1)
             for kind in kinds]
    chosen = rng.sample(every, n_errors) if n_errors else every
    for scenario, at, (error, stays) in chosen:
        scenario.fail_at(at, error, stays)
    print(f"{len(chosen)} changes that the disk refused (full, read-only, no right, broken): each told, no pack lost")


def run_lies(scenarios, seed):
    """The test of the test: without syncs, packs must get lost, and the test must see it."""
    is_good = True
    for ignored in (("files",), ("folders",), ("files", "folders")):
        rng = random.Random(seed)
        is_seen = False
        for number, (scenario, at) in enumerate(plan(scenarios[1:], LIE_CUTS, rng), 1):
            try:
                scenario.trial(at, rng, ignored)
            except Lost:
                is_seen = True
                break
        what = f"trial {number} lost a pack, as it must" if is_seen else "no pack was lost: this test sees nothing"
        print(f"with no sync of {' and '.join(ignored)}: {what}")
        is_good = is_good and is_seen
    return is_good


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("driver")
    parser.add_argument("layer")
    parser.add_argument("--cuts", type=int, default=SHORT_CUTS)
    parser.add_argument("--seed", type=int, default=5)
    args = parser.parse_args()
    start = time.monotonic()
    in_memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    top = tempfile.mkdtemp(prefix="kyr-cut-", dir=in_memory)
    try:
        layer = os.path.join(top, "layer.so")  # the loader cuts LD_PRELOAD at every blank
        os.symlink(os.path.abspath(args.layer), layer)
        scenarios = build_scenarios(Bench(args.driver, layer, os.path.join(top, "work")))
        is_good = run_cuts(scenarios, args.cuts, args.seed)
        run_errors(scenarios, 0 if args.cuts > SHORT_CUTS else SHORT_ERRORS, args.seed)
        is_good = run_lies(scenarios, args.seed) and is_good
    finally:
        shutil.rmtree(top, ignore_errors=True)
    print(f"seed {args.seed}, {time.monotonic() - start:.0f} s")
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
