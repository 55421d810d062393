#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The contact sheet in a browser, from a file, without a network: sheet_test.js looks at it.

usage: sheet.py KYR_PACK WORK_DIR        (in the top folder)

Some entries of the Spanish file are spoilt first, so that every filter has something to find.
Skipped (77) where there is no Chromium.
"""
import html
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

import catalog

HERE = os.path.dirname(os.path.abspath(__file__))
PAGE = "at-my-door"
HOSTILE = 'Mire </script><b id="injected">esto</b> & <!-- {nada}'
SWITCHES = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--no-first-run", "--dump-dom",
            "--virtual-time-budget=5000", "--window-size=1600,1000"]


def page_blocks(entries):
    """Blocks of the page that nothing else repeats, in its order."""
    return [key for key, (text, _) in entries.items()
            if key[0] == "" and re.search(rf"pages/{PAGE}\.md:\d+$", text, re.M)
            and len(re.findall(r"^#: ", text, re.M)) == 1 and "**" not in key[1]]


def spoil(source, target):
    """Writes the spoilt file; what the test has to know of it."""
    keys = page_blocks(catalog.read(source))
    untranslated, fuzzy, hostile, plain, short = keys[1], keys[2], keys[4], keys[5], keys[7]
    result = []
    with open(source, encoding="utf-8") as file:
        entries = file.read().split("\n\n")
    for entry in entries:
        key = (catalog.string(entry, "msgctxt") or "", catalog.string(entry, "msgid"))
        if key == untranslated:
            entry = re.sub(r'^msgstr (?:".*"\n?)+', 'msgstr ""', entry, flags=re.M)
        elif key == fuzzy:
            entry = re.sub(r"^(msgid )", r"#, fuzzy\n\1", entry, flags=re.M)
        elif key == hostile:
            escaped = HOSTILE.replace('"', '\\"')
            entry = re.sub(r'^msgstr (?:".*"\n?)+', lambda _: f'msgstr "{escaped}"', entry,
                           flags=re.M)
        elif key == short:
            entry = re.sub(r'^msgstr (?:".*"\n?)+', 'msgstr "Bien."', entry, flags=re.M)
        result.append(entry.rstrip("\n"))
    with open(target, "w", encoding="utf-8") as file:
        file.write("\n\n".join(result) + "\n")
    text, line = catalog.read(target)[plain]
    translation = catalog.string(text, "msgstr")
    return {"WORDS": plain[1], "TRANSLATION": translation, "PLACE": f"{target}:{line}",
            "HOSTILE_MSGID": hostile[1], "HOSTILE": HOSTILE,
            "SHORT": short[1], "SEARCH": translation.upper(),
            "COUNTS": {"untranslated": 1, "fuzzy": 1, "finding": 1}}


def inject(out, constants):
    """A copy of the sheet with the test at its end."""
    with open(os.path.join(out, "index.html"), encoding="utf-8") as file:
        sheet = file.read()
    with open(os.path.join(HERE, "sheet_test.js"), encoding="utf-8") as file:
        test = file.read()
    names = "".join(f"const {name} = {json.dumps(value)};\n" for name, value in constants.items())
    names = names.replace("<", "\\u003c")
    path = os.path.join(out, "test.html")
    with open(path, "w", encoding="utf-8") as file:
        file.write(sheet.replace("</body>", f"<script>{names}{test}</script>\n</body>"))
    return path


def run_browser(browser, path):
    with tempfile.TemporaryDirectory() as profile:
        done = subprocess.run([browser, *SWITCHES, f"--user-data-dir={profile}",
                               "file://" + os.path.abspath(path)],
                              capture_output=True, text=True, timeout=120, check=False)
    match = re.search(r"<title>RESULT (.*?)</title>", done.stdout, re.S)
    return json.loads(html.unescape(match[1])) if match else None


def main(kyr_pack, out):
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if browser is None:
        print("there is no chromium")
        return 77
    shutil.rmtree(out, ignore_errors=True)
    os.makedirs(out)
    po = os.path.join(out, "es.po")
    constants = spoil("po/pack/es.po", po)
    subprocess.run([kyr_pack, "shot", "assets/pack", "-o", out, "--lang", "en", "--lang", "es",
                    "--po", po, "--page", PAGE, "--today", "2026-11-21"], check=True, timeout=120)
    result = run_browser(browser, inject(out, constants))
    if result is None:
        print("the page did not come to its end")
        return 1
    for problem in result["problems"]:
        print(problem)
    print(f"{result['cases']} cases, {len(result['problems'])} problems")
    return 1 if result["problems"] else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
