#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A pack is what its sources are: nothing withdrawn stays in a build, nothing is lost on the way.

usage: stale.py KYR_PACK SOURCE_DIR

Builds the pack targets of a copy of the sources, in a folder whose name no C locale can spell, without
a locale; changes the copy, and builds again.
"""
import os
import shutil
import subprocess
import sys
import tempfile

PACK, SOURCE = sys.argv[1:3]
WORK = tempfile.mkdtemp(prefix="kyr-stale-")  # not below the sources: Debian 12's ninja stumbles over "&" there
TOP = os.path.join(WORK, "kyr ñ")
BUILD = os.path.join(TOP, "build", "release")
SHARE = os.path.join(BUILD, "share", "kyr-kiosk")
ENV = {"PATH": os.environ["PATH"], "HOME": WORK}


def expect(condition, text):
    if not condition:
        raise AssertionError(text)


def run(*command, code=0):
    done = subprocess.run(command, cwd=TOP, env=ENV, capture_output=True, text=True, encoding="utf-8",
                          stdin=subprocess.DEVNULL)
    said = done.stdout + done.stderr
    expect(done.returncode == code, f"{' '.join(command)}: exit {done.returncode}, not {code}:\n{said}")
    return said


def build():
    return run("ninja", "-C", BUILD, "pack-files", "ui-catalogs")


def write(name, text):
    with open(os.path.join(TOP, name), "w", encoding="utf-8") as file:
        file.write(text)


def read(name):
    with open(os.path.join(TOP, name), encoding="utf-8") as file:
        return file.read()


def files_below(folder):
    return sorted(os.path.relpath(os.path.join(where, name), folder)
                  for where, _, names in os.walk(folder) for name in names)


def wanted(languages):
    """The files of the pack, by looking at its sources."""
    names = ["pack.yaml", "hotlines.yaml"]
    names += [f"pages/{name}" for name in os.listdir(os.path.join(TOP, "assets/pack/pages"))]
    names += [f"seeds/{name}" for name in files_below(os.path.join(TOP, "seeds")) if name.endswith(".yaml")]
    return sorted(names + [f"locale/{language}/LC_MESSAGES/kyr-la.mo" for language in languages])


def expect_pack(languages):
    found = [name for name in files_below(os.path.join(SHARE, "pack"))
             if not name.startswith(("MANIFEST", "CHECKSUM"))]
    expect(found == wanted(languages), f"the signed pack:\n{found}\nwanted:\n{wanted(languages)}")
    key = [name for name in os.listdir(os.path.join(SHARE, "keys"))][0]
    run(PACK, "verify", os.path.join(SHARE, "pack"), "--trust", os.path.join(SHARE, "keys", key))


def prepare():
    os.makedirs(TOP)
    for name in ("CMakeLists.txt", "CMakePresets.json", "src", "assets", "po", "seeds"):
        source, target = os.path.join(SOURCE, name), os.path.join(TOP, name)
        (shutil.copytree if os.path.isdir(source) else shutil.copy)(source, target)
    run("cmake", "--preset", "release")
    build()


def test_odd_folder_without_a_locale():
    expect_pack(["es"])
    expect(files_below(os.path.join(SHARE, "locale")) == ["es/LC_MESSAGES/kyr-kiosk.mo"], "locale")


def test_a_language_comes_and_goes():
    for part in ("ui", "pack"):
        write(f"po/{part}/fr.po", read(f"po/{part}/es.po").replace("Language: es", "Language: fr"))
        write(f"po/{part}/LINGUAS", read(f"po/{part}/LINGUAS") + "fr\n")
    build()
    expect_pack(["es", "fr"])
    # Half removed: listed, and no file.
    os.unlink(os.path.join(TOP, "po/pack/fr.po"))
    build()
    expect_pack(["es"])
    write("po/pack/fr.po", read("po/ui/fr.po"))
    os.unlink(os.path.join(TOP, "po/pack/fr.po"))
    for part in ("ui", "pack"):
        write(f"po/{part}/LINGUAS", read(f"po/{part}/LINGUAS").replace("fr\n", ""))
    build()
    expect_pack(["es"])
    expect(files_below(os.path.join(SHARE, "locale")) == ["es/LC_MESSAGES/kyr-kiosk.mo"], "locale")


def test_a_page_comes_and_goes():
    pack_yaml = read("assets/pack/pack.yaml")
    page = read("assets/pack/pages/card.md")
    write("assets/pack/pages/extra.md", page)
    build()
    expect_pack(["es"])
    os.unlink(os.path.join(TOP, "assets/pack/pages/extra.md"))
    build()
    expect_pack(["es"])
    write("assets/pack/pages/card.md~", page)  # what an editor leaves
    build()
    expect("pages/card.md~" not in files_below(os.path.join(SHARE, "pack")), "an editor's file")
    os.unlink(os.path.join(TOP, "assets/pack/pages/card.md~"))
    expect(pack_yaml == read("assets/pack/pack.yaml"), "pack.yaml")


def test_nothing_to_do():
    build()
    stamp = os.path.join(SHARE, "pack", "MANIFEST")
    before = os.stat(stamp).st_mtime_ns
    run("ninja", "-C", BUILD, "pack-files")
    expect(os.stat(stamp).st_mtime_ns == before, "signed again with nothing to do")


def sign(*words, code=0):
    return run(os.path.join(BUILD, "bin/kyr-pack"), "build", *words, code=code)


def test_build_refuses_bad_catalogs():
    run(PACK, "keygen", "-o", "k")
    whole = os.path.join(SHARE, "pack/locale/es/LC_MESSAGES/kyr-la.mo")
    with open(whole, "rb") as file:
        good = file.read()
    shutil.copytree(os.path.join(SHARE, "pack"), os.path.join(TOP, "p"))
    target = os.path.join(TOP, "p/locale/es/LC_MESSAGES/kyr-la.mo")
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset={}\\n"\n'
    write("empty.po", header.format("UTF-8"))
    write("token.po", header.format("UTF-8") + '\nmsgid "Call {larrn}."\nmsgstr "Llame a {chirla}."\n')
    for name in ("empty", "token"):
        run("msgfmt", "--endianness=little", "-o", f"{name}.mo", f"{name}.po")
    cases = {"catalog": good[:len(good) // 2], "catalog-empty": open(os.path.join(TOP, "empty.mo"), "rb").read(),
             "catalog ": good.replace(b"charset=UTF-8", b"charset=KOI-8", 1),
             "catalog-token": open(os.path.join(TOP, "token.mo"), "rb").read()}
    for code, content in cases.items():
        with open(target, "wb") as file:
            file.write(content)
        said = sign("p", "-o", "x.kyrpack", "--key", "k.key", code=1)
        expect(f"[{code.strip()}]" in said and said.startswith("locale/es/"), said)
        expect(not os.path.exists(os.path.join(TOP, "x.kyrpack")), "a refused build left a file")


def test_build_knows_linguas():
    linguas = read("po/pack/LINGUAS")
    write("po/pack/LINGUAS", linguas + "# more\nfr\n")
    said = sign("assets/pack", "-o", "x.kyrpack", "--key", "k.key", code=1)
    expect("po/pack/LINGUAS:" in said and "[catalog-missing]" in said, said)
    write("po/pack/LINGUAS", "")
    said = sign("assets/pack", "-o", "x.kyrpack", "--key", "k.key", code=1)
    expect("[catalog-extra]" in said, said)
    write("po/pack/LINGUAS", linguas)
    sign("assets/pack", "-o", "x.kyrpack", "--key", "k.key")


def main():
    prepare()
    failed = 0
    for name, test in list(globals().items()):
        if name.startswith("test_"):
            try:
                test()
                print(f"ok {name}")
            except AssertionError as error:
                failed = 1
                print(f"not ok {name}: {error}")
    shutil.rmtree(WORK)
    sys.exit(failed)


main()
