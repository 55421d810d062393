#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""shots.json of the whole pack: what it says is so, and nothing that is shown is left out.

usage: shots.py KYR_PACK WORK_DIR        (in the top folder)
"""
import collections
import json
import os
import re
import shutil
import struct
import subprocess
import sys

import catalog

POT = "po/pack/kyr-la.pot"
FIELDS = {"language", "page", "screen", "section", "picture", "rect", "context", "msgid", "state",
          "po", "line", "translation", "kind", "note", "source", "findings"}


def more_pages():
    """Pages that only a button of another page leads to: nothing shows their tile."""
    with open("assets/pack/pack.yaml", encoding="utf-8") as file:
        match = re.search(r"^  more:\s*\[([^]]*)\]", file.read(), re.M)
    return set(re.findall(r"[a-z0-9-]+", match[1])) if match else set()


def png_size(path):
    with open(path, "rb") as file:
        head = file.read(24)
    assert head[:8] == b"\x89PNG\r\n\x1a\n", f"{path} is no PNG"
    return struct.unpack(">II", head[16:24])


def check_entry(out, entry, sizes, known, entries):
    assert set(entry) == FIELDS, f"fields {sorted(set(entry) ^ FIELDS)}"
    path = os.path.join(out, entry["picture"])
    if path not in sizes:
        sizes[path] = png_size(path)
    x, y, w, h = entry["rect"]
    width, height = sizes[path]
    assert x >= 0 and y >= 0 and w > 0 and h > 0, f"rect {entry['rect']}"
    assert x + w <= width and y + h <= height, f"rect {entry['rect']} outside the picture"
    key = (entry["context"], entry["msgid"])
    assert key in known, "the message is not in the templates"
    if entry["language"] == "es":
        text, line = entries[entry["po"]][key]
        assert entry["line"] == line, f"line {entry['line']}, but it is {line}"
        assert entry["translation"] == catalog.string(text, "msgstr")
        assert entry["state"] == "translated"
    else:
        assert entry["state"] == "source" and entry["translation"] == ""


def check_coverage(shots, template):
    more = more_pages()
    problems = []
    for language in ("en", "es"):
        seen = {(e["context"], e["msgid"]) for e in shots if e["language"] == language}
        for key, (text, _) in template.items():
            pages = set(re.findall(r"assets/pack/pages/([a-z0-9-]+)\.md", text))
            is_hidden_tile = key[0] == "tile" and pages and pages <= more
            if key not in seen and not is_hidden_tile:
                problems.append(f"{language}: no picture shows {key}")
    return problems


def check_boxes_differ(shots):
    """Words to say stand there in English too: the box must be the translation's alone."""
    problems = []
    english = {(e["page"], e["msgid"]): e["rect"] for e in shots
               if e["language"] == "en" and e["context"] == "say"}
    for entry in shots:
        if entry["language"] == "es" and entry["context"] == "say":
            whole = english.get((entry["page"], entry["msgid"]))
            if whole and entry["rect"][3] >= whole[3]:
                problems.append(f"{entry['picture']}: {entry['rect']} is the whole say-block")
    return problems


def main(kyr_pack, out):
    shutil.rmtree(out, ignore_errors=True)
    subprocess.run([kyr_pack, "shot", "assets/pack", "-o", out, "--lang", "en", "--lang", "es",
                    "--today", "2026-11-21"], check=True, timeout=240)
    with open(os.path.join(out, "shots.json"), encoding="utf-8") as file:
        shots = json.load(file)
    template = catalog.read(POT)
    known = set(template) | set(catalog.read("po/ui/kyr-kiosk.pot"))
    entries = {path: catalog.read(path) for path in ("po/pack/es.po", "po/ui/es.po")}
    problems, sizes = [], {}
    for entry in shots:
        try:
            check_entry(out, entry, sizes, known, entries)
        except (AssertionError, KeyError) as error:
            problems.append(f"{entry['picture']}: {entry['msgid']!r}: {error!r}")
    problems += check_coverage(shots, template) + check_boxes_differ(shots)
    left = [name for _, _, names in os.walk(out) for name in names if name.startswith(".")]
    problems += [f"{name} was left behind" for name in left]
    for problem in problems[:40]:
        print(problem)
    counts = collections.Counter(entry["language"] for entry in shots)
    print(f"{len(sizes)} pictures, boxes {dict(counts)}, {len(problems)} problems")
    return 1 if problems or not shots else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
