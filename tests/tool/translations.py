#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every kind of mistake in a translation gives exactly its findings, at its line.

usage: translations.py KYR_PACK WORK_DIR

mistakes/NAME.po holds wrong entries, each under lines "# expect: CODE" that name all findings it
must give ("below": at the line after the entry's first). They replace the same entries of the
sound fixture/po/pack/es.po, and kyr-pack check must then find these, at the lines where they now
stand, and nothing else. @202E@ stands for the character U+202E. Damage to a file as a whole is in
the table below.
"""
import os
import re
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
PACK = os.path.join(HERE, "fixture/assets/pack")
SOUND = open(os.path.join(HERE, "fixture/po/pack/es.po"), encoding="utf-8").read()
TODAY = "2026-07-01"

FINDING = re.compile(r"^(.*?):(?:(\d+):)?(?:(\d+):)? (?:error|warning): .* \[([a-z-]+)\]$")


def run(kyr_pack, *args, pack=PACK):
    done = subprocess.run([kyr_pack, "check", pack, "--today", TODAY, *args],
                          capture_output=True, text=True, timeout=60, check=False)
    return done.returncode, done.stdout, done.stderr


def findings(output, path):
    """(line, code) of each finding; one outside `path` counts as line -1."""
    found = []
    for line in output.splitlines():
        match = FINDING.match(line)
        if match:
            at = int(match[2] or 0) if match[1] == path else -1
            found.append((at, match[4]))
    return sorted(found)


def key_of(entry):
    """The msgctxt and msgid lines of an entry, as written."""
    return "\n".join(re.findall(r'^(?:msgctxt|msgid) ".*"$', entry, re.M))


def with_mistakes(text):
    """The sound file with the entries of `text` in place of its own, and what must be found."""
    entries = SOUND.split("\n\n")
    places = {key_of(entry): i for i, entry in enumerate(entries)}
    expected = {}
    for wrong in text.strip().split("\n\n"):
        wrong = re.sub("@([0-9A-F]+)@", lambda m: chr(int(m[1], 16)), wrong.strip("\n"))
        place = places[key_of(wrong)]
        expected[place] = re.findall(r"^# expect: ([a-z-]+(?: below)?)$", wrong, re.M)
        entries[place] = re.sub(r"^# .*\n", "", wrong, flags=re.M)
    return "\n\n".join(entries) + "\n", expected, entries


def expected_findings(entries, expected):
    result = []
    line = 1
    for i, entry in enumerate(entries):
        lines = entry.split("\n")
        start = next(k for k, text in enumerate(lines) if text.startswith("msg"))
        for code in expected.get(i, []):
            below = code.endswith(" below")
            result.append((line + start + below, code.removesuffix(" below")))
        line += len(lines) + 1
    return sorted(result)


def first_line_with(text, part):
    return text[:text.index(part)].count("\n") + 1


def damages():
    """name -> (bytes, findings)"""
    sound = SOUND.encode()
    header = first_line_with(SOUND, 'msgid ""')
    plural = '"Plural-Forms: nplurals=2; plural=n != 1;\\n"'
    conflict = SOUND.replace('msgstr "La Red"',
                             '<<<<<<< ours\nmsgstr "La Red"\n=======\nmsgstr "Red"\n>>>>>>> theirs')
    at = first_line_with(conflict, "<<<<<<<")
    twice = SOUND + '\nmsgid "You have rights here."\nmsgstr "Tiene derechos."\n'
    unclosed = SOUND.replace('msgstr "La Red"', 'msgstr "La Red')
    latin = SOUND.replace("charset=UTF-8", "charset=ISO-8859-1")
    bad_byte = sound.replace("Aquí.".encode(), b"Aqu\xed.")
    missing = SOUND.replace('msgid "Tell your child"\nmsgstr "Dígaselo a su hijo"\n\n', "")

    def with_plural(rule):
        return SOUND.replace(plural, '"Plural-Forms: %s;\\n"' % rule).encode()

    return {
        "sound": (sound, []),
        "bom": (b"\xef\xbb\xbf" + sound, [(1, "po-bom")]),
        "crlf": (sound.replace(b"\n", b"\r\n"), [(1, "po-line-ends")]),
        "charset": (latin.encode(), [(first_line_with(latin, "charset="), "po-charset")]),
        "utf-16": (SOUND.encode("utf-16"), [(1, "po-encoding")]),
        "not-utf8": (bad_byte, [(bad_byte[:bad_byte.index(b"\xed.")].count(b"\n") + 1,
                                 "po-encoding")]),
        "conflict": (conflict.encode(), [(at, "po-conflict"), (at + 2, "po-conflict"),
                                         (at + 4, "po-conflict")]),
        "twice": (twice.encode(), [(twice.count("\n") - 1, "po")]),
        "unclosed": (unclosed.encode(), [(first_line_with(unclosed, '"La Red\n'), "po")]),
        "plural-by-zero": (with_plural("nplurals=2; plural=n/0"), [(header, "po")]),
        "plural-four-billion": (with_plural("nplurals=4000000000; plural=n"), [(header, "plural")]),
        "fifty-megabytes": (sound + b"# " + b"x" * (50 << 20) + b"\n", [(0, "po-read")]),
        "missing-entry": (missing.encode(), [(0, "untranslated")]),
        "other-pack": (sound[:sound.index(b"\n\n")] + b'\n\nmsgid "Other"\nmsgstr "Otra"\n',
                       [(0, "other-pack")]),
        "empty": (b"", [(0, "po-header")]),
    }


class Checker:
    def __init__(self, kyr_pack, work):
        self.kyr_pack = kyr_pack
        self.work = work
        self.n = self.n_bad = 0

    def expect(self, name, found, wanted, output):
        self.n += 1
        if found != wanted:
            self.n_bad += 1
            print(f"{name}:\n  expected {wanted}\n  found    {found}\n{output}")

    def file(self, name, data, wanted):
        path = os.path.join(self.work, name + ".po")
        with open(path, "wb") as out:
            out.write(data)
        code, output, errors = run(self.kyr_pack, "--lang", "es", "--po", path)
        self.expect(name, (code, findings(output, path)), (1 if wanted else 0, sorted(wanted)),
                    output + errors)
        os.remove(path)

    def mistakes(self):
        folder = os.path.join(HERE, "mistakes")
        for name in sorted(os.listdir(folder)):
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                text, expected, entries = with_mistakes(file.read())
            self.file(name[:-3], text.encode(), expected_findings(entries, expected))

    def damage(self):
        for name, (data, wanted) in damages().items():
            self.file(name, data, wanted)

    def glossary(self):
        """Mistakes in the glossary itself."""
        sound = open(os.path.join(HERE, "fixture/po/glossary.yaml"), encoding="utf-8").read()
        for name, old, new, code in [
                ("unknown-key", "except: [Stay", "exempt: [Stay", "unknown-key"),
                ("unknown-language", "  es:\n    quotes", "  nonsense:\n    quotes", "glossary"),
                ("quotes", "quotes: “”", "quotes: “", "glossary"),
                ("opening", '"¿?"', '"¿"', "glossary"),
                ("no-reason", "garantía: that is a product warranty", "garantía: ", "glossary"),
                ("no-english", "en: [warrant]", "en: []", "glossary"),
                ("yaml", "terms:", "terms: [", "yaml")]:
            tree = os.path.join(self.work, "glossary-" + name)
            shutil.rmtree(tree, ignore_errors=True)
            shutil.copytree(os.path.join(HERE, "fixture"), tree)
            path = os.path.join(tree, "po/glossary.yaml")
            with open(path, "w", encoding="utf-8") as out:
                out.write(sound.replace(old, new))
            pack = os.path.join(tree, "assets/pack")
            status, output, errors = run(self.kyr_pack, pack=pack)
            found = {finding for finding in findings(output, path) if finding[0] > 0}
            self.expect("glossary " + name, (status, {code} & {f[1] for f in found}),
                        (1, {code}), output + errors)
            shutil.rmtree(tree)

    def usage(self):
        """Arguments that make no sense: exit code 2, and one line that says why."""
        for args in (["--po", "x.po"], ["--lang", "fr"], ["--lang", "nonsense"],
                     ["--lang", "es", "--lang", "en", "--po", "x.po"]):
            code, output, errors = run(self.kyr_pack, *args)
            self.expect(" ".join(args), (code, errors.count("\n")), (2, 1), output + errors)
        code, output, errors = run(self.kyr_pack)
        self.expect("the source tree's own file", (code, output), (0, ""), output + errors)


def main():
    kyr_pack, work = sys.argv[1:]
    os.makedirs(work, exist_ok=True)
    checker = Checker(kyr_pack, work)
    checker.mistakes()
    checker.damage()
    checker.glossary()
    checker.usage()
    print(f"{checker.n} cases, {checker.n_bad} wrong")
    return 1 if checker.n_bad else 0


if __name__ == "__main__":
    sys.exit(main())
