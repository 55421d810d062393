#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The author's side of signed packs, from the outside.

usage: test_sign.py KYR_PACK SOURCE_DIR WORK_DIR

Skipped (77) if minisign is not installed. Everything is made in WORK_DIR, which is emptied first.
"""
import os
import re
import shutil
import subprocess
import sys
import tarfile

PACK, SOURCE, WORK = sys.argv[1:4]
DAY = ["--today", "2026-11-22"]


def run(*command, code=0, env=None):
    """The output; fails unless the exit code is the one expected."""
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, cwd=WORK,
                          env={**os.environ, **(env or {})}, stdin=subprocess.DEVNULL)
    output = done.stdout + done.stderr
    if done.returncode != code:
        raise AssertionError(f"{' '.join(command)}: exit {done.returncode}, not {code}:\n{output}")
    return output


def pack(*words, code=0, env=None):
    return run(PACK, *words, code=code, env=env)


def expect(condition, text):
    if not condition:
        raise AssertionError(text)


def path(name):
    return os.path.join(WORK, name)


def read(name, mode="rb"):
    with open(path(name), mode) as file:
        return file.read()


def write(name, content):
    with open(path(name), "wb") as file:
        file.write(content)


def copy_source(name, **changes):
    """The real pack with its facts beside it; changes: file -> (old, new)."""
    shutil.copytree(os.path.join(SOURCE, "assets/pack"), path(name))
    shutil.copytree(os.path.join(SOURCE, "seeds"), path(f"{name}/seeds"))
    for file, (old, new) in changes.items():
        file = f"{name}/{file.replace('__', '/').replace('_', '.')}"
        text = read(file, "r")
        expect(old in text, f"{file} no longer has {old!r}")
        write(file, text.replace(old, new, 1).encode())
    return name


def test_keys():
    for name in "abcd":
        pack("keygen", "-o", name)
    expect(os.stat(path("a.key")).st_mode & 0o777 == 0o600, "a secret key that others can read")
    before = read("a.key")
    pack("keygen", "-o", "a", code=2)
    expect(read("a.key") == before, "keygen overwrote a key")
    pack("keygen", code=2)
    pack("keygen", "-o", "nowhere/x", code=3)
    expect(read("a.pub").startswith(b"untrusted comment: minisign public key "), "NAME.pub")
    # minisign makes the same public key from our secret one.
    run("minisign", "-R", "-s", "a.key", "-p", "again.pub")
    expect(read("a.pub").split(b"\n")[1] == read("again.pub").split(b"\n")[1], "NAME.pub differs")


def test_build():
    copy_source("one")
    pack("build", "one", "-o", "one.kyrpack", "--key", "a.key", *DAY)
    shutil.copytree(path("one"), path("moved"), copy_function=shutil.copyfile)
    epoch = {"SOURCE_DATE_EPOCH": "1795348800", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    pack("build", path("moved") + "/", "-o", "two.kyrpack", "--key=a.key", env=epoch)
    expect(read("one.kyrpack") == read("two.kyrpack"), "the same pack gave two different files")
    names = run("tar", "-tf", "one.kyrpack").split("\n")[:-1]
    expect(names[:2] == ["MANIFEST", "MANIFEST.minisig"] and names[-1] == "CHECKSUM", names)
    expect(names[2:-1] == sorted(names[2:-1]), "files out of order")
    expect("seeds/law/home.yaml" in names and "pages/card.md" in names, "files are missing")
    with tarfile.open(path("one.kyrpack")) as tar:
        for member in tar:
            expect(member.isreg() and member.mode == 0o644 and member.mtime == 0, member.name)
    pack("build", "one", "-o", "x.kyrpack", code=2)
    pack("build", "one", "--key", "a.key", code=2)
    pack("build", "one", "-o", "x.kyrpack", "--key", "nobody.key", code=3)
    pack("build", "one", "-o", "x.kyrpack", "--key", "a.pub", code=2)
    pack("build", "nowhere", "-o", "x.kyrpack", "--key", "a.key", code=3)
    copy_source("broken", hotlines_yaml=("+18886244752", "12"))
    pack("build", "broken", "-o", "x.kyrpack", "--key", "a.key", code=1)
    expect(not os.path.exists(path("x.kyrpack")), "a failed build left a file")
    expect(not os.path.exists(path("x.kyrpack.new")), "a failed build left a draft")


def test_minisign_reads_ours():
    os.makedirs(path("unpacked"))
    run("tar", "-xf", "one.kyrpack", "-C", "unpacked")
    said = run("minisign", "-V", "-H", "-p", "a.pub", "-m", "unpacked/MANIFEST")
    expect("Trusted comment: kyr-pack kyr-la version 1" in said, said)
    run("minisign", "-V", "-p", "b.pub", "-m", "unpacked/MANIFEST", code=1)
    # Each file is what the manifest says, by tools that are not ours.
    for line in read("unpacked/MANIFEST", "r").split("\n")[6:-1]:
        digest, size, name = line.split(" ")
        expect(run("sha256sum", f"unpacked/{name}").split(" ")[0] == digest, name)
        expect(os.path.getsize(path(f"unpacked/{name}")) == int(size), name)
    body = read("one.kyrpack")[:-2048]
    write("body", body)
    expect(run("b2sum", "-l", "256", "body")[:64] == read("unpacked/CHECKSUM", "r")[:64], "CHECKSUM")


def test_ours_reads_minisign():
    """Keys and signatures that minisign makes, prehashed and not, in an unpacked pack."""
    run("minisign", "-G", "-W", "-p", "m.pub", "-s", "m.key")
    for legacy in ([], ["-l"]):
        run("minisign", "-S", *legacy, "-s", "m.key", "-m", "unpacked/MANIFEST", "-t", "by hand")
        said = pack("verify", "unpacked", "--trust", "m.pub")
        expect("(m.pub): trusted" in said and "may be used" in said, said)
        pack("verify", "unpacked", "--trust", "a.pub", code=1)
    pack("build", "one", "-o", "m.kyrpack", "--key", "m.key", *DAY)
    pack("verify", "m.kyrpack", "--trust", "m.pub")
    run("tar", "-xf", "one.kyrpack", "-C", "unpacked")  # as it was
    run("minisign", "-S", "-s", "a.key", "-m", "unpacked/MANIFEST")  # our key in minisign's hands
    pack("verify", "unpacked", "--trust", "a.pub")


def test_verify():
    said = pack("verify", "one.kyrpack", "--trust", "b.pub", "a.pub")
    expect("version 1" in said and "(a.pub): trusted" in said, said)
    said = pack("verify", "one.kyrpack", "--trust", "b.pub", code=1)
    expect("one.kyrpack: error: " in said and "[untrusted]" in said, said)
    expect("must not be used" in said, said)
    pack("verify", "one.kyrpack", code=2)
    pack("verify", "one.kyrpack", "--trust", "a.key", code=2)
    pack("verify", "nowhere", "--trust", "a.pub", code=3)
    said = pack("verify", "one", "--trust", "a.pub", code=1)
    expect("[not-a-pack]" in said, said)
    with open(path("unpacked/pages/card.md"), "ab") as file:
        file.write(b" ")
    said = pack("verify", "unpacked", "--trust", "a.pub", code=1)
    expect("'pages/card.md' is not what was signed [hash]" in said, said)
    os.unlink(path("unpacked/pages/card.md"))
    expect("[missing]" in pack("verify", "unpacked", "--trust", "a.pub", code=1), "missing file")
    os.symlink("/etc/passwd", path("unpacked/pages/card.md"))
    expect("[kind]" in pack("verify", "unpacked", "--trust", "a.pub", code=1), "a link in a folder")
    with open(path("film.kyrpack"), "wb") as file:
        file.truncate(1 << 30)
    expect("[too-large]" in pack("verify", "film.kyrpack", "--trust", "a.pub", code=1), "1 GB")
    for n in range(0, len(read("one.kyrpack")), 50000):
        write("cut.kyrpack", read("one.kyrpack")[:n])
        pack("verify", "cut.kyrpack", "--trust", "a.pub", code=1)


def change_header(code, *fields):
    """pages/card.md with other fields in its header and the checksum that belongs to them."""
    archive = bytearray(read("one.kyrpack"))
    at = archive.index(b"pages/card.md\0")
    for offset, content in fields:
        archive[at + offset:at + offset + len(content)] = content
    archive[at + 148:at + 156] = b" " * 8
    archive[at + 148:at + 155] = b"%06o\0" % sum(archive[at:at + 512])
    write("hostile.kyrpack", archive)
    said = pack("verify", "hostile.kyrpack", "--trust", "a.pub", code=1)
    expect(said.count(": error: ") == 1 and f"[{code}]" in said, f"expected {code}: {said}")


def test_hostile():
    change_header("kind", (156, b"2"), (157, b"/etc/passwd"), (124, b"00000000000"))
    change_header("kind", (156, b"3"))
    change_header("name", (0, b"../../etc/cron.d/card"))
    change_header("name", (0, b"/etc/cron.d/card"))
    change_header("too-large", (124, b"77777777777"))
    change_header("header", (100, b"0004755"))
    # Another tar writer: the same files, but not the one spelling.
    with tarfile.open(path("one.kyrpack")) as old, \
            tarfile.open(path("hostile.kyrpack"), "w", format=tarfile.USTAR_FORMAT) as new:
        for member in old:
            new.addfile(member, old.extractfile(member))
    pack("verify", "hostile.kyrpack", "--trust", "a.pub", code=1)


def test_second_signature():
    shutil.copy(path("one.kyrpack"), path("both.kyrpack"))
    pack("sign", "both.kyrpack", "--key", "b.key")
    pack("build", "one", "-o", "same.kyrpack", "--key", "a.key", "b.key", *DAY)
    expect(read("both.kyrpack") == read("same.kyrpack"), "sign and build differ")
    said = pack("verify", "both.kyrpack", "--trust", "a.pub", "--trust", "b.pub")
    expect("(a.pub): trusted" in said and "(b.pub): trusted" in said, said)
    said = pack("verify", "both.kyrpack", "--trust", "b.pub")
    expect("not trusted here" in said, said)
    expect("[signed-twice]" in pack("sign", "both.kyrpack", "--key", "a.key", code=1), "twice")
    expect("MANIFEST.2.minisig" in run("tar", "-tf", "both.kyrpack"), "the second signature")
    pack("sign", "one", "--key", "a.key", code=2)


def test_two_keys():
    both = ["--trust", "a.pub", "b.pub"]
    copy_source("number", pack_yaml=("version: 1", "version: 2"),
                hotlines_yaml=("+18886244752", "+18886244753"))
    pack("build", "number", "-o", "number.kyrpack", "--key", "a.key", *DAY)
    pack("verify", "number.kyrpack", *both)  # nothing installed, nothing to compare
    said = pack("verify", "number.kyrpack", *both, "--installed", "one.kyrpack", code=1)
    expect("[two-keys]" in said and "888-624-4753" in said and "888-624-4752" in said, said)
    # A second signature by the same key, or by one that is not trusted, does not help.
    pack("sign", "number.kyrpack", "--key", "c.key")
    pack("verify", "number.kyrpack", *both, "--installed", "one.kyrpack", code=1)
    pack("sign", "number.kyrpack", "--key", "b.key")
    pack("verify", "number.kyrpack", *both, "--installed", "one.kyrpack")
    pack("verify", "number.kyrpack", *both, "--installed", "one")  # the source tree

    copy_source("words", pack_yaml=("version: 1", "version: 2"),
                hotlines_yaml=("Day and night.", "All day and night."))
    pack("build", "words", "-o", "words.kyrpack", "--key", "b.key", *DAY)
    said = pack("verify", "words.kyrpack", *both, "--installed", "one.kyrpack")
    expect("No phone number, address or e-mail changes" in said, said)

    said = pack("verify", "one.kyrpack", *both, "--installed", "words.kyrpack", code=1)
    expect("[older]" in said and "version 2 is installed" in said, said)


def key_file(*names):
    """keys.yaml from NAME.pub of these people."""
    people = [f"  - name: {name}\n    key: {read(name + '.pub', 'r').splitlines()[1]}\n"
              for name in names]
    return ("keys:\n" + "".join(people)).encode()


def test_new_keys():
    both = ["--trust", "a.pub", "b.pub", "--installed", "one.kyrpack"]
    copy_source("rotated", pack_yaml=("version: 1", "version: 2"))
    write("rotated/keys.yaml", key_file("b", "c"))
    pack("build", "rotated", "-o", "rotated.kyrpack", "--key", "a.key", *DAY)
    expect("keys.yaml" in run("tar", "-tf", "rotated.kyrpack"), "keys.yaml was left behind")
    said = pack("verify", "rotated.kyrpack", *both, code=1)
    expect("only 1 did [keys]" in said and "c (key " in said, said)
    pack("sign", "rotated.kyrpack", "--key", "b.key")
    said = pack("verify", "rotated.kyrpack", *both)
    expect("2 signatures of the old keys (there: 2), 1 of the new (there: 1)" in said, said)
    # Nobody of the new people has signed: they might have lost their keys already.
    write("rotated/keys.yaml", key_file("c", "d"))
    pack("build", "rotated", "-o", "rotated.kyrpack", "--key", "a.key", "b.key", *DAY)
    expect("[keys]" in pack("verify", "rotated.kyrpack", *both, code=1), "nobody new has signed")
    pack("sign", "rotated.kyrpack", "--key", "d.key")
    pack("verify", "rotated.kyrpack", *both)
    # The same people as before are no change; a damaged list is refused when it is built.
    write("rotated/keys.yaml", key_file("b", "a"))
    pack("build", "rotated", "-o", "rotated.kyrpack", "--key", "a.key", *DAY)
    expect("keys change" not in pack("verify", "rotated.kyrpack", *both), "no key changes")
    write("rotated/keys.yaml", key_file("b"))
    said = pack("build", "rotated", "-o", "rotated.kyrpack", "--key", "a.key", *DAY, code=1)
    expect("at least two people" in said, said)


def test_words():
    said = pack("words", "one")
    expect("banana, king, leaf, farm | plátano, rey, hoja, granja" in said, said)
    expect(pack("words", "one.kyrpack") == said, "file and folder differ")
    changed = pack("words", "number.kyrpack")
    lines = [(old, new) for old, new in zip(said.split("\n"), changed.split("\n")) if old != new]
    expect(len(lines) == 1 and "888-624-4753" in lines[0][1], lines)
    expect(re.search(r"\d\s+(\S+,? ){4}\|", lines[0][1]), lines)


def main():
    if shutil.which("minisign") is None:
        print("minisign is not installed")
        return 77
    shutil.rmtree(WORK, ignore_errors=True)
    os.makedirs(WORK)
    for test in (test_keys, test_build, test_minisign_reads_ours, test_ours_reads_minisign,
                 test_second_signature, test_verify, test_hostile, test_two_keys, test_new_keys, test_words):
        test()
        print("ok", test.__name__)
    return 0


if __name__ == "__main__":
    sys.exit(main())
